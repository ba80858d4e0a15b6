// What a claim and its evidence have in common, as named figures: shared terms, directions, negation, numbers.
// Each is between 0 and 1 and means what its name says; how they weigh is a table (data/support_weights.tsv).
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "core/evidence_reading.h"
#include "core/vocabulary.h"
#include "grading/match.h"

namespace claimassay {

enum class SupportFeature {
  constant,
  relevance,
  best,
  second,
  title,
  all_words,
  few_words,
  question,
  numbers_missing,
  numbers_found,
  agree,
  oppose,
  null_against,
  null_both,
  null_reversed,
  unsure,
  unsure_conclusion,
  negation_differs,
  negation_same,
  affirmed,
  conclusion_null,
  conclusion_up,
  significant,
  not_significant,
  weak_match,
  result_found
};
template <>
struct Vocabulary<SupportFeature> {
  static constexpr std::string_view words[] = {"constant",
                                               "relevance",
                                               "best",
                                               "second",
                                               "title",
                                               "all_words",
                                               "few_words",
                                               "question",
                                               "numbers_missing",
                                               "numbers_found",
                                               "agree",
                                               "oppose",
                                               "null_against",
                                               "null_both",
                                               "null_reversed",
                                               "unsure",
                                               "unsure_conclusion",
                                               "negation_differs",
                                               "negation_same",
                                               "affirmed",
                                               "conclusion_null",
                                               "conclusion_up",
                                               "significant",
                                               "not_significant",
                                               "weak_match",
                                               "result_found"};
};
inline constexpr std::size_t support_features = std::size(Vocabulary<SupportFeature>::words);

/// A statement of the evidence beside the claim.
struct StatementMatch {
  std::size_t evidence = 0;
  std::size_t statement = 0;
  double coverage = 0;  ///< weighted share of the claim's words, 0 to 1
  double rank = 0;      ///< coverage, raised for conclusions and results
  int stance = 0;       ///< +1 says the same, -1 the opposite, 0 neither
};

struct SupportFeatures {
  std::array<double, support_features> values{};
  std::vector<StatementMatch> best;   ///< the statements that speak most of the claim, best first
  std::vector<StatedNumber> missing;  ///< the claim's numbers that no evidence holds
  std::vector<TermMatch> relatives;  ///< terms of the claim in whose place all evidence has a narrower or a related one
  double operator[](SupportFeature feature) const { return values[static_cast<std::size_t>(feature)]; }
  double& operator[](SupportFeature feature) { return values[static_cast<std::size_t>(feature)]; }
};

SupportFeatures compare(const EvidenceReading& claim, const std::vector<EvidenceReading>& evidence);

/// Which way a statement goes, from its cues near the words [around]: -1 down, +1 up, 0 no difference; nothing when it
/// does not say. `value`: whether it is said as better (+1) or worse (-1).
struct Bearing {
  double up = 0, down = 0, good = 0, bad = 0, null = 0, associated = 0, affirm = 0, unsure = 0;
  bool says_null() const { return null > 0 && null >= 0.6 * (up + down + good + bad); }
  bool says_something() const { return up + down + good + bad + null + associated > 0; }
};
Bearing bearing_of(const StatementReading& statement);
/// Of all statements together.
Bearing bearing_of(const EvidenceReading& reading);

}  // namespace claimassay
