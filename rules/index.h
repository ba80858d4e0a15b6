// Which rules of a phase can act in a scope at all. A rule is filed under what it cannot do without: a phrase, a word, a truth, a
// threshold, an end of an interval, of the scope itself or (for `any` and `count`) of something inside it; of `a or b`, under
// both. What it is filed under is looked up, so that rules which a known fact rules out are never touched.
// Where a fact is not known, the rules filed under it are kept by the next thing that they cannot do without, and so on.
// Promises: a rule that is left out would have been silent. Costs: a look-up for each fact that rules are filed under, then one
// step for each rule that is not ruled out.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "rules/machine.h"

namespace claimassay::rules {

class RuleIndex {
 public:
  explicit RuleIndex(const Pack& pack);
  ~RuleIndex();

  /// Adds the places (in pack.order) of the rules of a phase that may fire in the scope.
  void candidates(Phase phase, ScopeKind scope, const Bound& bound, const Pack& pack, Tree& tree,
                  std::vector<int>& out) const;

 private:
  struct Key;
  struct Shelf;
  struct Room;
  class Keys;
  struct Query;
  static void file(Room& room, int place, const std::vector<std::vector<Key>>& choices, std::size_t choice);
  static void take(const Room& room, const Query& query);
  static bool take_known(const Shelf& shelf, int node, const Query& query);

  std::map<std::pair<Phase, ScopeKind>, std::unique_ptr<Room>> rooms_;
};

}  // namespace claimassay::rules
