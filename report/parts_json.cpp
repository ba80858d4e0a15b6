#include "report/parts_json.h"

#include "core/engine.h"
#include "core/study_json.h"

namespace claimassay {

namespace {

void write_phrases(JsonWriter& json, std::string_view name, const std::vector<Phrase>& phrases) {
  json.key(name).begin_array();
  for (const Phrase& phrase : phrases) json.string(phrase.text);
  json.end_array();
}

void field_or_null(JsonWriter& json, std::string_view name, const std::string& text) {
  if (text.empty()) {
    json.key(name).null();
  } else {
    json.field(name, text);
  }
}

}  // namespace

void write_claim_fields(JsonWriter& json, const Claim& claim) {
  json.span(claim.span).field("text", claim.text).field("kind", word(claim.kind));
  write_phrases(json, "intervention", claim.pico.intervention);
  write_phrases(json, "comparator", claim.pico.comparator);
  write_phrases(json, "outcome", claim.pico.outcome);
  write_phrases(json, "population", claim.pico.population);
  json.field("direction", word(claim.direction)).field("magnitude", word(claim.magnitude));
  json.field("relation", word(claim.relation)).field("certainty", claim.certainty).field("advice", word(claim.advice));
  json.field("negated", claim.negated);
  const bool graded = claim.stated_grade.has_value();
  json.key("stated_grade");
  if (graded && claim.stated_grade->grade) {
    json.string(word(*claim.stated_grade->grade));
  } else {
    json.null();
  }
  field_or_null(json, "stated_scheme", graded ? claim.stated_grade->scheme : "");
  json.key("estimates").begin_array();
  for (const EffectEstimate& estimate : claim.estimates) write_estimate(json, estimate);
  json.end_array();
}

void write_marker_fields(JsonWriter& json, const CitationMarker& marker) {
  json.field("marker", marker.text).key("numbers").begin_array();
  for (int number : marker.numbers) json.integer(number);
  json.end_array().span(marker.span);
}

void write_quotes(JsonWriter& json, const std::vector<Quote>& quotes) {
  json.key("quotes").begin_array();
  for (const Quote& quote : quotes) {
    json.begin_object().field("source", quote.source);
    if (!quote.section.empty()) json.field("in", quote.section);
    json.span(quote.span).field("text", quote.text).end_object();
  }
  json.end_array();
}

void write_assessment_fields(JsonWriter& json, const Assessment& assessment) {
  json.field("certainty", word(assessment.certainty)).key("range").begin_array();
  json.string(word(assessment.range_low)).string(word(assessment.range_high)).end_array();
  json.field("consistency", word(assessment.consistency)).field("headline", assessment.headline);
  field_or_null(json, "direction", assessment.direction);
  json.field("declared", assessment.declared).field("starting_level", word(assessment.start));
  json.key("judgements").begin_array();
  for (const Judgement& judgement : assessment.judgements) {
    json.begin_object().field("domain", judgement.domain).field("rating", word(judgement.rating));
    json.field("step", judgement.step).field("rule", judgement.rule).field("because", judgement.because);
    std::vector<Quote> quotes;
    for (const Fact& fact : judgement.facts) quotes.insert(quotes.end(), fact.quotes.begin(), fact.quotes.end());
    write_quotes(json, quotes);
    json.end_object();
  }
  json.end_array().key("domains").begin_object();
  for (const DomainTotal& total : assessment.domains) {
    json.key(word(total.domain)).begin_object().field("step", total.step).field("rating", word(total.rating)).end_object();
  }
  json.end_object().field("would_change", assessment.would_change);
  json.key("tasks").begin_array();
  for (const ReviewTask& task : assessment.tasks) {
    json.begin_object().field("code", task.code).field("because", task.because).end_object();
  }
  json.end_array();
  field_or_null(json, "reason", assessment.reason);
  if (!assessment.mechanistic.empty()) json.field("mechanistic", assessment.mechanistic);
  json.field("scheme", assessment.framework).field("pack", assessment.pack).field("pack_hash", assessment.pack_hash);
  json.field("engine", engine_name());
}

}  // namespace claimassay
