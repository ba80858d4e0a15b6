// Three-valued evaluation of checked conditions in a tree of scopes. Internal to the room.
// Promises: what was unknown, and which facts decided, is part of the answer; a condition never changes the tree.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/explanation.h"
#include "rules/pack.h"
#include "rules/tree.h"

namespace claimassay::rules {

enum class Truth : unsigned char { no, yes, unknown };

Truth both(Truth a, Truth b);
Truth either(Truth a, Truth b);
Truth negate(Truth a);

/// A value that may be unknown. Numbers are bounds: what is not known yet may still decide a comparison.
struct Result {
  enum class Kind { unknown, truth, number, text, set, interval } kind = Kind::unknown;
  Truth truth = Truth::unknown;
  double low = 0, high = 0;
  std::string_view text;
  const TextSet* set = nullptr;

  bool known() const;
};

/// The scopes that names refer to at one point of a condition.
struct Bound {
  static constexpr int none = -1, several = -2;
  std::array<int, 6> scopes{none, none, none, none, none, none};
  int here = 0;
};

class Conditions {
 public:
  Conditions(const Pack& pack, Tree& tree) : pack_(pack), tree_(tree) {}

  Bound bind(int node) const;
  Truth truth(const Expr& e, const Bound& bound);
  Result value(const Expr& e, const Bound& bound);
  /// The facts that decided a condition, given how it came out: no more than were needed.
  void decided(const Expr& e, const Bound& bound, Explanation& out);
  std::string render(const Template& text, const Bound& bound, bool& complete);

  void record(int rule, int node, Truth fired);
  const Fact* fact(const Expr& e, const Bound& bound, int& node) const;

  /// One of the things that a quantifier asks; those that its `where` rules out are left out.
  struct Instance {
    Bound bound;
    Truth kept;
  };
  std::vector<Instance> instances(const Expr& e, const Bound& bound);

  bool pretending = false;
  std::set<int> pretended_rules;
  std::set<std::string> pretended_codes;

 private:
  void bind_body(Bound& bound, int node) const;
  Truth compared(const Expr& e, const Bound& bound);
  Truth of_interval(const Expr& e, const Bound& bound);
  Truth has(const Expr& e, const Bound& bound, Quote* quote);
  Truth in_list(const Expr& e, const Bound& bound);
  Truth quantified(const Expr& e, const Bound& bound);
  Result measured(const Expr& e, const Bound& bound);
  Result arithmetic(const Expr& e, const Bound& bound);
  Result called(const Expr& e, const Bound& bound);
  Result from(const Fact& fact, const FactInfo& info) const;
  Truth fired(const std::vector<int>& rules, const Bound& bound) const;
  int rank(const FactInfo& info, std::string_view word) const;
  void leaves(const Expr& e, const Bound& bound, Explanation& out);
  void use(const Expr& e, const Bound& bound, Explanation& out, const Quote* quote = nullptr);
  std::string shown(const Expr& e, const Bound& bound, bool& known);

  const Pack& pack_;
  Tree& tree_;
  struct Ran {
    int node;
    Truth fired;
  };
  std::unordered_map<int, std::vector<Ran>> rules_;  // those that did not stay silent
};

}  // namespace claimassay::rules
