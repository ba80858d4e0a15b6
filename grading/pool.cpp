#include "grading/pool.h"

#include <algorithm>
#include <array>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace claimassay {

namespace {

constexpr double z95 = 1.959963984540054;

/// z of a two-sided level given in percent, e.g. 95 -> 1.96. Levels that no interval has are taken for misreadings.
std::optional<double> z_of_level(double percent) {
  if (!(percent >= 50 && percent < 100)) return std::nullopt;
  return boost::math::quantile(boost::math::normal(), 0.5 + percent / 200);
}

/// On the scale where effects add up: logarithms for ratios.
std::optional<double> additive(double value, bool ratio) {
  if (!std::isfinite(value)) return std::nullopt;
  if (!ratio) return value;
  if (value <= 0) return std::nullopt;
  return std::log(value);
}

double natural(double value, bool ratio) { return ratio ? std::exp(value) : value; }

struct Weighed {
  double effect = 0;
  double error = 0;
};

std::optional<Weighed> weigh(const EffectEstimate& estimate) {
  const bool ratio = is_ratio(estimate.measure);
  const auto interval = interval_of(estimate);
  if (!interval) return std::nullopt;
  const auto low = additive(interval->low, ratio), high = additive(interval->high, ratio);
  if (!low || !high || !(*high > *low)) return std::nullopt;
  // The value as reported; intervals of differences need not be symmetric about it, so it is kept where it is known.
  const auto value = estimate.value ? additive(*estimate.value, ratio) : std::optional((*low + *high) / 2);
  if (!value) return std::nullopt;
  return Weighed{*value, (*high - *low) / (2 * z95)};
}

}  // namespace

bool is_ratio(std::string_view measure) {
  constexpr std::array<std::string_view, 6> ratios = {"RR", "OR", "HR", "IRR", "SHR", "ROM"};
  return std::find(ratios.begin(), ratios.end(), measure) != ratios.end();
}

std::optional<double> null_value(std::string_view measure) {
  if (is_ratio(measure)) return 1;
  constexpr std::array<std::string_view, 7> differences = {"MD", "SMD", "RD", "ARR", "WMD", "beta", "r"};
  if (std::find(differences.begin(), differences.end(), measure) != differences.end()) return 0;
  return std::nullopt;
}

std::optional<Interval> interval_of(const EffectEstimate& estimate) {
  const bool ratio = is_ratio(estimate.measure);
  if (estimate.ci_low && estimate.ci_high) {
    Interval interval{std::min(*estimate.ci_low, *estimate.ci_high), std::max(*estimate.ci_low, *estimate.ci_high)};
    const double level = estimate.ci_level.value_or(95);
    if (level == 95) return interval;
    const auto low = additive(interval.low, ratio), high = additive(interval.high, ratio);
    const auto z = z_of_level(level);
    if (!low || !high || !z) return interval;
    const double middle = (*low + *high) / 2, half = (*high - *low) / 2 * z95 / *z;
    return Interval{natural(middle - half, ratio), natural(middle + half, ratio)};
  }
  // Only an exact p value says how wide the interval must have been; "p < 0.05" does not.
  const auto null = null_value(estimate.measure);
  if (!null || !estimate.value || !estimate.p || estimate.p->op != "=") return std::nullopt;
  const double p = estimate.p->value;
  const auto value = additive(*estimate.value, ratio);
  if (!value || *value == 0 || !(p > 1e-12 && p < 0.999)) return std::nullopt;
  const double error = std::abs(*value) / boost::math::quantile(boost::math::complement(boost::math::normal(), p / 2));
  return Interval{natural(*value - z95 * error, ratio), natural(*value + z95 * error, ratio)};
}

int side_of(const EffectEstimate& estimate) {
  const auto null = null_value(estimate.measure);
  if (!null || !estimate.value) return 0;
  const int above = *estimate.value > *null ? 1 : *estimate.value < *null ? -1 : 0;
  return estimate.measure == "ARR" ? -above : above;  // "an absolute risk reduction of 4 %": so much less
}

bool excludes_null(const EffectEstimate& estimate) {
  const auto null = null_value(estimate.measure);
  const auto interval = interval_of(estimate);
  return null && interval && (interval->low > *null || interval->high < *null);
}

std::optional<Pooled> pool(const std::vector<EffectEstimate>& estimates) {
  std::vector<Weighed> results;
  for (const EffectEstimate& estimate : estimates) {
    if (estimate.measure != estimates.front().measure) return std::nullopt;
    if (const auto result = weigh(estimate)) results.push_back(*result);
  }
  if (results.size() < 2) return std::nullopt;

  const auto mean = [&](double between) {
    double weights = 0, sum = 0;
    for (const Weighed& r : results) {
      const double weight = 1 / (r.error * r.error + between);
      weights += weight;
      sum += weight * r.effect;
    }
    return std::pair(sum / weights, weights);
  };
  const auto [fixed, fixed_weights] = mean(0);
  double q = 0, squares = 0;
  for (const Weighed& r : results) {
    const double weight = 1 / (r.error * r.error);
    q += weight * (r.effect - fixed) * (r.effect - fixed);
    squares += weight * weight;
  }
  const double degrees = static_cast<double>(results.size() - 1);
  const double between = std::max(0.0, (q - degrees) / (fixed_weights - squares / fixed_weights));
  const auto [effect, weights] = mean(between);
  const double half = z95 / std::sqrt(weights);
  if (!std::isfinite(effect) || !std::isfinite(half) || !std::isfinite(q)) return std::nullopt;

  const bool ratio = is_ratio(estimates.front().measure);
  Pooled pooled;
  pooled.results = results.size();
  pooled.value = natural(effect, ratio);
  pooled.interval = {natural(effect - half, ratio), natural(effect + half, ratio)};
  pooled.q = q;
  pooled.q_p = boost::math::cdf(boost::math::complement(boost::math::chi_squared(degrees), q));
  pooled.i2 = q > 0 ? std::max(0.0, (q - degrees) / q * 100) : 0;
  return pooled;
}

std::optional<double> Agreement::minority() const {
  const std::size_t told = above + below;
  if (told == 0) return std::nullopt;
  return static_cast<double>(std::min(above, below)) / static_cast<double>(told);
}

Agreement agreement(const std::vector<EffectEstimate>& estimates) {
  Agreement result;
  struct Known {
    double value;
    Interval interval;
    bool effect;
    int side;
  };
  std::vector<Known> known;
  for (const EffectEstimate& estimate : estimates) {
    const int side = side_of(estimate);
    if (null_value(estimate.measure) && estimate.value) ++result.results;
    result.above += side > 0;
    result.below += side < 0;
    // Only results of one measure can be laid beside each other.
    if (estimate.measure != estimates.front().measure || !estimate.value) continue;
    if (const auto interval = interval_of(estimate)) {
      known.push_back({*estimate.value, *interval, excludes_null(estimate), side});
    }
  }
  const auto outside = [](double value, Interval interval) { return value < interval.low || value > interval.high; };
  for (std::size_t a = 0; a < known.size(); ++a) {
    for (std::size_t b = a + 1; b < known.size(); ++b) {
      const Known &one = known[a], &other = known[b];
      const bool apart = one.interval.high < other.interval.low || other.interval.high < one.interval.low;
      result.overlap = result.overlap.value_or(true) && !apart;
      if (one.effect && other.effect && one.side != other.side) result.opposing_significant = true;
      if (one.effect != other.effect && outside(one.value, other.interval) && outside(other.value, one.interval)) {
        result.benefit_and_null_apart = true;
      }
    }
  }
  return result;
}

}  // namespace claimassay
