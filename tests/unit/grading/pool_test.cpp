#include "grading/pool.h"

#include "grading/effect_band.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

EffectEstimate ratio(double value, double low, double high, const char* measure = "RR") {
  EffectEstimate e;
  e.measure = measure;
  e.value = value;
  e.ci_low = low;
  e.ci_high = high;
  return e;
}

}  // namespace

TEST_CASE("pooling two like results keeps the estimate and narrows the interval") {
  const auto pooled = pool({ratio(0.8, 0.64, 1.0), ratio(0.8, 0.64, 1.0)});
  REQUIRE(pooled);
  CHECK(pooled->results == 2);
  CHECK(pooled->value == Approx(0.8).epsilon(1e-6));
  CHECK(pooled->interval.low > 0.64);
  CHECK(pooled->interval.high < 1.0);
  CHECK(pooled->q == Approx(0).margin(1e-9));
  CHECK(pooled->i2 == 0);
  CHECK(pooled->q_p == Approx(1));
}

TEST_CASE("pooling follows the textbook formulas") {
  // Differences -10 (-14 to -6) and -2 (-6 to 2): equal weights 1/(4/1.96)^2, mean -6, Q = 2 * 16 * 0.2401 = 7.683.
  const auto pooled = pool({ratio(-10, -14, -6, "MD"), ratio(-2, -6, 2, "MD")});
  REQUIRE(pooled);
  CHECK(pooled->value == Approx(-6).epsilon(1e-9));
  CHECK(pooled->q == Approx(7.683).epsilon(1e-3));
  CHECK(pooled->i2 == Approx((7.683 - 1) / 7.683 * 100).epsilon(1e-3));
  CHECK(pooled->q_p == Approx(0.00557).epsilon(2e-2));
  // Random effects: tau2 = 27.8, so the interval is far wider than the -8.8 to -3.2 of a fixed-effect pooling.
  CHECK(pooled->interval.low < -12);
  CHECK(pooled->interval.high > 0);
}

TEST_CASE("what cannot be pooled is not pooled") {
  CHECK_FALSE(pool({ratio(0.8, 0.6, 1.1)}));
  CHECK_FALSE(pool({ratio(0.8, 0.6, 1.1), ratio(0.9, 0.7, 1.2, "OR")}));
  CHECK_FALSE(pool({}));
  EffectEstimate bare;
  bare.measure = "RR";
  bare.value = 0.7;
  CHECK_FALSE(pool({bare, bare}));
  CHECK_FALSE(pool({ratio(0.8, -1, 1), ratio(0.8, 0, 1)}));  // a ratio's interval is positive
}

TEST_CASE("an exact p value stands in for an interval, an inequality does not") {
  EffectEstimate e;
  e.measure = "MD";
  e.value = -4;
  e.p = PValue{"=", 0.05};
  const auto interval = interval_of(e);
  REQUIRE(interval);
  CHECK(interval->low == Approx(-8).epsilon(1e-3));
  CHECK(interval->high == Approx(0).margin(1e-3));
  e.p = PValue{"<", 0.05};
  CHECK_FALSE(interval_of(e));
}

TEST_CASE("intervals of other levels are brought to 95 per cent") {
  EffectEstimate e = ratio(0, -1.645, 1.645, "MD");
  e.ci_level = 90;
  const auto interval = interval_of(e);
  REQUIRE(interval);
  CHECK(interval->high == Approx(1.96).epsilon(1e-3));
}

TEST_CASE("agreement looks at sides and intervals, not at significance") {
  SECTION("a small study whose interval holds the other's estimate agrees") {
    const Agreement a = agreement({ratio(0.80, 0.72, 0.89), ratio(0.95, 0.60, 1.50)});
    CHECK_FALSE(a.opposing_significant);
    CHECK_FALSE(a.benefit_and_null_apart);
    CHECK(a.overlap == true);
    CHECK(a.minority() == 0);
  }
  SECTION("whole intervals on both sides oppose each other") {
    const Agreement a = agreement({ratio(0.70, 0.55, 0.89), ratio(1.35, 1.05, 1.74), ratio(0.98, 0.80, 1.20)});
    CHECK(a.opposing_significant);
    CHECK(a.overlap == false);
    CHECK(a.minority() == Approx(1.0 / 3));
  }
  SECTION("a benefit and a tight null, each outside the other's interval") {
    CHECK(agreement({ratio(0.60, 0.50, 0.72), ratio(1.00, 0.90, 1.11)}).benefit_and_null_apart);
  }
  SECTION("nothing known") {
    CHECK_FALSE(agreement({}).minority());
    CHECK_FALSE(agreement({}).overlap);
  }
}

TEST_CASE("an absolute risk reduction above nothing is a fall") {
  CHECK(side_of(ratio(4, 1, 7, "ARR")) == -1);
  CHECK(side_of(ratio(-2, -5, 1, "ARR")) == 1);
  CHECK(side_of(ratio(4, 1, 7, "RD")) == 1);
}

TEST_CASE("bands of effect") {
  CHECK(effect_band(ratio(0.24, 0.1, 0.3, "SMD")).word == "small");
  CHECK(effect_band(ratio(-0.8, -1, -0.6, "SMD")).word == "large");
  CHECK(effect_band(ratio(0.19, 0, 1, "SMD")).word == "trivial");
  CHECK(effect_band(ratio(0.95, 0.9, 1)).word == "trivial");
  CHECK(effect_band(ratio(0.90, 0.8, 1)).word == "small");
  CHECK(effect_band(ratio(0.75, 0.7, 0.8)).word == "moderate");
  CHECK(effect_band(ratio(0.5, 0.4, 0.6)).word == "large");
  CHECK(effect_band(ratio(-14, -20, -8, "MD")).word.empty());  // points of an unknown scale
}
