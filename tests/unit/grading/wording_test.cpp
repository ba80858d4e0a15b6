#include "grading/wording.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

Claim claim_of(const char* intervention, const char* outcome, Direction direction) {
  Claim claim;
  claim.pico.intervention = {{intervention, {}}};
  claim.pico.outcome = {{outcome, {}}};
  claim.direction = direction;
  return claim;
}

}  // namespace

TEST_CASE("the wording follows certainty and size") {
  const Claim claim = claim_of("mirtex", "sleep", Direction::improves);
  CHECK(suggested_wording(claim, {Certainty::high, "moderate"}) == "Mirtex improves sleep.");
  CHECK(suggested_wording(claim, {Certainty::moderate, "small"}) == "Mirtex probably improves sleep slightly.");
  CHECK(suggested_wording(claim, {Certainty::low, ""}) == "Mirtex may improve sleep.");
  CHECK(suggested_wording(claim, {Certainty::low, "trivial"}) == "Mirtex may make little or no difference to sleep.");
  CHECK(suggested_wording(claim, {Certainty::moderate, "large"}) ==
        "Mirtex probably leads to a large improvement in sleep.");
  CHECK(suggested_wording(claim, {Certainty::very_low, "large"}) ==
        "The evidence on the effect of mirtex on sleep is very uncertain.");
  CHECK(suggested_wording(claim, {Certainty::high, "moderate", true}) ==
        "Studies of the effect of mirtex on sleep disagree.");
}

TEST_CASE("the verb agrees with its subject") {
  CHECK(suggested_wording(claim_of("yoga classes", "back pain", Direction::decreases), {Certainty::moderate, ""}) ==
        "Yoga classes probably reduce back pain.");
  CHECK(suggested_wording(claim_of("stress", "sleep", Direction::worsens), {Certainty::high, ""}) ==
        "Stress worsens sleep.");
}

TEST_CASE("half a sentence is never suggested") {
  CHECK(suggested_wording(claim_of("mirtex", "sleep", Direction::not_stated), {Certainty::low, "small"}).empty());
  Claim bare;
  CHECK(suggested_wording(bare, {Certainty::low, ""}).empty());
  CHECK(suggested_wording(claim_of("mirtex", "sleep", Direction::improves), {Certainty::not_gradable, ""}).empty());
}

TEST_CASE("a phrase that was cut in the wrong place is not put into a sentence") {
  const WordingAsked low{Certainty::low, ""};
  CHECK(suggested_wording(claim_of("Serious", "seen", Direction::worsens), low).empty());
  CHECK(suggested_wording(claim_of("mirtex", "sleep that", Direction::improves), low).empty());
  CHECK(suggested_wording(claim_of("which mirtex is", "sleep", Direction::improves), low).empty());
  CHECK(suggested_wording(claim_of("mirtex (oral", "sleep", Direction::improves), low).empty());
  CHECK_FALSE(suggested_wording(claim_of("slow release mirtex", "quality of sleep", Direction::improves), low).empty());
}

TEST_CASE("harm that is denied is not turned into harm") {
  Claim claim = claim_of("mirtex", "falls", Direction::increases);
  claim.kind = ClaimKind::harm;
  claim.text = "Mirtex increases falls.";
  CHECK(suggested_wording(claim, {Certainty::low, ""}) == "Mirtex may increase falls.");
  CHECK(fits_in_sentence(claim, "In one study, mirtex may have had this effect."));
  claim.text = "No increase in falls was seen with mirtex.";
  CHECK(suggested_wording(claim, {Certainty::low, ""}).empty());
  CHECK_FALSE(fits_in_sentence(claim, "In one study, mirtex may have had this effect."));
  CHECK(fits_in_sentence(claim, "Add the source."));
}

TEST_CASE("clinicians and patients get the same grade in words of their own") {
  const Claim claim = claim_of("yoga classes", "back pain", Direction::decreases);
  const auto said = [&](Certainty certainty, const char* band, Audience audience) {
    return suggested_wording(claim, {certainty, band, false, audience});
  };
  CHECK(said(Certainty::high, "large", Audience::clinician) ==
        "Yoga classes result in a large reduction in back pain.");
  CHECK(said(Certainty::high, "large", Audience::patient) == "Yoga classes reduce back pain a lot.");
  CHECK(said(Certainty::moderate, "trivial", Audience::clinician) ==
        "Yoga classes likely result in little to no difference in back pain.");
  CHECK(said(Certainty::low, "small", Audience::patient) == "Yoga classes may reduce back pain a little.");
  CHECK(said(Certainty::very_low, "", Audience::patient) ==
        "We do not know whether yoga classes reduce back pain: the evidence is very uncertain.");
  CHECK(said(Certainty::not_gradable, "", Audience::patient).empty());
}
