// What a record says of the claimed outcome: the sentence that says it, the result, and the figures that belong to that result and
// to no other of the record.
#include <algorithm>

#include "core/text.h"
#include "grading/pool.h"
#include "grading/source_facts.h"
#include "grading/source_parts.h"
#include "grading/terms.h"

namespace claimassay {

namespace {

constexpr double fewest_bare_events = 30;  // [H] fewer are told of single outcomes, as often of side effects
constexpr double answers =
    0.3;  // [H] of the outcome's words in the sentence of a result that answers a question about it

bool asks_frequency(const Claim& claim) {
  return claim.kind == ClaimKind::diagnosis || claim.kind == ClaimKind::prognosis ||
         claim.kind == ClaimKind::prevalence;
}

/// The sentence of the abstract that says what the claim says, if one does: how the source itself words the finding.
void set_statement(SourceFacts& facts, const Claim& claim, const CitedRecord& source) {
  Span best;
  double most = same_statement;
  for (const IndexedSentence& sentence : source.sentences) {
    const double shared = shared_with({{claim.text, claim.span}}, &sentence);
    if (shared < most || (shared == most && !best.empty())) continue;
    most = shared;
    best = sentence.span;
  }
  if (!best.empty())
    facts.set("source.statement", source.abstract.substr(best.begin, best.size()), FactOrigin::read, facts.quote(best));
}

/// A review whose abstract gives more than one result: what it counts belongs to one of them.
bool several_results(const CitedRecord& source) {
  const auto& all = source.study.estimates;
  const auto compares = [](const EffectEstimate& estimate) { return null_value(estimate.measure).has_value(); };
  return is_review(source) && std::count_if(all.begin(), all.end(), compares) >= 2;
}

/// The sentence that says what the claim says; empty where none was found.
Span statement_of(const Scope& scope) {
  const Fact* statement = scope.find("source.statement");
  return statement && !statement->quotes.empty() ? statement->quotes.front().span : Span{};
}

void forget(Scope& scope, std::string_view name, const char* because) {
  std::erase_if(scope.facts, [&](const Fact& fact) { return fact.name == name; });
  scope.set_unknown(std::string(name), because);
}

/// A review says of one outcome that its trials disagree and of another that evidence is missing: what is said elsewhere in
/// the abstract is not said of the claimed one. The sentence after it counts too: it often tells why a level was taken off.
void keep_what_is_said_of_this(Scope& scope, const CitedRecord& source) {
  const Span statement = statement_of(scope);
  if (!several_results(source) || statement.empty()) return;
  std::size_t end = statement.end;
  for (const IndexedSentence& sentence : source.sentences) {
    if (sentence.span.begin < statement.end) continue;
    end = sentence.span.end;
    break;
  }
  const Fact* said = scope.find("source.said_inconsistent");
  if (!said || !said->known() || said->quotes.empty()) return;
  const Span where = said->quotes.front().span;
  if (where.begin < statement.begin || where.end > end)
    forget(scope, "source.said_inconsistent", "said of another result of the review");
}

/// "There were 1,900 strokes", "relapse occurred in 338 patients": how often what is claimed happened. Those in the
/// sentence of the result come first, then those that name the outcome, then whatever is called an event.
void set_events(SourceFacts& facts, const Scope& scope, const Claim& claim, const CitedRecord& source,
                const std::optional<EffectEstimate>& estimate) {
  const Span statement = statement_of(scope);
  const IndexedSentence* result = estimate ? sentence_at(source, estimate->span.begin) : nullptr;
  const CountedThing* best = nullptr;
  double most = 0;
  for (const CountedThing& counted : source.counts) {
    if (source.study.participants && counted.value >= *source.study.participants) continue;
    if (several_results(source) && !statement.contains(counted.span)) continue;
    const bool named = shared_terms(outcome_words(claim), counted.noun) >= 0.45;
    const bool beside = result && sentence_at(source, counted.span.begin) == result;
    // "1 death" somewhere in the text is not how often another outcome happened.
    if (!named && !(counted.event && (beside || counted.value >= fewest_bare_events))) continue;
    const double score = (beside ? 2 : 0) + (named ? 1 : 0) + 1e-9 * counted.value;
    if (score <= most) continue;
    most = score;
    best = &counted;
  }
  if (best) facts.set("source.events", best->value, FactOrigin::read, facts.quote(best->span));
}

/// "(RR 0.60, 95% CI 0.45 to 0.80; 12 studies, 2,675 participants)": a review has figures of its own for every result, and
/// those beside the claimed one count, not those of the whole review.
void set_figures_beside(Scope& scope, const CitedRecord& source, const std::optional<EffectEstimate>& estimate) {
  if (!is_review(source)) return;
  const auto quote = [&](Span span) {
    return std::vector<Quote>{{source.id, "abstract", span, source.abstract.substr(span.begin, span.size())}};
  };
  const auto replace = [&](const char* name, double value, std::vector<Quote> quotes) {
    std::erase_if(scope.facts, [&](const Fact& fact) { return fact.name == name; });
    scope.set(name, value, FactOrigin::read, std::move(quotes));
  };
  const FiguresBeside none;
  const FiguresBeside& beside = estimate ? estimate->beside : none;
  const auto nearest = [&](const char* name, std::initializer_list<std::string_view> nouns) {
    const Span sentence = statement_of(scope);
    const CountedThing* best = nullptr;
    const std::size_t result = estimate && sentence.contains(estimate->span) ? estimate->span.begin : sentence.begin;
    const auto away = [&](const CountedThing& c) {
      return c.span.begin > result ? c.span.begin - result : result - c.span.begin;
    };
    for (const CountedThing& counted : source.counts) {
      if (!sentence.contains(counted.span)) continue;
      const std::vector<std::string> words = folded_words(counted.noun);
      if (words.size() < 2 || std::find(nouns.begin(), nouns.end(), words[1]) == nouns.end()) continue;
      if (!best || away(counted) < away(*best)) best = &counted;
    }
    if (best) replace(name, best->value, quote(best->span));
    return best != nullptr;
  };
  const bool several = several_results(source) && estimate;
  constexpr const char* elsewhere = "not given beside this result; the review's other figures belong to others";
  if (beside.participants) replace("source.participants", beside.participants->value, quote(beside.participants->span));
  // "30/237 against 58/257": the people of the two groups.
  else if (beside.groups.size() == 2)
    replace("source.participants", beside.groups[0].n + beside.groups[1].n,
            quote({beside.groups[0].span.begin, beside.groups[1].span.end}));
  else if (!nearest("source.participants", {"participants", "patients", "people", "women", "men", "children", "adults",
                                            "infants", "babies"}) &&
           several) {
    forget(scope, "source.participants", elsewhere);
  }
  // Without a quotation: wherever studies are counted, a figure of their results is the better thing to show.
  if (beside.studies) replace("source.studies", beside.studies->value, {});
  else nearest("source.studies", {"study", "studies", "trial", "trials", "rct", "rcts"});
  if (const Fact* studies = scope.find("source.studies"); studies && studies->known())
    replace("source.studies", std::get<double>(studies->value), {});
  if (beside.i2) replace("source.i2", beside.i2->value, quote(beside.i2->span));
  else if (several) forget(scope, "source.i2", elsewhere);
  if (beside.events) replace("source.events", beside.events->value, quote(beside.events->span));
}

/// Which of the study's results the claim rests on: its primary outcome, a secondary one, a subgroup's.
void set_role(SourceFacts& facts, const Scope& scope, const Claim& claim, const CitedRecord& source,
              const EffectEstimate& estimate) {
  for (std::size_t i = 0; i < source.subgroup.size() && i < source.study.estimates.size(); ++i) {
    if (source.subgroup[i] && source.study.estimates[i].span == estimate.span) {
      facts.set("source.interaction_tested", false, FactOrigin::derived);
      return facts.set("source.outcome_role", std::string("subgroup"), FactOrigin::derived, facts.quote(estimate.span));
    }
  }
  const Fact* primary = scope.find("source.primary_outcome");
  const std::string* name = primary ? std::get_if<std::string>(&primary->value) : nullptr;
  if (!name || claim.pico.outcome.empty()) return;
  const bool same = shared_terms(claim.pico.outcome, *name) >= 0.5 ||
                    shared_with({{*name, {}}}, sentence_at(source, estimate.span.begin)) >= 0.5;
  facts.set("source.outcome_role", std::string(same ? "primary" : "secondary"), FactOrigin::derived, primary->quotes);
}

/// "below the smallest difference that matters, 4 points (MD 0.9, ...)": what is stated in the sentence of the result.
void set_important_difference(SourceFacts& facts, const CitedRecord& source, const EffectEstimate& estimate) {
  if (source.important_differences.empty()) return;
  const IndexedSentence* sentence = sentence_at(source, estimate.span.begin);
  for (const SpannedNumber& stated : source.important_differences) {
    if (sentence_at(source, stated.span.begin) != sentence) continue;
    return facts.set("source.mid", stated.value, FactOrigin::read, facts.quote(stated.span));
  }
}

void set_result(SourceFacts& facts, Scope& scope, const Claim& claim, const CitedRecord& source,
                const std::optional<EffectEstimate>& estimate) {
  if (estimate) {
    set_role(facts, scope, claim, source, *estimate);
    const std::vector<Quote> quote = facts.quote(estimate->span);
    set_important_difference(facts, source, *estimate);
    facts.set("source.measure", estimate->measure, FactOrigin::read, quote);
    if (estimate->value) facts.set("source.effect", *estimate->value, FactOrigin::read, quote);
    if (const auto ci = interval_of(*estimate)) facts.set("source.ci", *ci, FactOrigin::read, quote);
    if (estimate->p) facts.set("source.p", estimate->p->value, FactOrigin::read, quote);
    if (const int side = side_of(*estimate)) {
      facts.set("source.direction", std::string(side > 0 ? "increases" : "decreases"), FactOrigin::derived, quote);
    }
  }
  for (const EffectEstimate& estimate : source.study.estimates) {
    Scope inner{ScopeKind::estimate, source.id, {}, {}};
    const std::vector<Quote> quote = facts.quote(estimate.span);
    inner.set("estimate.measure", estimate.measure, FactOrigin::read, quote);
    if (!estimate.outcome.empty()) inner.set("estimate.outcome", estimate.outcome, FactOrigin::read, quote);
    if (estimate.value) inner.set("estimate.value", *estimate.value, FactOrigin::read, quote);
    if (const auto ci = interval_of(estimate)) inner.set("estimate.ci", *ci, FactOrigin::read, quote);
    scope.inside.push_back(std::move(inner));
  }
}

/// The claim itself quotes this result.
bool states(const Claim& claim, const EffectEstimate& estimate) {
  return std::any_of(claim.estimates.begin(), claim.estimates.end(), [&](const EffectEstimate& quoted) {
    return quoted.value == estimate.value && quoted.ci_low == estimate.ci_low && quoted.ci_high == estimate.ci_high;
  });
}

}  // namespace

std::optional<EffectEstimate> estimate_for(const Claim& claim, const ClaimContext& context, const CitedRecord& source) {
  // Trials that were gathered for a question are about other things as well: there even the only result has to name what is
  // asked. What a claim cites is taken to be about it.
  const bool asked = !context.text_read && !claim.pico.outcome.empty();
  const EffectEstimate* best = nullptr;
  double most = -1;
  std::size_t candidates = 0;
  for (const EffectEstimate& estimate : source.study.estimates) {
    const bool compares = null_value(estimate.measure).has_value();
    const bool bounded =
        asks_frequency(claim) && estimate.ci_low;  // "21% relapsed (19 to 23)": the interval says enough
    if ((!estimate.value && !bounded) || estimate.measure == "p" || compares == asks_frequency(claim)) continue;
    ++candidates;
    const IndexedSentence* sentence = sentence_at(source, estimate.span.begin);
    const double named = estimate.outcome.empty() ? 0 : shared_terms(outcome_words(claim), estimate.outcome);
    const double near = shared_with(outcome_words(claim), sentence);
    if (asked && std::max(named, near) < answers) continue;
    const double people = shared_with(claim.pico.population, sentence);
    const double repeated = shared_with({{claim.text, claim.span}}, sentence);
    const double score =
        2 * named + near + people + repeated + 0.2 * (estimate.ci_low.has_value()) + 3 * states(claim, estimate);
    if (score > most) {
      most = score;
      best = &estimate;
    }
  }
  // Several results, none of which names the claimed outcome: picking one would be a guess.
  const bool tied = most >= 0.5 || candidates == 1 || claim.pico.outcome.empty();
  if (!best || !tied) return std::nullopt;
  return *best;
}

void set_results(SourceFacts& facts, Scope& scope, const Claim& claim, const ClaimContext& context,
                 const CitedRecord& source) {
  set_statement(facts, claim, source);
  keep_what_is_said_of_this(scope, source);
  const std::optional<EffectEstimate> estimate = estimate_for(claim, context, source);
  set_figures_beside(scope, source, estimate);
  set_events(facts, scope, claim, source, estimate);
  // The study's own events are those of its first result; a claim that names an outcome may be about another.
  if (claim.pico.outcome.empty() && !several_results(source)) facts.set_number("source.events", source.study.events);
  set_result(facts, scope, claim, source, estimate);
}

}  // namespace claimassay
