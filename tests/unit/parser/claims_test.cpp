#include "parser/claims.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using namespace claimassay;

namespace {

using Texts = std::vector<std::string>;

std::vector<Claim> claims(std::string_view text) { return read_text(text).claims; }

Claim only(std::string_view text) {
  const std::vector<Claim> found = claims(text);
  INFO(text);
  REQUIRE(found.size() == 1);
  return found[0];
}

Texts texts(const std::vector<Phrase>& phrases) {
  Texts out;
  for (const Phrase& phrase : phrases) out.push_back(phrase.text);
  return out;
}

}  // namespace

TEST_CASE("coordinated outcomes are told apart") {
  const Claim claim =
      only("Stretching yields a small improvement in low back pain, hip and knee osteoarthritis, and fibromyalgia.");
  CHECK(texts(claim.pico.intervention) == Texts{"Stretching"});
  CHECK(texts(claim.pico.outcome) ==
        Texts{"low back pain", "hip osteoarthritis", "knee osteoarthritis", "fibromyalgia"});
  CHECK(claim.direction == Direction::improves);
  CHECK(claim.magnitude == Magnitude::small);
}

TEST_CASE("predicates of different direction are different claims") {
  const std::vector<Claim> found = claims("Cupping reduces soreness, but has no effect on functional loss.");
  REQUIRE(found.size() == 2);
  CHECK(found[0].direction == Direction::decreases);
  CHECK(texts(found[0].pico.outcome) == Texts{"soreness"});
  CHECK(found[1].direction == Direction::no_effect);
  CHECK(found[1].negated);
  CHECK(texts(found[1].pico.intervention) == Texts{"Cupping"});
  CHECK(texts(found[1].pico.outcome) == Texts{"functional loss"});
}

TEST_CASE("the causal rung follows the predicate") {
  CHECK(only("Arvolin reduces stroke.").relation == CausalRelation::direct_causal);
  CHECK(only("Arvolin may reduce stroke.").relation == CausalRelation::conditional_causal);
  CHECK(only("Tea is associated with a lower risk of stroke.").relation == CausalRelation::correlational);
  CHECK(only("Tea is associated with a lower risk of stroke.").direction == Direction::decreases);
  CHECK(only("Magnesium has no effect on migraine.").relation == CausalRelation::direct_causal);
  CHECK(only("The effects of yoga on balance are unclear.").relation == CausalRelation::none);
}

TEST_CASE("no effect is not no evidence") {
  CHECK(only("Zinc had no effect on colds.").direction == Direction::no_effect);
  const Claim claim = only("There is no evidence of an effect of zinc on colds.");
  CHECK(claim.direction == Direction::unclear);
  CHECK(!claim.negated);
  CHECK(claim.certainty <= 1);
  CHECK(only("It is unclear whether yoga reduces back pain.").direction == Direction::unclear);
}

TEST_CASE("comparators and populations have their own place") {
  const Claim claim = only(
      "Statolin was more effective than placebo in reducing strokes in older adults (RR 0.80, 95% CI 0.72 to 0.89).");
  CHECK(texts(claim.pico.intervention) == Texts{"Statolin"});
  CHECK(texts(claim.pico.comparator) == Texts{"placebo"});
  CHECK(texts(claim.pico.outcome) == Texts{"strokes"});
  CHECK(claim.direction == Direction::decreases);
  REQUIRE(claim.estimates.size() == 1);
  CHECK(claim.estimates[0].measure == "RR");
  const Claim passive = only("Pain was reduced by massage in women with fibromyalgia.");
  CHECK(texts(passive.pico.intervention) == Texts{"massage"});
  CHECK(texts(passive.pico.outcome) == Texts{"Pain"});
  CHECK(texts(passive.pico.population) == Texts{"women with fibromyalgia"});
}

TEST_CASE("certainty of the wording, with the scope of its clause") {
  CHECK(only("Mirtex clearly improves sleep.").certainty == 5);
  CHECK(only("Mirtex improves sleep.").certainty == 4);
  CHECK(only("Mirtex probably improves sleep.").certainty == 3);
  CHECK(only("Mirtex may improve sleep.").certainty == 2);
  CHECK(only("A study proves that Solgel relieves knee pain.").certainty == 5);
}

TEST_CASE("a claim knows its stated grade and its citations") {
  const TextReading reading = read_text("As moderate-quality evidence shows, cupping relieves pain [3].");
  REQUIRE(reading.claims.size() == 1);
  REQUIRE(reading.claims[0].stated_grade);
  CHECK(reading.claims[0].stated_grade->grade == StatedGrade::moderate);
  REQUIRE(reading.claims[0].markers.size() == 1);
  CHECK(reading.markers[reading.claims[0].markers[0]].numbers == std::vector<int>{3});
}

TEST_CASE("what is no claim of the writer stays silent") {
  for (const char* text :
       {"The makers say it cures colds; trials have not shown this.", "See a doctor if pain lasts six weeks.",
        "Trial participants were randomly assigned.", "Does zinc reduce colds?",
        "Further trials are needed to determine whether zinc reduces colds.", "Trial registration: NCT01234567.",
        "If a trial shows that a drug reduces pain, ask who paid for it.", "How massage works", ""}) {
    INFO(text);
    std::size_t statements = 0;
    for (const Claim& claim : claims(text))
      statements += claim.relation != CausalRelation::none || claim.direction != Direction::not_stated;
    CHECK(statements == 0);
  }
}

