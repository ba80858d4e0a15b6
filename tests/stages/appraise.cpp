// Stage appraise: input.json holds one record as the filter `appraise` takes it; what is read from it, as the filter answers,
// stands in expect.json.
#include <nlohmann/json.hpp>

#include "core/study_json.h"
#include "parser/study.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

CaseOutput run_appraise_case(const std::filesystem::path& folder) {
  const nlohmann::json input = nlohmann::json::parse(read_case_file(folder / "input.json"));
  Citation record;
  record.title = input.value("title", "");
  if (input.contains("abstract") && input["abstract"].is_array()) {
    for (const auto& section : input["abstract"]) {
      record.abstract.push_back({section.value("label", ""), "", section.value("text", "")});
    }
  } else {
    record.abstract.push_back({"", "", input.value("abstract", "")});
  }
  for (const auto& type : input.value("publication_types", std::vector<std::string>{}))
    record.publication_types.push_back({"", type});
  for (const auto& name : input.value("mesh", std::vector<std::string>{})) {
    MeshHeading heading;
    heading.name = name;
    record.mesh.push_back(heading);
  }
  JsonWriter json(2);
  json.begin_object();
  write_study_fields(json, read_study(record));
  return {{"expect.json", json.end_object().take() + "\n"}};
}

}  // namespace claimassay::test
