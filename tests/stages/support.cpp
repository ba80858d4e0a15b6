// Stage support: input.json holds a claim and its evidence as the filter `support` takes them; the verdict, the problems and
// the rationale stand in expect.json.
#include <nlohmann/json.hpp>

#include "core/json.h"
#include "grading/support/outcome_direction.h"
#include "grading/support/support.h"
#include "parser/evidence_reading.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

CaseOutput run_support_case(const std::filesystem::path& folder) {
  const nlohmann::json input = nlohmann::json::parse(read_case_file(folder / "input.json"));
  std::vector<EvidenceReading> evidence;
  for (const auto& item : input.at("evidence")) {
    const std::string id = std::to_string(evidence.size() + 1);
    if (item.is_string()) {
      evidence.push_back(read_passage(item.get<std::string>(), id));
      continue;
    }
    Citation record;
    record.title = item.value("title", "");
    record.abstract.push_back({"", "", item.value("abstract", "")});
    evidence.push_back(read_evidence(record, item.value("id", id)));
  }
  SupportJudgement found;
  if (input.contains("pico")) {
    const auto part = [&](const char* name) { return read_claim_statement(input["pico"].value(name, "")); };
    found = judge_pico({part("intervention"), part("comparator"), part("outcome")}, evidence);
  } else {
    found = judge_support(read_claim_statement(input.at("claim").get<std::string>()), evidence);
  }
  // The score is left out: it moves with every weight, the verdict should not.
  JsonWriter json(2);
  json.begin_object().field("verdict", word(found.verdict)).field("significance", found.significance);
  json.field("direction", found.direction).key("problems").begin_array();
  for (const SupportProblem& problem : found.problems) json.string(problem.code + ": " + problem.text);
  json.end_array().key("rationale").begin_array();
  for (const SupportRationale& reason : found.rationale)
    json.string(reason.evidence + " " + reason.stance + ": " + reason.text);
  json.end_array().end_object();
  return {{"expect.json", json.take() + "\n"}};
}

}  // namespace claimassay::test
