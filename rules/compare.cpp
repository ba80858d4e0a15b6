#include "rules/compare.h"

#include <map>

#include "core/text.h"

namespace claimassay::rules {

namespace {

/// Every declaration of a pack by what it is called, with its words. Several of one name (a parameter with its dates) are one.
std::map<std::string, std::string> declarations(const Pack& pack) {
  std::map<std::string, std::string> out;
  const auto add = [&](const char* what, const std::string& name, int file, Span span) {
    out[std::string(what) + " " + name] += std::string(trim(pack.files[static_cast<std::size_t>(file)]->view(span)));
  };
  const Framework& framework = pack.framework;
  add("framework", framework.name, framework.file, framework.whole);
  for (const Rule& one : pack.rules) add("rule", one.id, one.file, one.span);
  for (const Parameter& one : pack.parameters) add("parameter", one.name, one.file, one.whole);
  for (const Table& one : pack.tables) add("table", one.name, one.file, one.whole);
  for (const Define& one : pack.defines) add("define", one.name, one.file, one.whole);
  for (const PhraseList& one : pack.phrase_lists) {
    // Phrases that a rule writes itself are part of the rule.
    if (!one.name.empty()) add("phrases", one.name, one.file, one.whole);
  }
  return out;
}

}  // namespace

PackDifference difference(const Pack& before, const Pack& after) {
  PackDifference out;
  const auto old_ones = declarations(before), new_ones = declarations(after);
  for (const auto& [name, text] : old_ones) {
    const auto found = new_ones.find(name);
    if (found == new_ones.end()) out.removed.push_back(name);
    else if (found->second != text) out.changed.push_back(name);
  }
  for (const auto& [name, text] : new_ones) {
    if (!old_ones.contains(name)) out.added.push_back(name);
  }
  return out;
}

}  // namespace claimassay::rules
