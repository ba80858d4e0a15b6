#include "grading/source_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

#include "core/text.h"
#include "grading/pico_facts.h"
#include "grading/pool.h"
#include "grading/terms.h"

namespace claimassay {

namespace {

bool has(const TextSet& features, std::string_view feature) {
  return std::find(features.begin(), features.end(), feature) != features.end();
}

std::string spaced(std::string_view words) {
  std::string out(words);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

constexpr double fewest_bare_events = 30;  // [H] fewer are told of single outcomes, as often of side effects
constexpr double answers =
    0.3;  // [H] of the outcome's words in the sentence of a result that answers a question about it
constexpr double same_statement = 0.6;  // [H] so many of the claim's terms, and the sentence says what the claim says

/// The sentence of the abstract that holds an offset; null behind the last one.
const IndexedSentence* sentence_at(const CitedRecord& source, std::size_t offset) {
  for (const IndexedSentence& sentence : source.sentences) {
    if (offset < sentence.span.end) return &sentence;
  }
  return nullptr;
}

double shared_with(const std::vector<Phrase>& phrases, const IndexedSentence* sentence) {
  return sentence && !phrases.empty() ? shared_terms(phrases, sentence->words) : 0;
}

/// What the claim is about; where no parts were read, its own words stand in.
std::vector<Phrase> outcome_words(const Claim& claim) {
  if (!claim.pico.outcome.empty()) return claim.pico.outcome;
  return {{claim.text, claim.span}};
}
std::vector<Phrase> intervention_words(const Claim& claim) {
  if (!claim.pico.intervention.empty()) return claim.pico.intervention;
  return {{claim.text, claim.span}};
}

bool asks_frequency(const Claim& claim) {
  return claim.kind == ClaimKind::diagnosis || claim.kind == ClaimKind::prognosis ||
         claim.kind == ClaimKind::prevalence;
}

/// Facts that the study holds as fields; those that it also holds as facts have quotes and are left alone.
class SourceFacts {
 public:
  SourceFacts(Scope& scope, const CitedRecord& source) : scope_(scope), source_(source) {}

  void set(const char* name, Value value, FactOrigin origin = FactOrigin::read, std::vector<Quote> quotes = {}) {
    const Fact* fact = scope_.find(name);
    if (!fact || !fact->known()) scope_.set(name, std::move(value), origin, std::move(quotes));
  }
  void set_number(const char* name, const std::optional<double>& value) {
    if (value) set(name, *value, FactOrigin::read);
  }
  std::vector<Quote> quote(Span span) const {
    if (span.empty() || span.end > source_.abstract.size()) return {};
    return {{source_.id, "abstract", span, source_.abstract.substr(span.begin, span.size())}};
  }

 private:
  Scope& scope_;
  const CitedRecord& source_;
};

void set_identity(SourceFacts& facts, const CitedRecord& source, const ClaimContext& context) {
  facts.set("source.id", source.id);
  if (source.number) facts.set("source.number", static_cast<double>(source.number));
  facts.set("source.resolution", std::string(word(source.resolution)));
  if (!source.because.empty()) facts.set("source.unresolved_because", source.because);
  facts.set("source.wrong_paper", source.wrong_paper());
  if (source.title_similarity >= 0) facts.set("source.title_similarity", source.title_similarity);
  facts.set("source.usable", source.usable());
  if (!source.record) return;
  const Citation& record = *source.record;
  if (!record.title.empty()) facts.set("source.title", record.title, FactOrigin::indexed);
  if (!record.languages.empty()) {
    const auto english = [](const std::string& language) { return lower(language).starts_with("en"); };
    facts.set("source.in_english", std::any_of(record.languages.begin(), record.languages.end(), english),
              FactOrigin::indexed);
  }
  facts.set("source.has_abstract", !source.abstract.empty() || source.guideline_summary);
  std::size_t words = 0;
  for (const Token& token : tokens(source.abstract)) words += token.kind == TokenKind::word;
  facts.set("source.abstract_words", static_cast<double>(words));
  // A recommendation of ten words is a whole one; an abstract of ten words is not.
  facts.set("source.is_summary", source.guideline_summary);
  if (!source.abstract.empty()) facts.set("source.abstract", source.abstract);
  facts.set("source.is_book", record.is_book || !record.book_title.empty() ||
                                  record.has_publication_type("", "Book Chapter") ||
                                  record.has_publication_type("", "Book"));
  if (const int year = record.year()) {
    facts.set("source.year", static_cast<double>(year), FactOrigin::indexed);
    const int now = std::atoi(context.as_of.substr(0, 4).c_str());
    if (now >= year) facts.set("source.age", static_cast<double>(now - year), FactOrigin::derived);
  }
  facts.set("source.superseded",
            std::any_of(record.links.begin(), record.links.end(),
                        [](const RecordLink& link) { return link.type == "UpdateIn"; }),
            FactOrigin::indexed);
}

void set_status(SourceFacts& facts, const CitedRecord& source) {
  RecordStatus status = source.status.status;
  // What the record's own words show (a protocol, a preprint) counts where no register knows better.
  if (status == RecordStatus::ok || status == RecordStatus::corrected) {
    if (source.study.status != RecordStatus::ok) status = source.study.status;
  }
  facts.set("source.status", std::string(word(status)), FactOrigin::indexed);
  facts.set("source.status_checked", source.status.checked);
  if (source.status.reasons.empty()) return;
  const StatusReason& reason = source.status.reasons.front();
  facts.set("source.status_notice", reason.source.empty() ? reason.type : reason.source, FactOrigin::indexed);
}

std::string_view included_design(const Study& study) {
  const TextSet& f = study.design_features;
  if (study.design != Design::systematic_review || has(f, "random_allocation")) return "";
  for (const char* observational :
       {"cohort", "case_control", "observational", "cross_sectional", "nested_case_control"}) {
    if (has(f, observational)) return "observational";
  }
  return "";
}

void set_study(SourceFacts& facts, const Study& study) {
  if (study.design != Design::unknown) facts.set("source.design", std::string(word(study.design)));
  facts.set("source.design_features", study.design_features);
  if (const std::string_view included = included_design(study); !included.empty()) {
    facts.set("source.included_design", std::string(included));
  }
  facts.set_number("source.participants", study.participants);
  facts.set_number("source.studies", study.studies);
  facts.set_number("source.i2", study.i2);
  if (study.primary_endpoint_met) facts.set("source.primary_endpoint_met", *study.primary_endpoint_met);
  if (study.species) facts.set("source.species", *study.species);
  facts.set("source.registry_ids", study.registry_ids);
  constexpr std::array<std::array<const char*, 2>, 4> blinding = {{{"double_blind", "double_blind"},
                                                                   {"assessor_blinded", "assessor_blind"},
                                                                   {"single_blind", "single_blind"},
                                                                   {"open_label", "open_label"}}};
  for (const auto& [feature, said] : blinding) {
    if (has(study.design_features, feature)) facts.set("source.blinding", std::string(said));
  }
}

void set_declared(SourceFacts& facts, const Claim& claim, const CitedRecord& source) {
  const StatedGradeMention* mention = declared_for(claim, source);
  // A summary that grades in words of no scheme is bare; one that gives only a strength grades nothing.
  const bool bare = mention && !mention->grade && !(source.guideline_summary && mention->words.text.empty());
  facts.set("source.declared_bare", bare, FactOrigin::declared,
            mention ? facts.quote(mention->words.span) : std::vector<Quote>{});
  if (!mention) return;
  const auto at = static_cast<std::size_t>(mention - source.study.declared_grades.data());
  if (at < source.disagree.size() && !source.disagree[at].empty()) {
    facts.set("source.declared_conflict", source.disagree[at], FactOrigin::declared, facts.quote(mention->words.span));
  }
  const std::vector<Quote> quote = facts.quote(mention->words.span);
  if (mention->grade && *mention->grade != StatedGrade::mixed) {
    facts.set("source.declared_grade", std::string(word(*mention->grade)), FactOrigin::declared, quote);
  }
  if (mention->grade == StatedGrade::mixed) facts.set("source.said_mixed", true, FactOrigin::declared, quote);
  if (!mention->strength.empty()) facts.set("source.declared_strength", mention->strength, FactOrigin::declared, quote);
  if (!mention->scheme.empty()) facts.set("source.declared_scheme", mention->scheme, FactOrigin::declared, quote);
  facts.set("source.declared_words", mention->words.text, FactOrigin::declared, quote);
  if (!source.guideline_summary || !mention->grade) return;
  std::string said = fmt::format("{} certainty", spaced(word(*mention->grade)));
  if (!mention->strength.empty()) said += fmt::format("; the recommendation is {}", mention->strength);
  if (!mention->words.text.empty()) said += fmt::format(" (\"{}\")", mention->words.text);
  facts.set("source.declared_said", std::move(said), FactOrigin::declared, quote);
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

bool is_review(const CitedRecord& source) { return source.study.design == Design::systematic_review; }

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

/// Whether it says what the claim says; unknown where nobody could look.
void set_support(SourceFacts& facts, const CitedRecord& source) {
  if (!source.support) return;
  const CheckedSupport& support = *source.support;
  std::vector<Quote> nearest;
  if (!support.quotes.empty()) nearest.push_back(support.quotes.front());
  facts.set("source.verdict", support.verdict, FactOrigin::derived, nearest);
  facts.set("source.relevance", support.relevance, FactOrigin::derived);
  facts.set("source.answer", support.answer.empty() ? std::string("none") : support.answer, FactOrigin::derived,
            nearest);
  if (!nearest.empty()) {
    constexpr std::size_t most = 240;
    facts.set("source.nearest_words", shorten(nearest.front().text, most), FactOrigin::read, nearest);
  }
  if (!support.missing.empty()) facts.set("source.figures_missing", support.missing, FactOrigin::derived, nearest);
  if (!support.instead.empty()) facts.set("source.figures_instead", support.instead, FactOrigin::derived, nearest);
  facts.set("source.said_by", static_cast<double>(support.said_by), FactOrigin::derived);
  facts.set("source.opposed_by", static_cast<double>(support.opposed_by), FactOrigin::derived);
}

}  // namespace

namespace {

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

namespace {

/// Of a guideline's recommendations the one on the claimed treatment and outcome; a guideline grades many things, so
/// nothing is taken that does not name both. What it advises against does not carry a claim of benefit.
const StatedGradeMention* recommended_for(const Claim& claim, const CitedRecord& source) {
  constexpr double named = 0.5;
  const bool of_benefit = claim.kind == ClaimKind::effect && !claim.negated && claim.direction != Direction::no_effect;
  const StatedGradeMention* best = nullptr;
  double most = 0;
  for (std::size_t i = 0; i < source.study.declared_grades.size(); ++i) {
    const StatedGradeMention& mention = source.study.declared_grades[i];
    const Span span = mention.words.span;
    if (span.end > source.abstract.size() || (of_benefit && i < source.against.size() && source.against[i])) continue;
    const std::string_view text = std::string_view(source.abstract).substr(span.begin, span.size());
    const double treatment = shared_terms(intervention_words(claim), text);
    const double outcome = claim.pico.outcome.empty() ? 0 : shared_terms(claim.pico.outcome, text);
    if (treatment < named || (!claim.pico.outcome.empty() && outcome < named)) continue;
    const double score =
        treatment + outcome + shared_terms(claim.pico.population, text) + 0.1 * mention.grade.has_value();
    if (score <= most) continue;
    most = score;
    best = &mention;
  }
  return best;
}

}  // namespace

const StatedGradeMention* declared_for(const Claim& claim, const CitedRecord& source) {
  if (source.guideline_summary) return recommended_for(claim, source);
  const StatedGradeMention* best = nullptr;
  double most = 0;
  bool alike = true;
  const StatedGradeMention* first = nullptr;
  for (const StatedGradeMention& mention : source.study.declared_grades) {
    if (!first) first = &mention;
    alike = alike && mention.grade == first->grade;
    const IndexedSentence* sentence = sentence_at(source, mention.words.span.begin);
    const double score = shared_with(intervention_words(claim), sentence) + shared_with(claim.pico.outcome, sentence) +
                         0.1 * mention.grade.has_value() + 0.1 * !mention.strength.empty();
    // "Insufficient evidence" is said of the outcome that it stands beside, never of all the others.
    if (mention.grade == StatedGrade::insufficient && is_review(source) &&
        shared_with({{claim.text, claim.span}}, sentence) < same_statement)
      continue;
    if (score > most + 0.15) {
      most = score;
      best = &mention;
    }
  }
  if (most >= 0.5) return best;
  // "Insufficient evidence" is said of the outcome that it stands beside, never of all the others.
  const bool of_all = alike && first && first->grade != StatedGrade::insufficient;
  return of_all ? first : nullptr;
}

void index_words(CitedRecord& source) {
  source.sentences.clear();
  std::vector<std::string> all;
  if (source.record) all = folded_words(source.record->title);
  for (const Span sentence : sentences(source.abstract)) {
    std::vector<std::string> words = folded_words(std::string_view(source.abstract).substr(sentence.begin, sentence.size()));
    source.sentences.push_back({sentence, TermIndex(words)});
    std::move(words.begin(), words.end(), std::back_inserter(all));
  }
  source.words = TermIndex(all);
}

Scope source_scope(const CitedRecord& source, const Claim& claim, const ClaimContext& context) {
  Scope scope{ScopeKind::source, source.id, source.study.facts, {}};
  SourceFacts facts(scope, source);
  set_identity(facts, source, context);
  set_status(facts, source);
  set_support(facts, source);
  if (!source.usable()) return scope;
  set_study(facts, source.study);
  set_declared(facts, claim, source);
  set_statement(facts, claim, source);
  keep_what_is_said_of_this(scope, source);
  const std::optional<EffectEstimate> estimate = estimate_for(claim, context, source);
  set_figures_beside(scope, source, estimate);
  set_events(facts, scope, claim, source, estimate);
  // The study's own events are those of its first result; a claim that names an outcome may be about another.
  if (claim.pico.outcome.empty() && !several_results(source)) facts.set_number("source.events", source.study.events);
  set_result(facts, scope, claim, source, estimate);
  add_pico_facts(claim, source, scope);
  return scope;
}

std::string design_words(Design design, const TextSet& features, std::string_view included,
                         std::optional<double> studies, std::size_t sources) {
  const auto count = [](double n, std::string_view one, std::string_view many) {
    return n == 1 ? std::string(one) : fmt::format("{:.0f} {}", n, many);
  };
  const double k = static_cast<double>(sources);
  switch (design) {
    case Design::systematic_review: {
      const std::string_view kind = included == "observational" ? "observational studies" : "trials";
      const std::string_view review = has(features, "umbrella") ? "umbrella review" : "systematic review";
      const std::string of = studies ? fmt::format(" of {:.0f} {}", *studies, kind) : fmt::format(" of {}", kind);
      return sources > 1 ? fmt::format("{:.0f} {}s", k, review)
                         : fmt::format("{} {}{}", has(features, "umbrella") ? "an" : "a", review, of);
    }
    case Design::rct:
      if (has(features, "quasi_randomised")) return count(k, "a quasi-randomised trial", "quasi-randomised trials");
      if (has(features, "pilot")) return count(k, "a randomised pilot trial", "randomised pilot trials");
      if (has(features, "crossover")) return count(k, "a randomised crossover trial", "randomised crossover trials");
      return count(k, "a randomised trial", "randomised trials");
    case Design::nonrandomised_trial:
      if (has(features, "quasi_randomised")) return count(k, "a quasi-randomised trial", "quasi-randomised trials");
      return count(k, "a trial without randomisation", "trials without randomisation");
    case Design::cohort:
      if (has(features, "mendelian_randomisation"))
        return count(k, "a Mendelian randomisation study", "Mendelian randomisation studies");
      return count(k, "a cohort study", "cohort studies");
    case Design::case_control: return count(k, "a case-control study", "case-control studies");
    case Design::cross_sectional: return count(k, "a cross-sectional study", "cross-sectional studies");
    case Design::case_series: return count(k, "a case series", "case series");
    case Design::case_report: return count(k, "a case report", "case reports");
    case Design::guideline: return count(k, "a guideline", "guidelines");
    case Design::animal: return count(k, "a study in animals", "studies in animals");
    case Design::in_vitro: return count(k, "a study in cells", "studies in cells");
    default: {
      std::string name(word(design));
      std::replace(name.begin(), name.end(), '_', ' ');
      return name;
    }
  }
}

}  // namespace claimassay
