#include "report/explanation.h"
#include "report/parts_json.h"

namespace claimassay {

namespace {

void write_value(JsonWriter& json, const Value& value) {
  struct Writer {
    JsonWriter& json;
    void operator()(Unknown) { json.null(); }
    void operator()(bool b) { json.boolean(b); }
    void operator()(double d) { json.number(d); }
    void operator()(const std::string& s) { json.string(s); }
    void operator()(const Interval& i) { json.begin_object().field("low", i.low).field("high", i.high).end_object(); }
    void operator()(const TextSet& set) {
      json.begin_array();
      for (const std::string& item : set) json.string(item);
      json.end_array();
    }
  };
  std::visit(Writer{json}, value);
}

void write_fact(JsonWriter& json, const Fact& fact, const std::string* in) {
  json.begin_object().field("fact", fact.name);
  if (in) json.field("in", *in);
  json.key("value");
  write_value(json, fact.value);
  if (fact.known()) json.field("origin", word(fact.origin));
  else json.field("why_unknown", fact.why_unknown);
  write_quotes(json, fact.quotes);
  json.end_object();
}

void write_used(JsonWriter& json, std::string_view name, const std::vector<UsedFact>& facts) {
  json.key(name).begin_array();
  for (const UsedFact& used : facts) write_fact(json, used.fact, &used.in);
  json.end_array();
}

/// Scopes nest as the sources of a claim do: at most six deep.
void write_scope(JsonWriter& json, const Scope& scope) {
  json.begin_object().field("scope", word(scope.kind)).field("id", scope.id).key("facts").begin_array();
  for (const Fact& fact : scope.facts) write_fact(json, fact, nullptr);
  json.end_array().key("inside").begin_array();
  for (const Scope& inner : scope.inside) write_scope(json, inner);
  json.end_array().end_object();
}

void write_rule(JsonWriter& json, const RuleOutcome& rule) {
  json.begin_object().field("rule", rule.rule).field("title", rule.title).field("phase", rule.phase);
  json.field("scope", word(rule.scope)).field("in", rule.in).field("verdict", word(rule.verdict));
  json.key("actions").begin_array();
  for (const RuleOutcome::Done& done : rule.actions)
    json.begin_object().field("action", done.action).field("because", done.because).end_object();
  json.end_array();
  if (!rule.exception.empty()) json.field("exception", rule.exception);
  write_used(json, "facts", rule.facts);
  write_used(json, "missing", rule.missing);
  json.field("sources", rule.sources).end_object();
}

void write_changes(JsonWriter& json, const FactChanges& changes) {
  json.begin_object().key("facts").begin_array();
  for (const FactChange& change : changes.facts) {
    json.begin_object().field("fact", change.fact);
    if (!change.in.empty()) json.field("in", change.in);
    json.field("wanted", change.wanted).key("now");
    write_value(json, change.now);
    json.end_object();
  }
  json.end_array().key("rules").begin_array();
  for (const RuleChange& rule : changes.rules) {
    json.begin_object().field("rule", rule.rule).field("title", rule.title).field("action", rule.action);
    json.field("change", rule.lifted ? "lifted" : "acts").end_object();
  }
  json.end_array().end_object();
}

void write_finding(JsonWriter& json, const Finding& finding) {
  json.begin_object().field("code", finding.code).field("severity", word(finding.severity));
  json.field("message", finding.message).field("suggestion", finding.suggestion).field("rule", finding.rule);
  json.end_object();
}

}  // namespace

void write_why_not_field(JsonWriter& json, const WhyNot& why_not) {
  json.key("why_not").begin_object().field("wanted", word(why_not.wanted)).field("found", word(why_not.found));
  if (!why_not.wanted_level.empty()) json.field("wanted_level", why_not.wanted_level);
  if (!why_not.found_level.empty()) json.field("found_level", why_not.found_level);
  json.key("ways").begin_array();
  for (const FactChanges& way : why_not.ways) write_changes(json, way);
  json.end_array().field("more_ways", why_not.more_ways).field("complete", why_not.complete);
  json.field("tried", why_not.tried).field("because", why_not.because).end_object();
}

void write_explanation_fields(JsonWriter& json, const GradeExplanation& grade, bool with_reasons) {
  if (with_reasons) {
    json.key("facts");
    write_scope(json, grade.facts);
    json.key("rules").begin_array();
    for (const RuleOutcome& rule : grade.rules) write_rule(json, rule);
    json.end_array();
  }
  if (grade.why_not) write_why_not_field(json, *grade.why_not);
}

std::string write_explanations_json(const ArticleAppraisal& appraisal, const std::vector<ClaimExplanation>& claims) {
  JsonWriter json;
  json.begin_object().field("article", appraisal.article.source().name).key("claims").begin_array();
  for (const ClaimExplanation& claim : claims) {
    json.begin_object().field("number", claim.number).field("key", claim.claim.key);
    json.span(claim.claim.span).field("text", claim.claim.text);
    if (claim.with_reasons) {
      write_assessment_fields(json, claim.assessment);
      json.key("support").begin_array();
      for (const SourceSupport& support : claim.support) {
        json.begin_object().field("reference", support.reference).field("verdict", support.verdict);
        json.field("because", support.because);
        write_quotes(json, support.rationale);
        json.end_object();
      }
      json.end_array().key("findings").begin_array();
      for (const Finding& finding : claim.findings) write_finding(json, finding);
      json.end_array();
    }
    write_explanation_fields(json, claim, claim.with_reasons);
    if (claim.in_scheme) {
      json.key("also_graded").begin_object();
      if (claim.with_reasons) write_assessment_fields(json, claim.in_scheme->assessment);
      write_explanation_fields(json, *claim.in_scheme, claim.with_reasons);
      json.end_object();
    }
    json.end_object();
  }
  json.end_array().field("engine", appraisal.engine).field("pack", appraisal.pack);
  json.field("pack_hash", appraisal.pack_hash).field("as_of", appraisal.coverage.as_of).end_object();
  return json.take() + "\n";
}

}  // namespace claimassay
