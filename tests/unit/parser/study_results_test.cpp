#include "parser/study.h"

#include <algorithm>

#include "tests/catch.h"

using namespace claimassay;

namespace {

Study read(std::string abstract) {
  Citation record;
  record.title = "Zinol for colds: a randomised trial";
  record.abstract.push_back({"", "", std::move(abstract)});
  return read_study(record);
}

const Fact* fact(const Study& study, std::string_view name) {
  const auto found =
      std::find_if(study.facts.begin(), study.facts.end(), [&](const Fact& f) { return f.name == name; });
  return found == study.facts.end() ? nullptr : &*found;
}

bool has_item(const Study& study, std::string_view item) {
  return std::any_of(study.bias_cues.begin(), study.bias_cues.end(),
                     [&](const BiasCue& cue) { return cue.item == item; });
}

}  // namespace

TEST_CASE("primary endpoint") {
  const char* methods = "METHODS: Adults were randomised. The primary end point was duration of cold. ";
  CHECK(
      read(std::string(methods) + "RESULTS: Duration of cold was shorter with zinol (P = .01).").primary_endpoint_met ==
      true);
  CHECK(read(std::string(methods) + "RESULTS: Duration of cold did not differ (P = .40). Sleep improved (P = .01).")
            .primary_endpoint_met == false);
  CHECK(read(std::string(methods) + "CONCLUSION: The primary end point was not met.").primary_endpoint_met == false);
  CHECK(read(std::string(methods) + "CONCLUSION: The trial met its primary end point.").primary_endpoint_met == true);
  CHECK_FALSE(read("METHODS: Adults were randomised and gave blood.").primary_endpoint_met.has_value());
}

TEST_CASE("group values are measures, p values and intervals are not") {
  const Study study = read("RESULTS: Colds lasted 4.1 months with zinol and 5.0 months with placebo (P = 0.03).");
  REQUIRE(study.measures.size() == 2);
  CHECK(study.measures[0].text == "4.1 months");
  CHECK(study.measures[1].text == "5.0 months");
}

TEST_CASE("estimates are tied to their outcomes") {
  const Study study = read("RESULTS: Cough was less common with zinol (RR 0.70, 95% CI 0.55 to 0.90).");
  REQUIRE_FALSE(study.estimates.empty());
  CHECK(study.estimates[0].outcome.find("Cough") != std::string::npos);
}

TEST_CASE("facts are set by words only") {
  const Study study = read(
      "METHODS: In this open-label trial allocation was concealed. The trial was stopped early for benefit. "
      "RESULTS: 24% were lost to follow-up.");
  REQUIRE(fact(study, "source.blinding"));
  CHECK(std::get<std::string>(fact(study, "source.blinding")->value) == "open_label");
  REQUIRE(fact(study, "source.concealed"));
  CHECK(std::get<bool>(fact(study, "source.concealed")->value));
  REQUIRE(fact(study, "source.stopped_early"));
  REQUIRE(fact(study, "source.attrition"));
  CHECK(std::get<double>(fact(study, "source.attrition")->value) == 24);
  CHECK_FALSE(fact(study, "source.risk_of_bias"));
  CHECK(fact(read("RESULTS: Most studies were at high risk of bias."), "source.risk_of_bias"));
}

TEST_CASE("bias cues say that something is stated, not how good it is") {
  const Study study = read(
      "METHODS: A computer-generated list was used. Assessors were blinded to treatment allocation. "
      "The trial was funded by the makers of zinol.");
  CHECK(has_item(study, "sequence_generation"));
  CHECK(has_item(study, "blinding"));
  CHECK(has_item(study, "funding"));
  CHECK_FALSE(has_item(study, "limitations"));
}

TEST_CASE("status and registrations") {
  CHECK(read("The trial is registered, NCT01234567.").registry_ids == std::vector<std::string>{"NCT01234567"});
  Citation record;
  record.title = "Zinol";
  record.publication_types = {{"", "Retracted Publication"}};
  CHECK(read_study(record).status == RecordStatus::retracted);
  record.publication_types = {{"", "Retraction of Publication"}};
  CHECK(read_study(record).status == RecordStatus::notice);
}
