// The manual cannot drift from the language: every block marked as a rule in docs/rule-language.md is checked and its
// examples run, every block marked as an expression is parsed and checked.
#include <fstream>
#include <iterator>
#include <sstream>

#include "rules/examples.h"
#include "rules/pack.h"
#include "tests/catch.h"

using namespace claimassay;
using namespace claimassay::rules;

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::shared_ptr<const Source> source(std::string name, std::string text) {
  auto made = std::make_shared<Source>();
  made->name = std::move(name);
  made->text = std::move(text);
  return made;
}

/// The fenced blocks of a language, each with the line on which it begins.
std::vector<std::pair<int, std::string>> blocks(const std::string& manual, const std::string& language) {
  std::vector<std::pair<int, std::string>> out;
  std::istringstream lines(manual);
  std::string line;
  bool inside = false;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      out.back().second += line + "\n";
    } else if (line == "```" + language) {
      inside = true;
      out.push_back({number + 1, ""});
    }
  }
  return out;
}

const std::string manual_path = "docs/rule-language.md";

}  // namespace

TEST_CASE("the rules of the manual load, and their examples hold") {
  const auto all = blocks(read(manual_path), "rule");
  REQUIRE(all.size() >= 5);
  const std::string framework = read("tests/unit/rules/demo/framework.rule");
  std::size_t examples = 0;
  for (const auto& [line, text] : all) {
    INFO("the block of line " << line);
    Diagnostics diagnostics;
    std::vector<PackFile> files;
    if (text.find("\nframework ") == std::string::npos && !text.starts_with("framework ")) {
      files.push_back({source("demo", framework), 0});
    }
    files.push_back({source(manual_path + ":" + std::to_string(line), text), 1});
    const auto pack = build_pack(files, "2026-01-01", diagnostics);
    INFO(draw(diagnostics));
    REQUIRE(pack);
    const ExampleRun run = run_examples(*pack);
    report_failures(*pack, run, diagnostics);
    INFO(draw(diagnostics));
    CHECK(run.failures.empty());
    examples += run.run;
  }
  CHECK(examples >= 20);
}

TEST_CASE("the conditions of the manual are sound") {
  const auto all = blocks(read(manual_path), "expression");
  REQUIRE(all.size() >= 10);
  const std::string framework = read("tests/unit/rules/demo/framework.rule");
  const std::string around =
      "\nphrases hype source \"x\" \"miracle\"\n"
      "rule grade.start.rct title \"t\" source \"s\" when body.randomised then start high\n"
      "example \"a\" { body.randomised: true } expect start high example \"b\" { } expect nothing\n"
      "rule editorial.status.retracted title \"t\" code retracted scope source source \"s\"\n"
      "when source.status == retracted then flag blocker because \"b\" phase status\n";
  for (const auto& [line, text] : all) {
    INFO("the block of line " << line << ": " << text);
    // The condition of a fold rule sees the results of every phase; its examples are not the point here.
    const std::string rule = "rule manual.condition title \"t\" source \"s\" phase fold scope claim\nwhen " + text +
                             "then suppress causal-overstated\n"
                             "example \"a\" { } expect suppress example \"b\" { } expect nothing\n" +
                             around;
    Diagnostics diagnostics;
    build_pack({{source("demo", framework), 0}, {source("manual", rule), 1}}, "2026-01-01", diagnostics);
    for (const Diagnostic& one : diagnostics.all()) {
      // What is wrong with the rule around it does not count.
      if (one.place.line == 2 || one.place.line == 3) FAIL(draw(one));
    }
  }
}
