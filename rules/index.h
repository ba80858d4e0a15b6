// Which rules a scope's facts leave possible. Each rule is filed under one thing that its condition cannot do without:
// a phrase, a word, a truth or a threshold of one fact. A scope then asks each fact once, and only the rules filed
// under what it finds are evaluated, so that the cost follows the rules that may fire, not the rules there are.
// Promises: a rule that is left out would have been silent. An unknown fact leaves out nothing.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "rules/machine.h"

namespace claimassay::rules {

class RuleIndex {
 public:
  explicit RuleIndex(const Pack& pack);

  /// Adds the places (in pack.order) of the rules of a phase that may fire in the scope.
  void candidates(Phase phase, ScopeKind scope, const Bound& bound, const Pack& pack, Tree& tree,
                  std::vector<int>& out) const;

 private:
  /// What is filed under one fact.
  struct Shelf {
    int fact = -1;
    std::vector<int> all;                                        ///< for when the fact is unknown
    std::map<std::string, std::vector<int>, std::less<>> words;  ///< folded
    std::map<int, std::vector<int>> phrases;                     ///< by phrase list
    std::array<std::vector<int>, 2> truths;
    // Thresholds, sorted: the rules that ask for less than x (or at most) come before the rest.
    std::vector<std::pair<double, int>> below;  ///< highest threshold first
    std::vector<std::pair<double, int>> above;  ///< lowest threshold first
  };
  struct Room {
    std::vector<int> always;
    std::vector<Shelf> shelves;
  };
  Shelf& shelf(Room& room, int fact);
  bool file(Room& room, int place, const Expr& part, Type preferred, const Pack& pack);

  std::map<std::pair<Phase, ScopeKind>, Room> rooms_;
};

}  // namespace claimassay::rules
