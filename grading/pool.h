// What several reported results say together: a pooled estimate, its heterogeneity, and how far the results agree.
// Everything is derived from reported values and intervals, and says so; nothing is assumed about results that report
// neither an interval nor an exact p value.
// Refuses: to pool different measures, ratios with differences, or a single result. Never counts p values.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "core/fact.h"

namespace claimassay {

/// RR, OR, HR and other ratios: no effect is 1, and arithmetic happens on logarithms.
bool is_ratio(std::string_view measure);
/// The value that means "no effect" for the measure; nothing for percentages, means and other one-group figures.
std::optional<double> null_value(std::string_view measure);

/// The reported interval (brought to 95 %), else one from the value and an exact p value; nothing without either.
std::optional<Interval> interval_of(const EffectEstimate& estimate);

/// Which side of no effect a result lies on: +1 above, -1 below; 0 when it is exactly there or cannot be told.
int side_of(const EffectEstimate& estimate);
/// True when the whole interval lies on one side of no effect.
bool excludes_null(const EffectEstimate& estimate);

struct Pooled {
  std::size_t results = 0;
  double value = 0;
  Interval interval;  ///< 95 %, random effects (DerSimonian and Laird)
  double q = 0;       ///< Cochran's Q
  double q_p = 1;     ///< its p value
  double i2 = 0;      ///< percent
};
/// Nothing for fewer than two results with intervals of one measure.
std::optional<Pooled> pool(const std::vector<EffectEstimate>& estimates);

struct Agreement {
  std::size_t results = 0;  ///< that report a direction
  std::size_t above = 0;
  std::size_t below = 0;
  bool opposing_significant = false;    ///< one whole interval above no effect, another below
  bool benefit_and_null_apart = false;  ///< an effect and a null result, each outside the other's interval
  std::optional<bool> overlap;          ///< every two intervals share a point; nothing when fewer than two are known
  /// Share of the results that stand against the majority; nothing without directions.
  std::optional<double> minority() const;
};
Agreement agreement(const std::vector<EffectEstimate>& estimates);

}  // namespace claimassay
