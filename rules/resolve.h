// Looks up the names of a condition and gives every part its type. Internal to the checker.
// Promises: a condition that passes holds no unknown name and compares nothing with another type.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "rules/pack.h"

namespace claimassay::rules {

/// Where a condition stands: which scopes it may see, and which results it may ask for.
struct Place {
  const Source* source = nullptr;
  ScopeKind scope = ScopeKind::body;
  Phase phase = Phase::fold;
  bool everywhere = false;  ///< in a `define`: scopes are checked where it is used
  bool exception = false;   ///< in an `unless`: bare names are rules, and the own phase may be asked
};

class Resolver {
 public:
  Resolver(Pack& pack, Diagnostics& diagnostics) : pack_(pack), diagnostics_(diagnostics) {}

  /// False when something was wrong; all of it has been reported.
  bool condition(Expr& e, const Place& place);
  /// A value for a template or `set`; nothing when something was wrong.
  Type value(Expr& e, const Place& place);
  /// True when a fact of that scope can be seen from the place; else reported.
  bool visible(const FactInfo& fact, Span span, const Place& place);
  const FactInfo* fact(std::string_view name, Span span, const Place& place);
  /// Reports a word that the fact cannot have.
  bool word_allowed(const FactInfo& fact, const std::string& word, Span span, const Place& place);
  /// The place of a word in the order of a level fact; -1 when it is none of them.
  int rank(const FactInfo& fact, std::string_view word) const;
  /// The words of a word, level or set fact.
  std::vector<std::string_view> words_of(const FactInfo& fact) const;

 private:
  Type resolve(Expr& e);
  Type name(Expr& e);
  Type compared(Expr& e);
  Type number_op(Expr& e);
  Type interval_op(Expr& e);
  Type membership(Expr& e);
  Type has(Expr& e);
  Type call(Expr& e);
  Type results(Expr& e);
  Type index(Expr& e);
  Type quantifier(Expr& e);
  bool truth(Expr& e);
  bool number(Expr& e);
  bool as_word(Expr& e, const Expr& of);
  bool phrases(Expr& operand);
  bool rule_name(Expr& e, bool quiet);
  bool stands_apart(const Rule& rule) const;
  Type wrong_apart(const Expr& e, const Rule& rule);
  Type expand(Expr& e);
  Type wrong(Span span, const char* code, std::string message, std::string help = "");
  bool is_known_name(const Expr& e) const;

  Pack& pack_;
  Diagnostics& diagnostics_;
  Place place_;
  std::vector<ScopeKind> bound_;
  std::vector<const Define*> expanding_;
  std::size_t expanded_ = 0;
  bool too_large_ = false;
};

/// What a type is called in messages: "a number".
std::string described(Type type);

}  // namespace claimassay::rules
