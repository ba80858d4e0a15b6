#include "report/parts_json.h"

#include "core/engine.h"

namespace claimassay {

namespace {

void field_or_null(JsonWriter& json, std::string_view name, const std::string& text) {
  if (text.empty()) {
    json.key(name).null();
  } else {
    json.field(name, text);
  }
}

}  // namespace

void write_quotes(JsonWriter& json, const std::vector<Quote>& quotes) {
  json.key("quotes").begin_array();
  for (const Quote& quote : quotes) {
    json.begin_object().field("source", quote.source);
    if (!quote.section.empty()) json.field("in", quote.section);
    json.span(quote.span).field("text", quote.text).end_object();
  }
  json.end_array();
}

void write_judgements(JsonWriter& json, const Assessment& assessment) {
  json.key("judgements").begin_array();
  for (const Judgement& judgement : assessment.judgements) {
    // Where grading starts is a level, not a concern.
    const bool level = judgement.domain == "start" && assessment.start != Certainty::not_gradable;
    json.begin_object().field("domain", judgement.domain);
    json.field("rating", level ? word(assessment.start) : word(judgement.rating));
    if (!judgement.called.empty()) json.field("called", judgement.called);
    json.field("step", judgement.step).field("rule", judgement.rule).field("because", judgement.because);
    std::vector<Quote> quotes;
    for (const Fact& fact : judgement.facts) quotes.insert(quotes.end(), fact.quotes.begin(), fact.quotes.end());
    write_quotes(json, quotes);
    json.end_object();
  }
  json.end_array();
}

void write_assessment_fields(JsonWriter& json, const Assessment& assessment) {
  json.field("certainty", word(assessment.certainty)).key("range").begin_array();
  json.string(word(assessment.range_low)).string(word(assessment.range_high)).end_array();
  json.field("consistency", word(assessment.consistency)).field("headline", assessment.headline);
  field_or_null(json, "direction", assessment.direction);
  json.field("declared", assessment.declared);
  if (!assessment.declared_scheme.empty()) {
    json.key("declared_as").begin_object().field("scheme", assessment.declared_scheme);
    field_or_null(json, "level", assessment.declared_level);
    json.end_object();
  }
  json.field("starting_level", word(assessment.start));
  write_judgements(json, assessment);
  json.key("domains").begin_object();
  for (const DomainTotal& total : assessment.domains) {
    json.key(word(total.domain)).begin_object().field("step", total.step).field("rating", word(total.rating));
    if (!total.title.empty()) json.field("called", total.title);
    json.end_object();
  }
  json.end_object().field("would_change", assessment.would_change);
  json.key("tasks").begin_array();
  for (const ReviewTask& task : assessment.tasks) {
    json.begin_object().field("code", task.code).field("because", task.because).end_object();
  }
  json.end_array();
  field_or_null(json, "reason", assessment.reason);
  if (assessment.phrased) {
    json.key("phrased").begin_object().field("audience", word(assessment.phrased->audience));
    field_or_null(json, "statement", assessment.phrased->statement);
    json.field("explanation", assessment.phrased->explanation).end_object();
  }
  if (!assessment.mechanistic.empty()) json.field("mechanistic", assessment.mechanistic);
  if (!assessment.level.empty()) json.field("level", assessment.level).field("level_meaning", assessment.level_meaning);
  json.field("scheme", assessment.framework).field("pack", assessment.pack).field("pack_hash", assessment.pack_hash);
  json.field("engine", engine_name());
}

}  // namespace claimassay
