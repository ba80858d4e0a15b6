// Does the source say that? A claim (or a question, or a PICO) beside what it cites -> a verdict with its reasons.
// Judges what parser/evidence_reading.h has read; it reads no text itself. The verdict weighs named features by a table
// (data/support_weights.tsv), so that a person can see and change why.
// Refuses to guess: no evidence, or none that speaks of the claim's terms, is not_addressed or off_topic, never
// support.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/evidence_reading.h"
#include "core/span.h"
#include "core/vocabulary.h"

namespace claimassay {

enum class Verdict { supports, partly, contradicts, not_addressed, off_topic };
template <>
struct Vocabulary<Verdict> {
  static constexpr std::string_view words[] = {"supports", "partly", "contradicts", "not_addressed", "off_topic"};
};

struct SupportProblem {
  std::string code;  ///< number-not-in-source, direction, intervention, population ...
  std::string text;
};

struct SupportRationale {
  std::string evidence;
  Span span;
  bool in_title = false;
  std::string text;
  std::string stance;  ///< supports, contradicts, mentions
};

/// How likely it is that the outcome rose, fell or did not differ under the intervention; they add up to 1, or to 0.
struct DirectionChances {
  double increased = 0, decreased = 0, no_difference = 0;
};

struct SupportJudgement {
  Verdict verdict = Verdict::not_addressed;
  double score = 0;                         ///< -1 contradicts ... 1 supports
  double relevance = 0;                     ///< share of the claim's terms that the evidence holds
  std::string significance = "not_stated";  ///< significant, not_significant, not_stated
  std::string direction;                    ///< for a PICO: increased, decreased, no_difference, not_reported
  DirectionChances chances;                 ///< of these directions; 0 where no result names the outcome
  std::vector<SupportProblem> problems;
  std::vector<SupportRationale> rationale;
  /// What one sentence says that holds nearly all of the claim's terms: same, opposite, no_difference; "" where no sentence
  /// says so plainly. Stricter than the verdict, which weighs everything: made to accuse on.
  std::string answer;
  std::optional<SupportRationale> answered_by;
  std::vector<std::string> missing;  ///< the claim's figures that are nowhere in the evidence: "40 %"
  std::string instead;               ///< the figures of the sentence nearest to the claim in their place; may be empty
};

SupportJudgement judge_support(const EvidenceReading& claim, const std::vector<EvidenceReading>& evidence);

}  // namespace claimassay
