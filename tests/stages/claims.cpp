// Stage claims: each line of input.txt is a text of its own; what is read from it, as the filter `claims` answers,
// stands in expect.claims.json. Lines that are blank or begin with '#' are remarks.
#include "parser/claims.h"
#include "core/claim_json.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

void write_text(JsonWriter& json, std::string_view text) {
  const TextReading reading = read_text(text);
  json.begin_object().field("text", text);
  json.field("relation", word(reading.relation))
      .field("advice", word(reading.advice))
      .field("certainty", reading.certainty);
  json.field("strength", reading.strength).field("direction", reading.direction);
  json.key("claims").begin_array();
  for (const Claim& claim : reading.claims) {
    json.begin_object();
    write_claim_fields(json, claim, reading.markers);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

CaseOutput run_claims_case(const std::filesystem::path& folder) {
  const std::string input = read_case_file(folder / "input.txt");
  JsonWriter json(2);
  json.begin_array();
  for (std::size_t begin = 0; begin < input.size();) {
    const std::size_t end = std::min(input.find('\n', begin), input.size());
    const std::string_view line = std::string_view(input).substr(begin, end - begin);
    begin = end + 1;
    if (!line.empty() && line[0] != '#') write_text(json, line);
  }
  json.end_array();
  return {{"expect.claims.json", json.take() + "\n"}};
}

}  // namespace claimassay::test
