#include "parser/numbers.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

EffectEstimate only(std::string_view text) {
  const NumberReading reading = read_numbers(text);
  INFO(text);
  REQUIRE(reading.estimates.size() == 1);
  return reading.estimates[0];
}

void same(std::string_view text, std::string_view measure, double value, double low, double high, double level = 95) {
  const EffectEstimate e = only(text);
  INFO(text);
  CHECK(e.measure == measure);
  REQUIRE(e.value);
  CHECK(*e.value == Approx(value));
  REQUIRE(e.ci_low);
  REQUIRE(e.ci_high);
  CHECK(*e.ci_low == Approx(low));
  CHECK(*e.ci_high == Approx(high));
  if (level > 0) {
    REQUIRE(e.ci_level);
    CHECK(*e.ci_level == level);
  }
}

Quantity quantity(std::string_view text, QuantityKind kind) {
  const NumberReading reading = read_numbers(text);
  for (const Quantity& q : reading.quantities) {
    if (q.kind == kind) return q;
  }
  FAIL("no such quantity in: " << text);
  return {};
}

}  // namespace

TEST_CASE("estimates in the notations of abstracts") {
  same("Stroke was rarer (RR 0.78, 95% CI 0.71 to 0.86).", "RR", 0.78, 0.71, 0.86);
  same("hazard ratio [HR], 0.74; 95% CI, 0.60-0.91; P = .004", "HR", 0.74, 0.60, 0.91);
  same("The odds ratio for stroke was 1.9 (95% confidence interval [CI] 1.4-2.6).", "OR", 1.9, 1.4, 2.6);
  same("(SMD -0.61, 95% CI -1.00 to -0.22)", "SMD", -0.61, -1.00, -0.22);
  same("mean difference \u221214 points (95% CI \u221225 to \u22123)", "MD", -14, -25, -3);
  same("RR 0\u00B778 (95% CI 0\u00B771\u20130\u00B786)", "RR", 0.78, 0.71, 0.86);
  same("OR = 3.2 (2.0, 5.1)", "OR", 3.2, 2.0, 5.1, 0);
  same("RR 0.97, 0.88 to 1.07 (95% CI)", "RR", 0.97, 0.88, 1.07, 0);
  same("RR (95% CI) 0.78 (0.71-0.86)", "RR", 0.78, 0.71, 0.86, 0);
  same("aHR: 1.21 [99% CI: 1.05\u20131.40]", "HR", 1.21, 1.05, 1.40, 99);
  same("a fall of 8.5 points (95% CI 3.2 to 13.8)", "other", 8.5, 3.2, 13.8);
  same("The difference was 0.8 percentage points (95% CI, -2.9 to 4.5)", "RD", 0.8, -2.9, 4.5);
  same("21% (95% CI 19-23) relapsed", "percent", 21, 19, 23);
}

TEST_CASE("p values") {
  CHECK(only("It fell (p < 0.05).").p->op == "<");
  CHECK(only("It fell (P=.004).").p->value == Approx(0.004));
  CHECK(only("RR 0.8 (p = 0.03)").p->value == Approx(0.03));
  CHECK(only("with a p-value of 0.2").p->value == Approx(0.2));
  CHECK(only("P for trend = 0.02").p->value == Approx(0.02));
  CHECK(only("p \u2264 0.001").p->op == "<");
  CHECK(only("p = 2.5 \u00D7 10-5").p->value == Approx(2.5e-5));
}

TEST_CASE("a bracket that does not hold the value is no interval") {
  const NumberReading reading = read_numbers("RR 0.9 (12-15 months)");
  REQUIRE(reading.estimates.size() == 1);
  CHECK(!reading.estimates[0].ci_low);
}

TEST_CASE("words that only look like a measure are none") {
  CHECK(read_numbers("Patients took zinol (n = 58) or placebo (n = 60) for six weeks.").estimates.empty());
  CHECK(read_numbers("Zinol or placebo (60 patients) was given.").estimates.empty());
  CHECK(read_numbers("Stroke within 24 hr (n = 60) was counted.").estimates.empty());
  CHECK(only("OR 1.9 (1.4-2.6)").measure == "OR");
  CHECK(only("aOR 1.9 (1.4-2.6)").measure == "OR");
  CHECK(only("the hr was 0.9 (95% CI 0.8 to 1.0)").measure == "HR");
}

TEST_CASE("spans cover the estimate and nothing more") {
  const std::string text = "Pain fell (MD -1.2, 95% CI -2.0 to -0.4), sleep did not.";
  const EffectEstimate e = only(text);
  CHECK(text.substr(e.span.begin, e.span.size()) == "MD -1.2, 95% CI -2.0 to -0.4");
}

TEST_CASE("factors in words") {
  CHECK(only("The pill halved the risk.").value == Approx(0.5));
  CHECK(only("It raises the risk about sixfold.").value == Approx(6));
  CHECK(only("They were three times as likely to fall.").value == Approx(3));
  CHECK(only("a 2.5-fold higher risk").value == Approx(2.5));
}

TEST_CASE("participants, studies, events and parts") {
  CHECK(quantity("We enrolled 24,310 participants.", QuantityKind::participants).value == 24310);
  CHECK(quantity("in 46 healthy young adults", QuantityKind::participants).value == 46);
  CHECK(quantity("a trial (n = 210)", QuantityKind::participants).value == 210);
  CHECK(quantity("Twelve patients left.", QuantityKind::participants).value == 12);
  CHECK(quantity("We included 14 randomised controlled trials.", QuantityKind::studies).value == 14);
  CHECK(quantity("There were 1,900 strokes.", QuantityKind::events).value == 1900);
  const Quantity part = quantity("12 of 48 patients relapsed", QuantityKind::count);
  CHECK(part.value == 12);
  CHECK(part.of == 48);
  CHECK(quantity("45% of women", QuantityKind::percent).value == 45);
}

TEST_CASE("doses, durations, frequencies, ages, heterogeneity") {
  CHECK(quantity("500 mg daily", QuantityKind::dose).unit == "mg/day");
  CHECK(quantity("5 mg/kg/day", QuantityKind::dose).unit == "mg/kg/day");
  const Quantity minutes = quantity("sessions of 30-60 minutes", QuantityKind::duration);
  CHECK(minutes.value == 30);
  CHECK(minutes.high == 60);
  CHECK(quantity("a 12-week programme", QuantityKind::duration).unit == "weeks");
  CHECK(quantity("three times a week", QuantityKind::frequency).value == 3);
  CHECK(quantity("taken twice daily", QuantityKind::frequency).value == 2);
  CHECK(quantity("I2 = 82%", QuantityKind::i_squared).value == 82);
  CHECK(quantity("(I\u00B2 0%)", QuantityKind::i_squared).value == 0);
  CHECK(quantity("a 65-year-old man", QuantityKind::age).value == 65);
  CHECK(quantity("women aged 18 to 40 years", QuantityKind::age).high == 40);
  CHECK(quantity("published in 2019", QuantityKind::year).value == 2019);
}

TEST_CASE("a hostile text stays linear") {
  std::string text = "RR ";
  for (int i = 0; i < 20000; ++i) text += "(95% CI ";
  CHECK(read_numbers(text).estimates.size() < 20000);
  CHECK(read_numbers(std::string(200000, '(')).estimates.empty());
  CHECK(read_numbers("").estimates.empty());
}
