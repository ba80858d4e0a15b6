#include "grading/grade.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

const rules::Pack& pack() {
  static const rules::Pack loaded = [] {
    Diagnostics diagnostics;
    auto read = rules::load_pack("editorial", "", "2026-01-01", diagnostics);
    INFO(draw(diagnostics));
    REQUIRE(read);
    return *std::move(read);
  }();
  return loaded;
}

Fact given(const char* name, Value value) { return {name, std::move(value), "", FactOrigin::given, {}}; }

Graded grade_facts(std::vector<Fact> facts, std::optional<EffectEstimate> effect = std::nullopt) {
  Claim claim;
  claim.kind = ClaimKind::effect;
  ClaimContext context;
  context.text_read = false;
  GivenFacts outside;
  outside.facts = std::move(facts);
  outside.effect = std::move(effect);
  return grade(pack(), claim, context, {}, outside);
}

const DomainTotal* total_of(const Graded& graded, Domain domain) {
  for (const DomainTotal& total : graded.assessment.domains) {
    if (total.domain == domain) return &total;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("given ratings are added up as GRADE says, without caps for what a record cannot show") {
  const auto rated = [](const char* bias, const char* imprecision) {
    return grade_facts({given("body.start", std::string("high")), given("body.domains.risk_of_bias", std::string(bias)),
                        given("body.domains.imprecision", std::string(imprecision))})
        .assessment;
  };
  CHECK(rated("no_concern", "no_concern").certainty == Certainty::high);
  CHECK(rated("serious_concern", "no_concern").certainty == Certainty::moderate);
  CHECK(rated("serious_concern", "serious_concern").certainty == Certainty::low);
  CHECK(rated("no_concern", "extremely_serious_concern").certainty == Certainty::very_low);
  CHECK(rated("very_serious_concern", "very_serious_concern").certainty == Certainty::very_low);
  const Assessment one = rated("serious_concern", "no_concern");
  CHECK(one.range_low == one.certainty);
  CHECK(one.range_high == one.certainty);
}

TEST_CASE("observational evidence starts low, given as a word") {
  const Graded graded = grade_facts({given("body.design", std::string("observational")),
                                     given("body.domains.risk_of_bias", std::string("no_concern"))});
  CHECK(graded.assessment.start == Certainty::low);
  CHECK(graded.assessment.certainty == Certainty::low);
}

TEST_CASE("given facts flow through the same rules as facts that are read") {
  EffectEstimate wide;
  wide.measure = "RR";
  wide.value = 0.92;
  wide.ci_low = 0.60;
  wide.ci_high = 1.40;
  const Graded graded = grade_facts({given("body.design", std::string("rct")), given("body.studies", 3.0),
                                     given("body.participants", 210.0)},
                                    wide);
  REQUIRE(total_of(graded, Domain::imprecision));
  CHECK(total_of(graded, Domain::imprecision)->step == -2);
  CHECK(total_of(graded, Domain::risk_of_bias)->rating == Rating::unknown);
  CHECK(graded.assessment.certainty == Certainty::low);
  CHECK(graded.assessment.range_low == Certainty::very_low);
  CHECK(graded.assessment.range_high == Certainty::low);
}

TEST_CASE("nothing to judge is said, not graded") {
  SECTION("no design") {
    const Graded graded = grade_facts({given("body.participants", 90.0)});
    CHECK(graded.assessment.certainty == Certainty::not_gradable);
    CHECK(graded.assessment.reason == "design_unknown");
  }
  SECTION("no source") {
    Claim claim;
    claim.kind = ClaimKind::effect;
    CHECK(grade(pack(), claim, {}, {}).assessment.certainty == Certainty::insufficient);
  }
  SECTION("a mechanism") {
    Claim claim;
    claim.kind = ClaimKind::mechanism;
    CHECK(grade(pack(), claim, {}, {}).assessment.certainty == Certainty::not_applicable);
  }
}

TEST_CASE("every step names its rule and its reason") {
  const Graded graded = grade_facts({given("body.design", std::string("rct")), given("body.studies", 1.0),
                                     given("body.participants", 46.0)});
  REQUIRE_FALSE(graded.assessment.judgements.empty());
  for (const Judgement& judgement : graded.assessment.judgements) {
    CHECK_FALSE(judgement.rule.empty());
    CHECK_FALSE(judgement.because.empty());
    CHECK(judgement.because.find("not known") == std::string::npos);
  }
  CHECK(graded.assessment.pack == pack().name());
  CHECK_FALSE(graded.assessment.would_change.empty());
}
