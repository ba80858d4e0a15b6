#include "grading/pico_facts.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "core/text.h"
#include "grading/surrogate.h"
#include "grading/terms.h"

namespace claimassay {

namespace {

bool pronoun(const std::vector<Phrase>& phrases) {
  constexpr std::array<std::string_view, 6> words = {"it", "this", "they", "these", "that", "both"};
  return phrases.size() == 1 && std::find(words.begin(), words.end(), lower(trim(phrases.front().text))) != words.end();
}

/// One part of the claim beside the record.
struct Match {
  std::string word;     ///< empty = unknown
  std::string because;  ///< "heart attack = myocardial infarction (synonym)"
};

bool says_nothing(const std::vector<Phrase>& phrases) { return phrases.empty() || pronoun(phrases); }

/// `studied` holds the words of what the study is about; without it no related term is looked for.
Match compare(const std::vector<Phrase>& phrases, const TermIndex& words, const TermIndex* studied = nullptr) {
  if (says_nothing(phrases)) return {"not_stated", ""};
  const PhraseComparison found = best_match(phrases, words);
  const Likeness likeness = found.likeness();
  if (studied && likeness != Likeness::same && likeness != Likeness::narrower) {
    for (const Phrase& phrase : phrases) {
      const PhraseComparison other = studied->find_or_related(folded_words(phrase.text));
      if (other.likeness() == Likeness::related) return {std::string(word(Likeness::related)), other.because()};
    }
  }
  return {likeness == Likeness::unclear ? "" : std::string(word(likeness)), found.because()};
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

/// What the study is about: its title and its groups.
std::string studied_words(const CitedRecord& source) {
  std::string words = source.record->title;
  for (const Arm& arm : source.study.arms) words += ". " + arm.name;
  return words;
}

/// "intervention: zinol; outcome: relapse = relapses (stem)"
std::string in_words(std::initializer_list<std::pair<const char*, const Match*>> parts) {
  std::string out;
  for (const auto& [name, match] : parts) {
    if (match->because.empty()) continue;
    out += (out.empty() ? "" : "; ") + std::string(name) + ": " + match->because;
  }
  return out;
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

void add_surrogate(const Claim& claim, const std::string& measured, bool outcome_measured, Scope& scope) {
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
  const TermIndex outcomes(folded_words(measured)), studied(folded_words(studied_words(source)));
  const Match intervention = compare(claim.pico.intervention, whole, &studied);
  const Match comparator = compare(claim.pico.comparator, whole);
  Match population = compare(claim.pico.population, whole, &studied);
  // Words for people are so common that a missing one proves nothing.
  if (population.word == "different") population = {};
  // Another illness is another outcome: no related one is looked for.
  Match outcome = compare(claim.pico.outcome, outcomes);
  const bool outcome_measured = outcome.word == "same";
  add_surrogate(claim, measured, outcome_measured, scope);
  if (!outcome_measured) {
    const Fact* surrogate = scope.find("source.surrogate");
    const bool* instead = surrogate ? std::get_if<bool>(&surrogate->value) : nullptr;
    if (instead && *instead) outcome = {"related", text_fact(scope, "source.measured_outcome") + ", a surrogate"};
    else outcome = compare(claim.pico.outcome, whole);
  }
  set(scope, "source.intervention_match", intervention.word);
  set(scope, "source.comparator_match", comparator.word);
  set(scope, "source.outcome_match", outcome.word);
  set(scope, "source.population_match", population.word);
  set(scope, "source.match_words",
      in_words({{"intervention", &intervention},
                {"comparator", &comparator},
                {"outcome", &outcome},
                {"population", &population}}));
  const auto elsewhere = [](const Match& match) { return match.word == "different" || match.word == "related"; };
  const bool nothing = elsewhere(intervention) && (outcome.word == "different" || outcome.word == "not_stated");
  const bool other_outcome =
      intervention.word == "not_stated" && outcome.word == "different" && claim.kind != ClaimKind::other;
  scope.set("source.on_topic", !(nothing || other_outcome), FactOrigin::derived);
}

}  // namespace claimassay
