// The registry of facts: every name that a rule may ask for, with its type, what it is about, and what it means. It
// comes from data/facts.tsv and from the `fact` declarations of packs, so that the checker can tell a misspelled name.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/diagnostic.h"
#include "rules/ast.h"

namespace claimassay::rules {

struct FactInfo {
  std::string name;
  ScopeKind scope = ScopeKind::body;
  Type type = Type::text;
  std::vector<std::string> words;  ///< of word, level (lowest first) and set; empty = any
  std::string meaning;
};

class FactRegistry {
 public:
  /// Columns: name, scope, type, words (space between), meaning. Lines that begin with '#' are comments.
  void read(const Source& table, Diagnostics& diagnostics);
  /// Replaces the fact of that name, if there is one.
  int add(FactInfo info);
  int find(std::string_view name) const;  ///< -1 when there is none
  const FactInfo& operator[](int id) const { return facts_[static_cast<std::size_t>(id)]; }
  std::size_t size() const { return facts_.size(); }
  const std::vector<FactInfo>& all() const { return facts_; }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::vector<FactInfo> facts_;
  std::unordered_map<std::string, int, Hash, std::equal_to<>> ids_;
};

/// What the name's first part says: "body.events" -> body. Names such as assessment.certainty need a table's line.
std::optional<ScopeKind> scope_of_name(std::string_view name);

}  // namespace claimassay::rules
