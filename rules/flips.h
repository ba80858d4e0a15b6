// What would have to be different for a rule to act, or not to: read from its condition, its exceptions, and the rules that
// these ask for. Each answer is a set of demands on facts that would do by itself, as far as the condition is concerned; who
// asks must try it, because another rule may act then.
// Promises: the same order every time, smallest first. Refuses: texts (no words are invented), and facts that `reach` rules
// out. Bounds: at most `most` answers per question; `cut()` says that some were left out.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "rules/demand.h"
#include "rules/evaluate.h"

namespace claimassay::rules {

/// A rule that would have to act (or not) for a fact that is not changed directly, such as a domain's rating.
struct RuleDemand {
  const Rule* rule = nullptr;
  bool act = true;
};

/// What may be changed, and what stands behind what may not.
struct Reach {
  std::function<bool(const FactInfo&)> changeable;
  /// For a fact that is not: the rules any one of which would make it so. Empty: nothing would.
  std::function<std::vector<RuleDemand>(const FactInfo&, const Demand&)> behind;
};

class Flips {
 public:
  static constexpr std::size_t most = 40;

  /// `facts` and `results` are those of one run, over which the questions are asked.
  Flips(const Pack& pack, Scope& facts, const std::vector<RuleResult>& results, const Reach& reach);
  ~Flips();

  std::vector<Demands> to_act(const Rule& rule, int scope);
  std::vector<Demands> to_be_silent(const Rule& rule, int scope);
  /// The numbers of the scopes of one kind.
  std::vector<int> scopes(ScopeKind kind) const;
  const Scope& scope(int number) const;
  /// The fact as rules see it; null when nothing is known of it.
  const Fact* fact(int scope, int id) const;
  bool cut() const;

 private:
  class Search;
  std::unique_ptr<Search> search_;
};

}  // namespace claimassay::rules
