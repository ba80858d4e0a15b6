// Stage guidelines: the input of a case -> the guideline and its recommendations as JSON, or the errors.
#include "core/json.h"
#include "importers/importer.h"
#include "parser/guideline.h"
#include "tests/stages/input_file.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

std::string guideline_json(const Guideline& guideline, const Source& source) {
  JsonWriter json(2);
  json.begin_object().field("title", guideline.title).field("issuer", guideline.issuer).field("year", guideline.year);
  json.field("url", guideline.url).field("doi", guideline.doi);
  json.key("recommendations").begin_array();
  const LineIndex lines(source);
  for (const Recommendation& item : guideline.recommendations) {
    const LineColumn at = lines.locate(item.span.begin);
    json.begin_object().field("ordinal", item.ordinal).field("label", item.label);
    json.field("at", std::to_string(at.line) + ":" + std::to_string(at.column)).field("text", item.text);
    json.field("direction", word(item.direction)).field("strength", word(item.strength));
    json.field("strength_words", item.strength_words);
    json.key("certainty");
    if (item.certainty) json.string(word(*item.certainty));
    else json.null();
    json.field("certainty_words", item.certainty_words).field("scheme", item.scheme).end_object();
  }
  json.end_array().end_object();
  return json.take() + "\n";
}

}  // namespace

CaseOutput run_guidelines_case(const std::filesystem::path& folder) {
  Diagnostics diagnostics;
  const std::optional<Document> document = read_document(input_file(folder).string(), diagnostics);
  std::optional<Guideline> guideline;
  if (document) guideline = read_guideline(*document, diagnostics);
  CaseOutput output;
  output["expect.guideline.json"] = guideline ? guideline_json(*guideline, document->source) : "null\n";
  if (!diagnostics.all().empty()) output["expect.errors"] = draw(diagnostics);
  return output;
}

}  // namespace claimassay::test
