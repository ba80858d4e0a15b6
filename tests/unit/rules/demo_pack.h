// Packs for tests: rules written in place, over the demo framework.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "rules/pack.h"
#include "tests/catch.h"

namespace claimassay::rules {

inline std::shared_ptr<const Source> source_of(std::string name, std::string text) {
  auto made = std::make_shared<Source>();
  made->name = std::move(name);
  made->text = std::move(text);
  return made;
}

inline PackFile demo_framework() {
  std::ifstream in("tests/unit/rules/demo/framework.rule");
  return {source_of("framework.rule", {std::istreambuf_iterator<char>(in), {}}), 0};
}

/// Fails the test when the rules do not load.
inline Pack demo_pack(const std::string& rules, const std::string& as_of = "2026-01-01") {
  Diagnostics diagnostics;
  auto pack = build_pack({demo_framework(), {source_of("test.rule", rules), 1}}, as_of, diagnostics);
  INFO(draw(diagnostics));
  REQUIRE(pack);
  return std::move(*pack);
}

/// A rule with all that a rule needs; its examples are taken on trust here.
inline std::string rule_text(const std::string& id, const std::string& body, const std::string& action) {
  return "rule " + id + "\ntitle \"t\" source \"s\"\n" + body + "\nthen " + action + "\nexample \"acts\" { } expect " +
         action.substr(0, action.find(' ')) + "\nexample \"silent\" { } expect nothing\n";
}

}  // namespace claimassay::rules
