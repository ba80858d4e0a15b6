// Verdicts on readings made by hand: what is said, denied, reversed, or not spoken of.
#include "grading/support/support.h"
#include "grading/support/outcome_direction.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

StatementReading statement(std::vector<std::string> words, std::vector<DirectionCue> cues) {
  StatementReading out;
  out.words = std::move(words);
  out.cues = std::move(cues);
  out.place = StatementPlace::conclusion;
  return out;
}

EvidenceReading reading(StatementReading statement) {
  EvidenceReading out{"1", {}, {}};
  out.statements.push_back(std::move(statement));
  return out;
}

const std::vector<std::string> zinol_fever{"zinol", "lowers", "fever", "adults"};
const EvidenceReading claim = reading(statement(zinol_fever, {{"down", false, 1, {}, 1}}));

}  // namespace

TEST_CASE("the same words in the same direction support") {
  const SupportJudgement found = judge_support(claim, {claim});
  CHECK(found.verdict == Verdict::supports);
  CHECK(found.relevance == Approx(1));
  REQUIRE(found.rationale.size() == 1);
  CHECK(found.rationale[0].stance == "supports");
}

TEST_CASE("no difference stands against a claimed effect") {
  const EvidenceReading none = reading(statement(zinol_fever, {{"null", false, 1, {}, 1.3}}));
  const SupportJudgement found = judge_support(claim, {none});
  CHECK(found.verdict == Verdict::contradicts);
  CHECK(found.score < 0);
}

TEST_CASE("other words are off topic, and no evidence never supports") {
  CHECK(judge_support(claim, {reading(statement({"dental", "implants", "survive"}, {}))}).verdict ==
        Verdict::off_topic);
  CHECK(judge_support(claim, {}).verdict == Verdict::off_topic);
}

TEST_CASE("a number that the source does not hold is a problem") {
  EvidenceReading with_number = claim;
  with_number.statements[0].numbers.push_back({40, true, {}});
  const SupportJudgement found = judge_support(with_number, {claim});
  CHECK(found.verdict == Verdict::partly);
  REQUIRE(found.problems.size() == 1);
  CHECK(found.problems[0].code == "number-not-in-source");
}

TEST_CASE("direction of an outcome under the intervention") {
  const PicoReading pico{reading(statement({"zinol"}, {})), reading(statement({"placebo"}, {})),
                         reading(statement({"fever"}, {}))};
  CHECK(judge_pico(pico, {reading(statement({"zinol", "lowered", "fever"}, {{"down", false, 1, {}, 1}}))}).direction ==
        "decreased");
  CHECK(judge_pico(pico, {reading(statement({"fever", "differ", "zinol"}, {{"null", false, 1, {}, 1.3}}))}).direction ==
        "no_difference");
  CHECK(judge_pico(pico, {reading(statement({"dental", "implants"}, {}))}).direction == "not_reported");
}

TEST_CASE("the words of direction next to the outcome count most; what was planned reports nothing") {
  const PicoReading pico{reading(statement({"zinol"}, {})), reading(statement({"placebo"}, {})),
                         reading(statement({"fever"}, {}))};
  const std::vector<std::string> words = {"zinol", "lowered", "fever", "and", "raised", "mood", "for", "many", "weeks"};
  StatementReading both = statement(words, {{"down", false, 1, {}, 1}, {"up", false, 4, {}, 1}});
  both.significant = true;
  const SupportJudgement found = judge_pico(pico, {reading(both)});
  CHECK(found.direction == "decreased");
  CHECK(found.chances.decreased > found.chances.increased);
  CHECK(found.chances.increased + found.chances.decreased + found.chances.no_difference == Approx(1));
  const SupportJudgement planned =
      judge_pico(pico, {reading(statement({"assess", "fever", "zinol"}, {{"plan", false, 0, {}, 1}}))});
  CHECK(planned.chances.no_difference == 0);
}

TEST_CASE("a fall told of the comparator first says less of the intervention") {
  const PicoReading pico{reading(statement({"zinol"}, {})), reading(statement({"placebo"}, {})),
                         reading(statement({"fever"}, {}))};
  const auto fell = [&](const std::vector<std::string>& words) {
    StatementReading told = statement(words, {{"down", false, 1, {}, 1}});
    told.significant = true;
    return judge_pico(pico, {reading(told)}).chances.decreased;
  };
  CHECK(fell({"zinol", "lowered", "fever", "placebo"}) > fell({"placebo", "lowered", "fever", "zinol"}));
}
