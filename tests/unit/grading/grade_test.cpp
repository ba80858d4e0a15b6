#include "grading/grade.h"

#include <algorithm>

#include "grading/source_facts.h"
#include "rules/pack.h"
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
  const Graded graded = grade_facts(
      {given("body.design", std::string("rct")), given("body.studies", 3.0), given("body.participants", 210.0)}, wide);
  REQUIRE(total_of(graded, Domain::imprecision));
  CHECK(total_of(graded, Domain::imprecision)->step == -2);
  CHECK(total_of(graded, Domain::risk_of_bias)->rating == Rating::unknown);
  // A panel's body of small trials whose conduct is not told: flaws are expected, so the point lies at the low end.
  CHECK(graded.assessment.certainty == Certainty::very_low);
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
  const Graded graded = grade_facts(
      {given("body.design", std::string("rct")), given("body.studies", 1.0), given("body.participants", 46.0)});
  REQUIRE_FALSE(graded.assessment.judgements.empty());
  for (const Judgement& judgement : graded.assessment.judgements) {
    CHECK_FALSE(judgement.rule.empty());
    CHECK_FALSE(judgement.because.empty());
    CHECK(judgement.because.find("not known") == std::string::npos);
  }
  CHECK(graded.assessment.pack == pack().name());
  CHECK_FALSE(graded.assessment.would_change.empty());
}

namespace {

Claim mirtex_improves(const char* outcome) {
  Claim claim;
  claim.kind = ClaimKind::effect;
  claim.key = "c";
  claim.text = std::string("Mirtex improves ") + outcome;
  claim.span = claim.sentence = {0, claim.text.size()};
  claim.pico.intervention = {{"mirtex", {0, 6}}};
  claim.pico.outcome = {{outcome, {16, claim.text.size()}}};
  claim.direction = Direction::improves;
  return claim;
}

CitedRecord summary(std::optional<StatedGrade> grade, bool against) {
  CitedRecord cited;
  cited.id = "ref:1";
  cited.guideline_summary = true;
  cited.abstract = "Mirtex is suggested to improve sleep in adults.";
  cited.record.emplace();
  cited.record->title = "Care of sleeplessness";
  cited.study.design = Design::guideline;
  StatedGradeMention mention;
  mention.grade = grade;
  mention.strength = "conditional";
  mention.words = {"Low", {0, cited.abstract.size()}};
  cited.study.declared_grades.push_back(mention);
  cited.against.push_back(against);
  index_words(cited);
  return cited;
}

Graded in_article(const Claim& claim, const std::vector<CitedRecord>& cited) {
  ClaimContext context;
  context.as_of = "2026-01-01";
  context.in_article = true;
  context.cited = cited.size();
  return grade(pack(), claim, context, cited);
}

bool raises(const Graded& graded, std::string_view code) {
  return std::any_of(graded.findings.begin(), graded.findings.end(), [&](const Finding& f) { return f.code == code; });
}

}  // namespace

TEST_CASE("a claim of an article that cites nothing is not graded, and is not called insufficient") {
  const Graded graded = in_article(mirtex_improves("sleep"), {});
  CHECK(graded.assessment.certainty == Certainty::not_gradable);
  CHECK(graded.assessment.reason == "no_source");
  CHECK(raises(graded, "no-citation"));
  CHECK_FALSE(raises(graded, "certainty-overstated"));
}

TEST_CASE("a source that was not looked up does not make the evidence insufficient") {
  CitedRecord missing, retracted = summary(StatedGrade::low, false);
  missing.id = "ref:2";
  missing.resolution = Resolution::not_in_store;
  retracted.status.status = RecordStatus::retracted;
  retracted.status.checked = true;
  CHECK(in_article(mirtex_improves("sleep"), {missing}).assessment.reason == "not_in_store");
  CHECK(in_article(mirtex_improves("sleep"), {retracted, missing}).assessment.reason == "not_in_store");
  CHECK(in_article(mirtex_improves("sleep"), {retracted}).assessment.certainty == Certainty::insufficient);
}

TEST_CASE("a guideline summary declares the grade of what it recommends on, and of nothing else") {
  const Graded graded = in_article(mirtex_improves("sleep"), {summary(StatedGrade::low, false)});
  CHECK(graded.assessment.declared);
  CHECK(graded.assessment.certainty == Certainty::low);
  CHECK(graded.strength == "conditional");
  CHECK(raises(graded, "certainty-overstated"));
  CHECK(in_article(mirtex_improves("headache"), {summary(StatedGrade::low, false)}).assessment.reason ==
        "no_recommendation");
  CHECK(in_article(mirtex_improves("sleep"), {summary(StatedGrade::low, true)}).assessment.reason ==
        "no_recommendation");
  CHECK(in_article(mirtex_improves("sleep"), {summary(std::nullopt, false)}).assessment.certainty ==
        Certainty::not_gradable);
}

TEST_CASE("a citation that stands on another sentence accuses nobody") {
  Claim claim = mirtex_improves("sleep");
  claim.citations_carried = true;
  for (const Finding& finding : in_article(claim, {summary(StatedGrade::low, false)}).findings) {
    INFO(finding.code);
    CHECK(finding.severity == Severity::info);
  }
}
