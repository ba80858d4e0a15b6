#include "core/study_json.h"

namespace claimassay {

namespace {

void write_part(JsonWriter& json, RecordPart part) {
  if (part == RecordPart::title) json.field("in", word(part));
}

/// Counts are whole numbers in the contract.
void write_count(JsonWriter& json, std::string_view name, const std::optional<double>& count) {
  json.key(name);
  if (count) json.integer(static_cast<std::int64_t>(*count));
  else json.null();
}

void write_value(JsonWriter& json, const Value& value) {
  if (const bool* flag = std::get_if<bool>(&value)) json.boolean(*flag);
  else if (const double* number = std::get_if<double>(&value)) json.number(*number);
  else if (const std::string* text = std::get_if<std::string>(&value)) json.string(*text);
  else if (const Interval* interval = std::get_if<Interval>(&value)) {
    json.begin_array().number(interval->low).number(interval->high).end_array();
  } else if (const TextSet* texts = std::get_if<TextSet>(&value)) {
    json.begin_array();
    for (const std::string& text : *texts) json.string(text);
    json.end_array();
  } else {
    json.null();
  }
}

void write_facts(JsonWriter& json, const std::vector<Fact>& facts) {
  json.key("facts").begin_array();
  for (const Fact& fact : facts) {
    json.begin_object().field("name", fact.name).key("value");
    write_value(json, fact.value);
    json.field("origin", word(fact.origin)).key("quotes").begin_array();
    for (const Quote& quote : fact.quotes) {
      json.begin_object().field("section", quote.section).span(quote.span).field("text", quote.text).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_beside(JsonWriter& json, const FiguresBeside& beside) {
  json.key("beside").begin_object();
  const auto figure = [&](std::string_view name, const std::optional<Figure>& given) {
    if (!given) return;
    json.key(name).begin_object().field("value", given->value).span(given->span).end_object();
  };
  figure("studies", beside.studies);
  figure("participants", beside.participants);
  figure("events", beside.events);
  figure("i2", beside.i2);
  if (!beside.groups.empty()) {
    json.key("groups").begin_array();
    for (const GroupFigures& group : beside.groups) {
      json.begin_object().field("name", group.name);
      write_count(json, "events", group.events);
      write_count(json, "n", group.n);
      json.span(group.span).end_object();
    }
    json.end_array();
  }
  if (beside.declared_grade) json.key("declared_grade").integer(static_cast<std::int64_t>(*beside.declared_grade));
  json.end_object();
}

}  // namespace

void write_estimate(JsonWriter& json, const EffectEstimate& estimate) {
  json.begin_object();
  json.field("measure", estimate.measure).field("value", estimate.value);
  json.field("ci_low", estimate.ci_low).field("ci_high", estimate.ci_high).field("ci_level", estimate.ci_level);
  json.key("p");
  if (estimate.p) json.begin_object().field("op", estimate.p->op).field("value", estimate.p->value).end_object();
  else json.null();
  if (!estimate.unit.empty()) json.field("unit", estimate.unit);
  if (!estimate.outcome.empty()) json.field("outcome", estimate.outcome);
  if (!estimate.beside.empty()) write_beside(json, estimate.beside);
  json.span(estimate.span).end_object();
}

void write_study_fields(JsonWriter& json, const Study& study) {
  json.field("design", word(study.design)).field("design_features", study.design_features);
  json.key("design_cues").begin_array();
  for (const DesignCue& cue : study.design_cues) {
    json.begin_object();
    write_part(json, cue.part);
    json.span(cue.span).field("text", cue.text).field("says", cue.says).end_object();
  }
  json.end_array();
  write_count(json, "participants", study.participants);
  write_count(json, "studies", study.studies);
  write_count(json, "events", study.events);
  json.key("arms").begin_array();
  for (const Arm& arm : study.arms) {
    json.begin_object().field("name", arm.name);
    write_count(json, "n", arm.n);
    if (arm.events) write_count(json, "events", arm.events);
    if (!arm.span.empty()) json.span(arm.span);
    json.end_object();
  }
  json.end_array().key("losses").begin_array();
  for (const ArmLoss& loss : study.losses) {
    json.begin_object().field("arm", loss.arm).field("percent", loss.percent);
    write_count(json, "lost", loss.lost);
    write_count(json, "of", loss.of);
    json.span(loss.span).end_object();
  }
  json.end_array().key("estimates").begin_array();
  for (const EffectEstimate& estimate : study.estimates) write_estimate(json, estimate);
  json.end_array().key("measures").begin_array();
  for (const Measured& measure : study.measures) {
    json.begin_object();
    write_part(json, measure.part);
    json.span(measure.span).field("text", measure.text).end_object();
  }
  json.end_array().key("primary_endpoint");
  if (study.primary_endpoint_met) json.string(*study.primary_endpoint_met ? "met" : "not_met");
  else json.null();
  json.field("i2", study.i2).key("risk_of_bias_cues").begin_array();
  for (const BiasCue& cue : study.bias_cues) {
    json.begin_object().field("item", cue.item);
    write_part(json, cue.part);
    json.span(cue.span).end_object();
  }
  json.end_array().field("species", study.species).field("registry_ids", study.registry_ids);
  json.field("status", word(study.status)).key("declared_grades").begin_array();
  for (const StatedGradeMention& mention : study.declared_grades) {
    json.begin_object().key("grade");
    if (mention.grade) json.string(word(*mention.grade));
    else json.null();
    json.field("scheme", mention.scheme);
    if (!mention.level.empty()) json.field("level", mention.level);
    json.span(mention.words.span).field("text", mention.words.text).end_object();
  }
  json.end_array();
  write_facts(json, study.facts);
}

}  // namespace claimassay
