#include "grading/facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "grading/pool.h"
#include "grading/source_facts.h"

namespace claimassay {

namespace {

std::string joined(const std::vector<Phrase>& phrases) {
  std::string out;
  for (const Phrase& phrase : phrases) out += (out.empty() ? "" : ", ") + phrase.text;
  return out;
}

std::vector<Quote> quotes_of(const std::vector<Phrase>& phrases) {
  std::vector<Quote> quotes;
  for (const Phrase& phrase : phrases) quotes.push_back({"claim", "", phrase.span, phrase.text});
  return quotes;
}

void set_part(Scope& scope, const char* name, const std::vector<Phrase>& phrases) {
  if (!phrases.empty()) scope.set(name, joined(phrases), FactOrigin::read, quotes_of(phrases));
}

void set_claim_words(Scope& scope, const Claim& claim) {
  const std::vector<Quote> whole{{"claim", "", claim.span, claim.text}};
  const auto set = [&](const char* name, Value value) { scope.set(name, std::move(value), FactOrigin::read, whole); };
  set("claim.direction", std::string(word(claim.direction)));
  if (claim.magnitude != Magnitude::not_stated) set("claim.magnitude", std::string(word(claim.magnitude)));
  set("claim.relation", std::string(word(claim.relation)));
  set("claim.certainty", claim.certainty);
  set("claim.advice", std::string(word(claim.advice)));
  set("claim.negated", claim.negated);
  set("claim.estimates", static_cast<double>(claim.estimates.size()));
}

void set_stated_grade(Scope& scope, const Claim& claim) {
  const bool stated = claim.stated_grade.has_value();
  const bool mixed = stated && claim.stated_grade->grade == StatedGrade::mixed;
  scope.set("claim.says_mixed", mixed || claim.direction == Direction::mixed, FactOrigin::read);
  scope.set("claim.stated_bare", stated && !claim.stated_grade->grade, FactOrigin::read);
  if (!stated) return;
  const StatedGradeMention& mention = *claim.stated_grade;
  const std::vector<Quote> quote{{"claim", "", mention.words.span, mention.words.text}};
  if (mention.grade && !mixed) {
    scope.set("claim.stated_grade", std::string(word(*mention.grade)), FactOrigin::read, quote);
  }
  if (!mention.scheme.empty()) scope.set("claim.stated_scheme", mention.scheme, FactOrigin::read, quote);
  if (!mention.strength.empty()) scope.set("claim.stated_strength", mention.strength, FactOrigin::read, quote);
}

void set_claim_facts(Scope& scope, const Claim& claim, const ClaimContext& context) {
  scope.set("claim.kind", std::string(word(claim.kind)), FactOrigin::read);
  scope.set("claim.citations", static_cast<double>(context.cited), FactOrigin::read);
  scope.set("claim.citations_carried", claim.citations_carried, FactOrigin::read);
  scope.set("claim.lead", context.lead, FactOrigin::read);
  scope.set("claim.heading", context.heading, FactOrigin::read);
  scope.set("claim.in_article", context.in_article, FactOrigin::read);
  if (!context.section.empty()) scope.set("claim.section", context.section, FactOrigin::read);
  set_part(scope, "claim.intervention", claim.pico.intervention);
  set_part(scope, "claim.comparator", claim.pico.comparator);
  set_part(scope, "claim.outcome", claim.pico.outcome);
  set_part(scope, "claim.population", claim.pico.population);
  scope.set("claim.interventions", static_cast<double>(claim.pico.intervention.size()), FactOrigin::read);
  scope.set("claim.outcomes", static_cast<double>(claim.pico.outcome.size()), FactOrigin::read);
  scope.set("claim.sentence_outcomes",
            static_cast<double>(std::max(context.outcomes_in_sentence, claim.pico.outcome.size())), FactOrigin::read);
  // A question or a PICO has no wording to judge: what rules ask of words stays unknown.
  if (!context.text_read) return;
  scope.set("claim.text", claim.text, FactOrigin::read, {{"claim", "", claim.span, claim.text}});
  scope.set("claim.sentence", context.sentence.empty() ? claim.text : context.sentence, FactOrigin::read);
  scope.set("claim.has_dose", context.has_dose, FactOrigin::read);
  scope.set("claim.has_number", context.has_number || !claim.estimates.empty(), FactOrigin::read);
  scope.set("claim.tells_result", context.tells_result, FactOrigin::read);
  set_stated_grade(scope, claim);
  if (context.parsed) set_claim_words(scope, claim);
}

bool names_domain(const Fact& fact) { return fact.name.starts_with("body.domains."); }

/// Numbers of arms add up to those of the body where the body's own are not given.
void add_up_arms(const std::vector<Arm>& arms, Scope& body) {
  double people = 0, events = 0;
  bool all_people = !arms.empty(), all_events = arms.size() >= 2;
  for (const Arm& arm : arms) {
    all_people = all_people && arm.n.has_value();
    all_events = all_events && arm.events.has_value();
    people += arm.n.value_or(0);
    events += arm.events.value_or(0);
  }
  const auto known = [&](const char* name) {
    const Fact* fact = body.find(name);
    return fact && fact->known();
  };
  if (all_people && !known("body.participants")) body.set("body.participants", people, FactOrigin::given);
  if (all_events && !known("body.events")) body.set("body.events", events, FactOrigin::given);
}

}  // namespace

bool GivenFacts::about_body() const {
  return effect || !arms.empty() ||
         std::any_of(facts.begin(), facts.end(), [](const Fact& fact) { return fact.name.starts_with("body."); });
}

bool GivenFacts::rates_domains() const { return std::any_of(facts.begin(), facts.end(), names_domain); }

Scope& body_of(Scope& claim) {
  for (Scope& inner : claim.inside) {
    if (inner.kind == ScopeKind::body) return inner;
  }
  claim.inside.push_back({ScopeKind::body, claim.id, {}, {}});
  return claim.inside.back();
}

Scope claim_scope(const Claim& claim, const ClaimContext& context, const std::vector<CitedRecord>& sources,
                  const GivenFacts& given) {
  Scope scope{ScopeKind::claim, claim.key, {}, {}};
  set_claim_facts(scope, claim, context);
  Scope body{ScopeKind::body, claim.key, {}, {}};
  // First come those supposed: of two facts from outside the first counts.
  const auto suppose = [&](int source, Scope& into) {
    for (const GivenFacts::Supposed& one : given.supposed) {
      if (one.source == source) into.facts.push_back(one.fact);
    }
  };
  suppose(-1, body);
  for (const Fact& fact : given.facts) (fact.name.starts_with("claim.") ? scope : body).facts.push_back(fact);
  body.set("body.given", given.about_body(), FactOrigin::given);
  body.set("body.domains_given", given.rates_domains(), FactOrigin::given);
  add_up_arms(given.arms, body);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    body.inside.push_back(source_scope(sources[i], claim, context));
    suppose(static_cast<int>(i), body.inside.back());
  }
  scope.inside.push_back(std::move(body));
  return scope;
}

}  // namespace claimassay
