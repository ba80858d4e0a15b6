// Runs a pack over a tree of scopes, phase by phase. What comes out is data: which rules fired or could not be decided,
// with the facts that decided and the facts that were missing. Nothing is printed, nothing is added up: that is the
// caller's. Promises: same pack and same facts give the same results in the same order (phase, rule, scope). Between
// two phases the caller may add facts to scopes, never scopes. Costs: each text is searched once for all phrases; a
// rule that a known fact rules out by what it is filed under (index.h) is not looked at.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/explanation.h"
#include "core/fact.h"

namespace claimassay::rules {

enum class Phase;
struct Action;
struct Explanation;
struct Pack;
struct Rule;
using claimassay::UsedFact;

enum class Verdict {
  fired,
  unknown,  ///< a fact was missing that could have decided it, or that could have been its exception
  silenced  ///< it would have fired, but for an exception
};

struct ActionResult {
  const Action* action = nullptr;
  std::string because;       ///< with its values
  std::vector<Quote> place;  ///< of a flag with `at`
};

struct RuleResult {
  const Rule* rule = nullptr;
  Verdict verdict = Verdict::fired;
  std::size_t scope = 0;  ///< number of the scope, counted from the root as they stand
  std::string scope_id;
  std::vector<ActionResult> actions;  ///< of a rule that fired
  std::string suggestion;
  std::vector<UsedFact> facts;    ///< that decided it: no more than were needed
  std::vector<UsedFact> unknown;  ///< that were missing
  std::string exception;          ///< what silenced it: a rule, or the condition as written
};

class Evaluator {
 public:
  /// `root` must outlive the evaluator; `set` actions add facts to it.
  Evaluator(const Pack& pack, Scope& root);
  ~Evaluator();

  /// Runs one phase; later phases see its results. The results also stay in `results()`.
  std::vector<RuleResult> run(Phase phase);
  const std::vector<RuleResult>& results() const;
  /// The results, for who keeps them when the evaluator is gone; the evaluator then has none.
  std::vector<RuleResult> take_results();
  /// The scope that a result's number means; and the claim around (or at) it, if there is one.
  Scope& scope(std::size_t number);
  const Scope* claim_of(std::size_t number) const;
  /// Why a rule did what it did in one scope, silent ones included.
  Explanation explain(const Rule& rule, std::size_t scope);
  /// For examples: these rules have fired and these codes were raised, and no other.
  void pretend(const std::vector<std::string>& fired, const std::vector<std::string>& flagged);
  /// Only this rule from now on.
  void only(const Rule& rule);
  /// Looks at every rule, for tests of the index.
  void look_at_all();

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

/// All phases in order; `reference` only where the root is an article.
std::vector<RuleResult> evaluate(const Pack& pack, Scope& root);

}  // namespace claimassay::rules
