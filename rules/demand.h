// What a fact would have to be for a condition to come out in a certain way: ranges of numbers and of an interval's ends, words,
// truths, members of a set. Demands on one fact are met together or not at all.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/fact.h"
#include "rules/pack.h"

namespace claimassay::rules {

/// The numbers between two ends, each of which belongs or does not.
struct Range {
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  double low = -infinity, high = infinity;
  bool low_in = true, high_in = true;

  bool empty() const { return low > high || (low == high && !(low_in && high_in)); }
  bool holds(double x) const { return (low_in ? x >= low : x > low) && (high_in ? x <= high : x < high); }
  void meet(const Range& other) {
    if (other.low > low || (other.low == low && !other.low_in)) low = other.low, low_in = other.low_in;
    if (other.high < high || (other.high == high && !other.high_in)) high = other.high, high_in = other.high_in;
  }
  /// The numbers that compare so with x.
  static Range of(Op op, double x);
};

struct Demand {
  Range number;     ///< of a number; of a level, its rank
  Range low, high;  ///< of an interval's ends
  std::optional<bool> truth;
  std::optional<std::set<std::string>> words;  ///< one of these
  std::set<std::string> with, without;         ///< of a set

  /// False when nothing can meet both.
  bool meet(const Demand& other);
};

/// By scope (numbered from the root) and fact.
using Demands = std::map<std::pair<int, int>, Demand>;

/// False when nothing can meet both.
bool meet(Demands& into, const Demands& other);

/// A value that meets the demand, as near as possible to the present one (null = unknown); nothing when there is none.
std::optional<Value> value_for(const Demand& demand, const FactInfo& info, const Pack& pack, const Value* now);
/// "at least 300", "rct or cohort", "upper end below 1".
std::string in_words(const Demand& demand, const FactInfo& info, const Pack& pack);

/// The words of a level fact in their order, lowest first.
std::vector<std::string> ranked_words(const FactInfo& info, const Pack& pack);

}  // namespace claimassay::rules
