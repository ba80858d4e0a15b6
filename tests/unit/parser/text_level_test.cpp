// What a text as a whole says: the causal rung of its finding, and whether it advises. Sentences and expectations are
// typed by hand.
#include <string>

#include "parser/claims.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

struct Rung {
  const char* text;
  const char* relation;
};

// One line per way of stating a relation between two things, or of only seeming to.
constexpr Rung rungs[] = {
    // Verbs and nouns of effect, and words that only look like them.
    {"Zinol shortened colds.", "direct_causal"},
    {"Smoking and poor sleep increase the risk of relapse.", "direct_causal"},
    {"Small gains in weight raise blood pressure.", "direct_causal"},
    {"Bluebell drops reduce itching.", "direct_causal"},
    {"Walking leads to lower mortality.", "direct_causal"},
    {"Zinol was able to lower fasting glucose.", "direct_causal"},
    {"The tape outlasted the plaster.", "none"},
    {"The common cause of admission in this ward was pneumonia.", "none"},
    {"AIDS clinics were included.", "none"},
    {"Cases and controls were of the same age.", "none"},
    {"We found limited evidence.", "none"},
    {"Kelding training provides only limited support.", "none"},
    {"Lower parental education may be a predictor of relapse.", "correlational"},
    {"Strategies are needed to reduce falls and prevent fractures.", "none"},
    {"Moreover, optimizing sleep is a goal of many.", "none"},
    // Change over time, without anything that acts.
    {"Glucose decreased significantly during treatment.", "correlational"},
    {"The risk was reduced by one third in regular users of vitamins.", "correlational"},
    {"Satisfaction with the ward improved markedly.", "none"},
    {"A reduction in pain was observed in both groups.", "correlational"},
    {"No serious harm was seen.", "correlational"},
    // Who people are, against what is done to them.
    {"Drinkers had a greater reduction in bone mass.", "correlational"},
    {"Patients did not benefit from the added drug.", "direct_causal"},
    {"Patients may benefit from early stenting.", "conditional_causal"},
    {"Zinol may be useful in mild colds.", "conditional_causal"},
    {"Zinol is useful in mild colds.", "none"},
    // What is asked for behind a comma leaves the finding before it.
    {"Zinol does not improve survival in this study, though longer follow-up is warranted.", "direct_causal"},
    // The writer's own work acts on nobody.
    {"Our findings may change practice.", "none"},
    {"These results were limited by the small sample.", "none"},
    {"Zinol may change practice.", "conditional_causal"},
    {"The results showed a favourable effect of Zinol on sleep.", "direct_causal"},
    // One modal for two verbs.
    {"Zinol may delay the rash and also reduce its severity.", "conditional_causal"},
    // Names.
    {"The guideline was issued by the Brellin Heart Association for all clinics.", "none"},
    {"An association between tea and sleep was found.", "correlational"},
    // Headlines.
    {"Kelding bath not harmful to pregnant women", "direct_causal"},
    {"New score identifies patients at high risk of clots", "correlational"},
    {"Chewing gum is often the culprit behind jaw pain", "direct_causal"},
    {"More than 200 clinics took part", "none"},
};

struct Advised {
  const char* text;
  const char* advice;
};

constexpr Advised advised[] = {
    // Strong: people are told what to do.
    {"Nurses should ask about sleep at every visit.", "strong"},
    {"We recommend Zinol for mild colds.", "strong"},
    {"Screening is therefore recommended in this group.", "strong"},
    {"Early referral is essential.", "strong"},
    {"It is imperative that doses be checked.", "strong"},
    {"These findings highlight the need for early diagnosis.", "strong"},
    {"Zinol cannot be recommended for children.", "strong"},
    {"Better education of carers is needed.", "strong"},
    {"Routine imaging should be avoided.", "strong"},
    // Weak: an option, a useful thing.
    {"Kelding bathing can be used in the ward.", "weak"},
    {"Zinol may be a useful alternative to surgery.", "weak"},
    {"Clinicians might consider an earlier start.", "weak"},
    {"The score may help surgeons in the selection of patients.", "weak"},
    {"Zinol represents a safe option for older adults.", "weak"},
    {"Our data support the use of Kelding training as an adjunct.", "weak"},
    {"Carers may benefit from short courses.", "weak"},
    {"Drains are not routinely required.", "weak"},
    // Research, hypotheses, methods, mechanisms: no advice to anybody.
    {"Further trials are needed.", "none"},
    {"The results should be interpreted with caution.", "none"},
    {"These data support the need for a larger trial.", "none"},
    {"We recommend further study of this pathway.", "none"},
    {"Larger studies over a longer period are required to establish the effect.", "none"},
    {"The receptor is required for entry into the cell.", "none"},
    {"This protein is essential for the growth of the membrane.", "none"},
    {"Zinol may be associated with weight gain.", "none"},
    {"The difference may be due to chance.", "none"},
    {"The recommended dose was given to all.", "none"},
    {"Doses were set by ideal body weight.", "none"},
    {"It should be noted that many patients left the trial.", "none"},
    {"The participants decided whether they should go on.", "none"},
    {"Participants were advised of the risks.", "none"},
    {"The preferred order of the shelves was noted.", "none"},
};

}  // namespace

TEST_CASE("the rung of a sentence follows its main statement") {
  for (const Rung& one : rungs) {
    const TextReading read = read_text(one.text);
    INFO(one.text);
    CHECK(word(read.relation) == one.relation);
  }
}

TEST_CASE("advice is told from findings and from calls for research") {
  for (const Advised& one : advised) {
    INFO(one.text);
    CHECK(word(read_text(one.text).advice) == one.advice);
  }
}

TEST_CASE("what a text says as a whole names the words that say it") {
  const std::string text = "Zinol may shorten colds. Nurses should offer it. There is some evidence of harm.";
  const TextReading read = read_text(text);
  const auto words = [&](std::string_view field) -> std::string {
    for (const Cue& cue : read.cues) {
      if (cue.field == field) return text.substr(cue.span.begin, cue.span.size());
    }
    return "";
  };
  CHECK(words("relation") == "may shorten");
  CHECK(words("advice") == "Nurses should");
  CHECK(words("certainty") == "may");
  CHECK(words("strength") == "may");
  CHECK(words("direction") == "may shorten");
  CHECK(read_text("The ward has ten beds.").cues.empty());
}

TEST_CASE("an abstract concludes where it ends, before what is registered or announced") {
  const TextReading read = read_text(
      "Sleep is poor in many wards. We enrolled 80 adults. Sleep was measured by a wristband. "
      "Sleep rose by 12% with Zinol. These results suggest that Zinol improves sleep. "
      "Trial registration: Brellin register 12.");
  REQUIRE(read.sentences.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) {
    INFO(i);
    CHECK(read.sentences[i].claim == (i == 4));
  }
}

TEST_CASE("how strong a text says the evidence is") {
  CHECK(read_text("Zinol prevents colds.").strength == "moderate");
  CHECK(read_text("Zinol appears to prevent colds.").strength == "weak");
  CHECK(read_text("Zinol prevents colds. The quality of the evidence is low.").strength == "weak");
  CHECK(read_text("There is insufficient evidence to support Zinol.").strength == "insufficient");
  CHECK(read_text("We found no evidence to support or refute the use of Zinol.").strength == "insufficient");
  CHECK(read_text("There is strong evidence that Zinol prevents colds.").strength == "strong");
  // What limits a review is no effect of anything.
  CHECK(read_text("The conclusions are limited by the small trials.").direction == "not_stated");
  CHECK(read_text("Zinol may be beneficial in children with colds.").direction == "positive");
}