TEST_CASE("every field that is set names what set it, and spans lie in the text") {
  const std::string text =
      "However, these results suggest that strong tea dramatically lowers blood pressure in adults. It may also ease "
      "pain.";
  const TextReading reading = read_text(text);
  REQUIRE(reading.claims.size() == 2);
  CHECK(reading.claims[0].magnitude == Magnitude::large);
  CHECK(texts(reading.claims[1].pico.intervention) == texts(reading.claims[0].pico.intervention));
  for (const Claim& claim : reading.claims) {
    CHECK(text.substr(claim.span.begin, claim.span.size()) == claim.text);
    CHECK(!claim.key.empty());
    CHECK(!claim.cues.empty());
    for (const Cue& cue : claim.cues) CHECK(cue.span.end <= text.size());
  }
}

TEST_CASE("keys do not depend on where a claim stands") {
  const std::vector<Claim> a = claims("Tea lowers pressure.");
  const std::vector<Claim> b = claims("Some words before it. Tea lowers pressure. Tea lowers pressure.");
  REQUIRE(b.size() == 2);
  CHECK(a[0].key == b[0].key);
  CHECK(b[0].key != b[1].key);
}

TEST_CASE("a long or broken sentence stays cheap") {
  std::string text = "Tea ";
  for (int i = 0; i < 20000; ++i) text += "may not reduce pain and ";
  CHECK(claims(text).size() > 100);
  CHECK(claims(std::string(50000, '(') + " reduces pain").size() <= 1);
  std::string list = "Tea reduces a";
  for (int i = 0; i < 20000; ++i) list += ", b and c";
  CHECK(claims(list).size() == 1);
}

TEST_CASE("coordinated verbs share their subject and keep their own object") {
  for (const char* text :
       {"Yoga helps reduce tension and promotes recovery.", "Yoga can reduce tension and can promote recovery.",
        "Yoga reduces tension, and also promotes recovery."}) {
    INFO(text);
    const std::vector<Claim> found = claims(text);
    REQUIRE(found.size() == 2);
    CHECK(texts(found[0].pico.outcome) == Texts{"tension"});
    CHECK(found[0].text.ends_with("tension"));
    CHECK(texts(found[1].pico.intervention) == Texts{"Yoga"});
    CHECK(texts(found[1].pico.outcome) == Texts{"recovery"});
    CHECK(found[1].text.find("tension") == std::string::npos);
  }
  // The subject of a relative clause is the noun before it.
  const std::vector<Claim> relative = claims("Yoga stimulates melatonin, which feels good and reduces tension.");
  REQUIRE(relative.size() == 2);
  CHECK(texts(relative[1].pico.intervention) == Texts{"melatonin"});
}

TEST_CASE("a participle tail belongs to the claim of its clause unless it says another direction") {
  const std::vector<Claim> same = claims("Yoga reduces stress, reducing tension.");
  REQUIRE(same.size() == 1);
  CHECK(texts(same[0].pico.outcome) == Texts{"stress", "tension"});
  CHECK(same[0].text == "Yoga reduces stress, reducing tension");
  const std::vector<Claim> other = claims("Yoga reduces stress, reducing tension and improving balance.");
  REQUIRE(other.size() == 2);
  CHECK(other[1].direction == Direction::improves);
  CHECK(other[1].text == "improving balance");
  CHECK(texts(other[1].pico.intervention) == Texts{"Yoga"});
  CHECK(texts(other[1].pico.outcome) == Texts{"balance"});
}

TEST_CASE("a result and its change are one predicate") {
  const Claim claim = only("Walking resulted in decreased mortality.");
  CHECK(claim.direction == Direction::decreases);
  CHECK(texts(claim.pico.intervention) == Texts{"Walking"});
  CHECK(claim.text == "Walking resulted in decreased mortality");
  CHECK(only("Walking may lead to reduced pain.").relation == CausalRelation::conditional_causal);
  CHECK(only("Walking led to lower mortality.").direction == Direction::decreases);
  CHECK(only("Walking led to weight loss.").direction == Direction::increases);  // a verb with a particle in the past
  CHECK(only("Walking did not lead to reduced pain.").direction == Direction::no_effect);
  const std::vector<Claim> found =
      claims("Heat results in increased range of motion, decreased stiffness, and decreased soreness.");
  REQUIRE(found.size() == 2);
  CHECK(texts(found[0].pico.outcome) == Texts{"range of motion"});
  CHECK(texts(found[1].pico.outcome) == Texts{"stiffness", "soreness"});
  CHECK(found[1].direction == Direction::decreases);
}

TEST_CASE("a frame that announces a list states nothing; marks in brackets end no clause") {
  CHECK(claims("The action of heat on stiffness involves several factors, including:").empty());
  const Claim claim = only("The effects of heat (e.g. packs, baths) on stiffness are not clear.");
  CHECK(claim.text.starts_with("The effects of heat"));
  CHECK(texts(claim.pico.outcome) == Texts{"stiffness"});
}

TEST_CASE("how long something should last is advice, with the length in its words") {
  const Claim claim = only("The duration of yoga lessons, which should last 20-40 minutes for best results");
  CHECK(claim.kind == ClaimKind::recommendation);
  CHECK(claim.advice == Advice::strong);
  CHECK(claim.text.find("20-40 minutes") != std::string::npos);
}
