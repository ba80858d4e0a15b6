// Design by wording: each design said plainly, and each false friend that must not be taken for it.
#include "parser/study.h"

#include <algorithm>

#include "tests/catch.h"

using namespace claimassay;

namespace {

Study read(std::string title, std::string abstract) {
  Citation record;
  record.title = std::move(title);
  if (!abstract.empty()) record.abstract.push_back({"", "", std::move(abstract)});
  return read_study(record);
}

bool has(const Study& study, std::string_view feature) {
  return std::find(study.design_features.begin(), study.design_features.end(), feature) != study.design_features.end();
}

struct Row {
  const char* title;
  const char* abstract;
  Design design;
};

}  // namespace

TEST_CASE("designs that are said plainly") {
  const Row row = GENERATE(
      Row{"Zinol for colds", "We randomly assigned 120 adults to zinol or placebo.", Design::rct},
      Row{"Zinol for colds: a systematic review and meta-analysis",
          "We searched MEDLINE and Embase. Nine trials were included.", Design::systematic_review},
      Row{"Tea and stroke", "In this prospective cohort study 4,000 adults were followed for ten years.",
          Design::cohort},
      Row{"Tea and stroke: a case-control study", "We compared 200 cases and 400 matched controls.",
          Design::case_control},
      Row{"Tea habits", "A cross-sectional survey of 900 adults was done.", Design::cross_sectional},
      Row{"Zinol rash: a case report", "A 43-year-old woman developed a rash.", Design::case_report},
      Row{"Zinol in older people: study protocol for a randomised trial",
          "Participants will be randomised to zinol or placebo.", Design::protocol},
      Row{"Zinol and memory", "Twenty mice received zinol. The mice were randomised to two diets.", Design::animal},
      Row{"Living with colds", "Semi-structured interviews were held; thematic analysis was used.",
          Design::qualitative},
      Row{"Zinol at home", "A Markov model was built; cost per QALY was estimated.", Design::model},
      Row{"Practice guideline for colds", "", Design::guideline});
  CAPTURE(row.title);
  CHECK(word(read(row.title, row.abstract).design) == word(row.design));
}

TEST_CASE("words that sound like a randomised trial and are none") {
  const char* abstract = GENERATE(
      "A random sample of 400 adults was surveyed in this cross-sectional study.",
      "Participants were randomly selected from a register in this cross-sectional study.",
      "In this cohort study a random-effects model was fitted to the yearly rates.",
      "We trained a random forest on a cohort of 900 patients who were followed for two years in this cohort study.",
      "In this cohort study 300 adults were followed. Randomised trials are needed.",
      "This non-randomised study compared two clinics.",
      "We used Mendelian randomisation with genetic instruments; inverse variance weighted estimates are given.");
  CAPTURE(abstract);
  CHECK(read("Zinol and colds", abstract).design != Design::rct);
}

TEST_CASE("genes are not randomised by anybody") {
  const Study study =
      read("Tea and stroke: a Mendelian randomization study", "Genetic instruments for tea drinking were used.");
  CHECK(study.design == Design::cohort);
  CHECK(has(study, "mendelian_randomisation"));
  CHECK_FALSE(has(study, "random_allocation"));
}

TEST_CASE("publication types outweigh wording, topic headings are no design") {
  Citation record;
  record.title = "Zinol against colds";
  record.abstract.push_back({"", "", "Adults received zinol or tea for two weeks."});
  record.publication_types = {{"", "Journal Article"}, {"", "Randomized Controlled Trial"}, {"", "Clinical Trial"}};
  CHECK(read_study(record).design == Design::rct);
  record.publication_types = {{"", "Journal Article"}};
  MeshHeading topic;
  topic.name = "Randomized Controlled Trials as Topic";
  record.mesh = {topic};
  CHECK(read_study(record).design != Design::rct);
}

TEST_CASE("species follows the indexing, else the words") {
  CHECK(read("Zinol in rats", "Wistar rats received zinol.").species == "animal");
  CHECK(read("Zinol in women", "Forty women received zinol.").species == "human");
  CHECK(read("Rat-bite fever in a farmer", "A 50-year-old man was bitten; the patient recovered.").species == "human");
}

TEST_CASE("features are kept beside the design") {
  const Study study =
      read("Zinol: a double-blind crossover pilot trial",
           "Patients were randomised. Intention-to-treat analysis was done. A stepped wedge was not used.");
  CHECK(has(study, "double_blind"));
  CHECK(has(study, "crossover"));
  CHECK(has(study, "pilot"));
  CHECK(has(study, "intention_to_treat"));
}

TEST_CASE("nothing is guessed from nothing, and a huge text stays cheap") {
  CHECK(read("", "").design == Design::unknown);
  std::string huge;
  while (huge.size() < (3u << 20)) huge += "randomised double-blind ((( placebo n = 12 , ";
  const Study study = read("Big", huge);
  CHECK(
      std::any_of(study.facts.begin(), study.facts.end(), [](const Fact& f) { return f.name == "source.truncated"; }));
}
