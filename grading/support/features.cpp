#include "grading/support/features.h"

#include <algorithm>
#include <cmath>

namespace claimassay {

namespace {

constexpr std::size_t kept = 4;  // statements that are looked at closely

std::vector<std::string> all_words(const EvidenceReading& reading) {
  std::vector<std::string> out;
  for (const StatementReading& statement : reading.statements) {
    out.insert(out.end(), statement.words.begin(), statement.words.end());
  }
  return out;
}

double place_bonus(StatementPlace place) {
  switch (place) {
    case StatementPlace::conclusion: return 0.10;
    case StatementPlace::results: return 0.06;
    case StatementPlace::title: return 0.04;
    case StatementPlace::background:
    case StatementPlace::methods: return -0.08;
    case StatementPlace::unlabelled: return 0;
  }
  return 0;
}

bool same_number(const StatedNumber& a, const StatedNumber& b) {
  if (std::abs(a.value - b.value) <= 0.005 * std::abs(a.value)) return true;
  // 0.86 and 86 %, 14 % fewer and a ratio of 0.86
  const double x = a.percent ? a.value / 100 : a.value, y = b.percent ? b.value / 100 : b.value;
  if (a.percent == b.percent) return false;
  return std::abs(x - y) <= 0.006 || (x < 1 && y < 1 && std::abs(1 - x - y) <= 0.006);
}

/// -1 the opposite, +1 the same, 0 cannot be told.
int compare_bearing(const Bearing& claim, const Bearing& found) {
  if (!claim.says_something() || !found.says_something()) return 0;
  if (claim.says_null()) return found.says_null() ? 1 : found.up + found.down + found.good + found.bad > 0 ? -1 : 0;
  if (found.says_null()) return -1;
  const double up = claim.up - claim.down, value = claim.good - claim.bad;
  const double found_up = found.up - found.down, found_value = found.good - found.bad;
  const double direction = up * found_up, worth = value * found_value;
  if (direction + worth > 0) return 1;
  if (direction + worth < 0) return -1;
  return claim.associated > 0 && found.associated + found.up + found.down + found.good + found.bad > 0 ? 1 : 0;
}

}  // namespace

Bearing bearing_of(const StatementReading& statement) {
  Bearing out;
  for (const DirectionCue& cue : statement.cues) {
    const bool flips = cue.negated;
    if (cue.says == "up") (flips ? out.null : out.up) += cue.weight;
    else if (cue.says == "down") (flips ? out.null : out.down) += cue.weight;
    else if (cue.says == "good") (flips ? out.null : out.good) += cue.weight;
    else if (cue.says == "bad") (flips ? out.null : out.bad) += cue.weight;
    else if (cue.says == "associated") (flips ? out.null : out.associated) += cue.weight;
    else if (cue.says == "null") out.null += cue.weight;
    else if (cue.says == "affirm") (flips ? out.null : out.affirm) += cue.weight;
    else if (cue.says == "unsure") out.unsure += cue.weight;
  }
  return out;
}

Bearing bearing_of(const EvidenceReading& reading) {
  Bearing out;
  for (const StatementReading& statement : reading.statements) {
    const Bearing b = bearing_of(statement);
    out.up += b.up, out.down += b.down, out.good += b.good, out.bad += b.bad;
    out.null += b.null, out.associated += b.associated, out.affirm += b.affirm, out.unsure += b.unsure;
  }
  return out;
}

SupportFeatures compare(const EvidenceReading& claim, const std::vector<EvidenceReading>& evidence) {
  SupportFeatures out;
  const std::vector<std::string> words = all_words(claim);
  using F = SupportFeature;
  out[F::constant] = 1;

  const Bearing claimed = bearing_of(claim);
  bool claim_negated = false;
  std::vector<StatedNumber> numbers;
  for (const StatementReading& statement : claim.statements) {
    claim_negated |= statement.negated;
    numbers.insert(numbers.end(), statement.numbers.begin(), statement.numbers.end());
    out[F::question] = std::max(out[F::question], statement.question ? 1.0 : 0.0);
  }
  out[F::few_words] = words.size() < 6 ? 1 : 0;

  TermIndex everything;
  Bearing concluded;
  std::vector<StatedNumber> stated;
  for (std::size_t e = 0; e < evidence.size(); ++e) {
    const TermIndex all(all_words(evidence[e]), evidence[e].abbreviations);
    everything.add(all_words(evidence[e]));
    out[F::relevance] = std::max(out[F::relevance], all.find(words).score);
    for (std::size_t s = 0; s < evidence[e].statements.size(); ++s) {
      const StatementReading& statement = evidence[e].statements[s];
      stated.insert(stated.end(), statement.numbers.begin(), statement.numbers.end());
      const double coverage = TermIndex(statement.words, evidence[e].abbreviations).find(words).score;
      if (statement.place == StatementPlace::title) out[F::title] = std::max(out[F::title], coverage);
      out.best.push_back({e, s, coverage, coverage + place_bonus(statement.place), 0});
      const bool last = s + 1 == evidence[e].statements.size();
      if (statement.place == StatementPlace::conclusion || last) {
        const Bearing b = bearing_of(statement);
        concluded.null += b.null, concluded.unsure += b.unsure, concluded.affirm += b.affirm;
        concluded.up += b.up + b.down + b.good + b.bad + b.associated;
      }
    }
  }
  const PhraseComparison in_all = everything.find_or_related(words);
  out[F::relevance] = std::max(out[F::relevance], in_all.score);
  for (const TermMatch& term : in_all.terms) {
    if (term.kind == MatchKind::narrower || term.kind == MatchKind::related) out.relatives.push_back(term);
  }
  out[F::all_words] = out[F::relevance] > 0.95 ? 1 : 0;

  std::stable_sort(out.best.begin(), out.best.end(), [](const auto& a, const auto& b) { return a.rank > b.rank; });
  if (out.best.size() > kept) out.best.resize(kept);
  double weight_sum = 0;
  for (std::size_t i = 0; i < out.best.size(); ++i) {
    StatementMatch& match = out.best[i];
    const StatementReading& statement = evidence[match.evidence].statements[match.statement];
    if (i == 0) out[F::best] = match.coverage;
    if (i == 1) out[F::second] = match.coverage;
    if (match.coverage < 0.5 * out[F::best]) continue;
    const double weight = match.coverage * match.coverage;
    weight_sum += weight;
    const Bearing found = bearing_of(statement);
    match.stance = compare_bearing(claimed, found);
    if (match.stance > 0) out[claimed.says_null() ? F::null_both : F::agree] += weight;
    if (match.stance < 0) {
      out[found.says_null() ? F::null_against : claimed.says_null() ? F::null_reversed : F::oppose] += weight;
    }
    if (found.unsure >= 1) out[F::unsure] += weight;
    if (found.affirm > 0) out[F::affirmed] += weight;
    (statement.negated == claim_negated ? out[F::negation_same] : out[F::negation_differs]) += weight;
    if (statement.significant) out[F::significant] += weight;
    if (statement.not_significant) out[F::not_significant] += weight;
    if (statement.significant || statement.not_significant) out[F::result_found] += weight;
  }
  if (weight_sum > 0) {
    for (const F feature :
         {F::null_both, F::agree, F::null_against, F::null_reversed, F::oppose, F::unsure, F::affirmed,
          F::negation_same, F::negation_differs, F::significant, F::not_significant, F::result_found}) {
      out[feature] /= weight_sum;
    }
  }
  out[F::conclusion_null] = std::min(concluded.null / 2, 1.0);
  out[F::unsure_conclusion] = std::min(concluded.unsure / 2, 1.0);
  out[F::conclusion_up] = std::min(concluded.up / 3, 1.0);
  out[F::weak_match] = out[F::best] < 0.4 ? 1 : 0;

  for (const StatedNumber& number : numbers) {
    const bool trivial =
        !number.percent && number.value >= 0 && number.value <= 3 && number.value == std::floor(number.value);
    if (trivial) continue;
    const bool found =
        std::any_of(stated.begin(), stated.end(), [&](const StatedNumber& n) { return same_number(number, n); });
    if (found) out[F::numbers_found] = 1;
    else out.missing.push_back(number);
  }
  out[F::numbers_missing] = out.missing.empty() ? 0 : 1;
  return out;
}

}  // namespace claimassay
