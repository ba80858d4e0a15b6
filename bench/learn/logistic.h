// Logistic regression with an L1 penalty, by coordinate descent: yes or no from named features, most of which end with no
// weight at all. Deterministic: columns are visited in the order of their names, nothing is drawn by lot.
// Costs: rounds times the cells of the features that have a weight; the others are visited every eighth round.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace claimassay::learn {

/// Cells by feature: (row, value).
using Columns = std::map<std::string, std::vector<std::pair<std::size_t, double>>>;

struct Penalty {
  double l1 = 0.7;    ///< what a feature must earn, in rows; both chosen by folds, flat around
  double l2 = 1;      ///< keeps weights of rare features small
  double bare = 0.1;  ///< the L2 of the features given as `own`: they are there by design and pay no L1
  std::size_t least_rows = 3;
};

struct Weights {
  double constant = 0;
  std::map<std::string, double> of;
  std::vector<double> sums;  ///< for every row, learned from or not
};

inline double chance(double sum) { return 1 / (1 + std::exp(-sum)); }

/// Learns from the rows of which `used` is true.
inline Weights fit(const Columns& words, const Columns& own, const std::vector<bool>& yes,
                   const std::vector<bool>& used, const Penalty& penalty) {
  constexpr int rounds = 64, between_full = 8;
  constexpr double longest_step = 2, settled = 1e-3;
  struct Column {
    const std::string* name;
    const std::vector<std::pair<std::size_t, double>>* cells;
    bool free;
    double weight = 0;
  };
  std::vector<Column> columns;
  const auto add = [&](const Columns& from, bool free) {
    for (const auto& [name, cells] : from) {
      const auto rows = std::count_if(cells.begin(), cells.end(), [&](const auto& cell) { return used[cell.first]; });
      if (static_cast<std::size_t>(rows) >= penalty.least_rows) columns.push_back({&name, &cells, free});
    }
  };
  add(own, true);
  add(words, false);
  std::vector<double> sums(yes.size());
  double constant = 0;
  for (int round = 0; round < rounds; ++round) {
    const bool full = round % between_full == 0;
    double largest = 0, slope = 0, curve = 1e-6;
    for (std::size_t r = 0; r < yes.size(); ++r) {
      if (!used[r]) continue;
      const double p = chance(sums[r]);
      slope += p - yes[r];
      curve += p * (1 - p);
    }
    const double shift = std::clamp(-slope / curve, -longest_step, longest_step);
    constant += shift;
    largest = std::fabs(shift);
    for (double& sum : sums) sum += shift;
    for (Column& column : columns) {
      if (!full && !column.free && column.weight == 0) continue;
      const double l2 = column.free ? penalty.bare : penalty.l2, l1 = column.free ? 0 : penalty.l1;
      double g = l2 * column.weight, h = l2 + 1e-6;
      for (const auto& [r, value] : *column.cells) {
        if (!used[r]) continue;
        const double p = chance(sums[r]);
        g += value * (p - yes[r]);
        h += value * value * p * (1 - p);
      }
      const double target = column.weight * h - g;
      const double wanted = std::copysign(std::max(0.0, std::fabs(target) - l1), target) / h;
      const double change = std::clamp(wanted - column.weight, -longest_step, longest_step);
      if (change == 0) continue;
      largest = std::max(largest, std::fabs(change));
      column.weight += change;
      for (const auto& [r, value] : *column.cells) sums[r] += change * value;
    }
    if (full && round > 0 && largest < settled) break;
  }
  Weights out{constant, {}, std::move(sums)};
  for (const Column& column : columns)
    if (column.weight != 0) out.of[*column.name] = column.weight;
  return out;
}

}  // namespace claimassay::learn
