#include "grading/pico_facts.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "grading/surrogate.h"
#include "grading/terms.h"

namespace claimassay {

namespace {

constexpr double same = 0.6;   // [H] of the weighted words
constexpr double some = 0.25;  // [H] below this nothing of the phrase is there

bool pronoun(const std::vector<Phrase>& phrases) {
  constexpr std::array<std::string_view, 6> words = {"it", "this", "they", "these", "that", "both"};
  return phrases.size() == 1 && std::find(words.begin(), words.end(), lower(trim(phrases.front().text))) != words.end();
}

struct Match {
  std::string word;  ///< empty = unknown
  double score = 0;
};

Match compare(const std::vector<Phrase>& phrases, const TermIndex& words, std::string* because = nullptr) {
  if (phrases.empty() || pronoun(phrases)) return {"not_stated", 0};
  const double score = shared_terms(phrases, words, because);
  return {score >= same ? "same" : score < some ? "different" : "", score};
}

/// A class was claimed and one member of it is in the record, never the class itself.
bool only_a_member(const std::vector<Phrase>& phrases, const TermIndex& words) {
  bool member = false;
  for (const Phrase& phrase : phrases) {
    for (const TermMatch& term : words.find(folded_words(phrase.text)).terms) {
      if (term.weight < 1) continue;
      if (term.kind != MatchKind::narrower) return false;
      member = true;
    }
  }
  return member;
}

std::string text_fact(const Scope& scope, std::string_view name) {
  const Fact* fact = scope.find(name);
  const std::string* text = fact ? std::get_if<std::string>(&fact->value) : nullptr;
  return text ? *text : "";
}

/// What the study measured, as far as it says: its title, its primary outcome, the outcomes of its results.
std::string measured_words(const CitedRecord& source, const Scope& scope) {
  std::string words = source.record->title + ". " + text_fact(scope, "source.primary_outcome");
  for (const EffectEstimate& estimate : source.study.estimates) words += ". " + estimate.outcome;
  for (const CountedThing& counted : source.counts) words += ". " + counted.noun;
  return words;
}

void set(Scope& scope, const char* name, const std::string& word) {
  if (!word.empty()) scope.set(name, word, FactOrigin::derived);
}

/// The claim with every abbreviation of its parts also in full: a record may use either.
Claim in_full(Claim claim) {
  for (auto* part : {&claim.pico.intervention, &claim.pico.comparator, &claim.pico.outcome, &claim.pico.population}) {
    const std::size_t known = part->size();
    for (const Cue& cue : claim.cues) {
      if (cue.field != "spelled_out") continue;
      for (std::size_t i = 0; i < known; ++i) {
        const Span span = (*part)[i].span;
        if (span.begin == cue.span.begin && span.end == cue.span.end) part->push_back({cue.pattern, span});
      }
    }
  }
  return claim;
}

void add_surrogate(const Claim& claim, const CitedRecord& source, const std::string& measured, bool outcome_measured,
                   Scope& scope) {
  const Surrogate surrogate = surrogate_in(measured, claim);
  const bool found = !surrogate.measure.empty();
  // An image of the very tissue that is claimed is not another outcome, but it is still an image.
  scope.set("source.image_measure", found && outcome_measured && surrogate.kind == "imaging", FactOrigin::derived);
  const Fact* said = scope.find("source.surrogate");
  if (!said || !said->known()) {
    scope.set("source.surrogate", found && !outcome_measured && !claim.pico.outcome.empty(), FactOrigin::derived);
  }
  if (found) scope.set("source.measured_outcome", surrogate.measure, FactOrigin::derived);
}

}  // namespace

void add_pico_facts(const Claim& read, const CitedRecord& source, Scope& scope) {
  const Claim claim = in_full(read);
  const std::string measured = measured_words(source, scope);
  const TermIndex& whole = source.words;
  const TermIndex outcomes(folded_words(measured));
  std::string because;
  const Match intervention = compare(claim.pico.intervention, whole, &because);
  const Match comparator = compare(claim.pico.comparator, whole);
  const Match population = compare(claim.pico.population, whole);
  Match outcome = compare(claim.pico.outcome, outcomes, &because);
  const bool outcome_measured = outcome.word == "same";
  add_surrogate(claim, source, measured, outcome_measured, scope);
  if (!outcome_measured) {
    const Fact* surrogate = scope.find("source.surrogate");
    const bool* instead = surrogate ? std::get_if<bool>(&surrogate->value) : nullptr;
    if (instead && *instead) outcome.word = "related";
    else outcome = compare(claim.pico.outcome, whole, &because);
  }
  set(scope, "source.intervention_match", intervention.word);
  scope.set("source.intervention_member", only_a_member(claim.pico.intervention, whole), FactOrigin::derived);
  set(scope, "source.comparator_match", comparator.word);
  set(scope, "source.outcome_match", outcome.word);
  // Words for people are so common that a missing one proves nothing.
  set(scope, "source.population_match", population.word == "different" ? "" : population.word);
  const bool nothing =
      intervention.word == "different" && (outcome.word == "different" || outcome.word == "not_stated");
  const bool other_outcome =
      intervention.word == "not_stated" && outcome.word == "different" && claim.kind != ClaimKind::other;
  scope.set("source.on_topic", !(nothing || other_outcome), FactOrigin::derived);
  const bool both = intervention.word == "same" && outcome.word == "same";
  scope.set("source.match_words",
            std::string(both ? "intervention and outcome match the claim" : "what the claim names matches the record"),
            FactOrigin::derived);
}

}  // namespace claimassay
