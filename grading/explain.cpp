#include "grading/explain.h"

#include <utility>

#include "rules/pack.h"

namespace claimassay {

namespace {

void number_scopes(const Scope& scope, std::vector<ScopeKind>& kinds) {
  kinds.push_back(scope.kind);
  for (const Scope& inner : scope.inside) number_scopes(inner, kinds);
}

std::string in_words(const rules::SourceNote& note) {
  return note.text + (note.trust == rules::Trust::published ? "" : " (" + std::string(word(note.trust)) + ")");
}

}  // namespace

std::string in_words(const rules::Action& action) {
  std::string out(word(action.kind));
  if (action.steps != 0) out += " " + to_text(Value(action.steps));
  if (!action.word.empty()) out += " " + action.word;
  if (action.kind == rules::ActionKind::set) out += " " + action.fact;
  for (std::size_t i = 0; i < action.codes.size(); ++i) out += (i == 0 ? " " : ", ") + action.codes[i];
  return out;
}

std::vector<RuleOutcome> outcomes_of(const Graded& graded) {
  std::vector<ScopeKind> kinds;
  number_scopes(graded.facts, kinds);
  std::vector<RuleOutcome> out;
  for (const rules::RuleResult& result : graded.results) {
    RuleOutcome made;
    made.rule = result.rule->id;
    made.title = result.rule->title;
    made.phase = word(result.rule->phase);
    if (result.scope < kinds.size()) made.scope = kinds[result.scope];
    made.in = result.scope_id;
    made.verdict = result.verdict == rules::Verdict::fired     ? RuleVerdict::acted
                   : result.verdict == rules::Verdict::unknown ? RuleVerdict::undecided
                                                               : RuleVerdict::kept_silent;
    for (const rules::ActionResult& did : result.actions) made.actions.push_back({in_words(*did.action), did.because});
    made.exception = result.exception;
    made.facts = result.facts;
    made.missing = result.unknown;
    for (const rules::SourceNote& note : result.rule->sources) made.sources.push_back(in_words(note));
    out.push_back(std::move(made));
  }
  return out;
}

GradeExplanation explain_grade(Graded graded) {
  GradeExplanation out;
  out.rules = outcomes_of(graded);
  out.assessment = std::move(graded.assessment);
  out.facts = std::move(graded.facts);
  return out;
}

ClaimExplanation explain(const Claim& claim, Graded graded) {
  ClaimExplanation out;
  out.claim = claim;
  out.findings = std::move(graded.findings);
  static_cast<GradeExplanation&>(out) = explain_grade(std::move(graded));
  return out;
}

}  // namespace claimassay
