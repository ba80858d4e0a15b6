// The grade that a source states for what is claimed: of a review the one beside the claimed outcome, of a guideline that of the
// recommendation on the claimed treatment and outcome.
#include <fmt/format.h>

#include <algorithm>

#include "core/spaced.h"
#include "grading/source_facts.h"
#include "grading/source_parts.h"
#include "grading/terms.h"

namespace claimassay {

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
  if (!mention->level.empty()) facts.set("source.declared_level", mention->level, FactOrigin::declared, quote);
  facts.set("source.declared_words", mention->words.text, FactOrigin::declared, quote);
  if (!source.guideline_summary || !mention->grade) return;
  std::string said = fmt::format("{} certainty", spaced(word(*mention->grade)));
  if (!mention->strength.empty()) said += fmt::format("; the recommendation is {}", mention->strength);
  if (!mention->words.text.empty()) said += fmt::format(" (\"{}\")", mention->words.text);
  facts.set("source.declared_said", std::move(said), FactOrigin::declared, quote);
}

}  // namespace claimassay
