// Closed vocabularies: an enum and the words by which the JSON, the rule language and the store know its values.
// One table per enum, so that a word is spelled once. Words are FHIR R5's and GRADE's, in snake_case.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace claimassay {

/// Specialise with `static constexpr std::string_view words[]`, in the order of the enumerators (which count from 0).
template <class E>
struct Vocabulary;

template <class E>
constexpr std::string_view word(E value) {
  return Vocabulary<E>::words[static_cast<std::size_t>(value)];
}

template <class E>
std::optional<E> from_word(std::string_view text) {
  std::size_t i = 0;
  for (std::string_view known : Vocabulary<E>::words) {
    if (known == text) return static_cast<E>(i);
    ++i;
  }
  return std::nullopt;
}

// Certainty and the ratings of a domain ------------------------------------------------------------------------------

/// How sure we are of an effect; `insufficient` is an answer, `not_gradable` says that no answer was possible.
enum class Certainty { high, moderate, low, very_low, insufficient, not_applicable, not_gradable };
template <>
struct Vocabulary<Certainty> {
  static constexpr std::string_view words[] = {"high",         "moderate",       "low",         "very_low",
                                               "insufficient", "not_applicable", "not_gradable"};
};

enum class Domain {
  risk_of_bias,
  inconsistency,
  indirectness,
  imprecision,
  publication_bias,
  large_effect,
  dose_response_gradient,
  plausible_confounding
};
template <>
struct Vocabulary<Domain> {
  static constexpr std::string_view words[] = {
      "risk_of_bias",     "inconsistency", "indirectness",           "imprecision",
      "publication_bias", "large_effect",  "dose_response_gradient", "plausible_confounding"};
};

enum class Rating {
  no_concern,
  serious_concern,
  very_serious_concern,
  extremely_serious_concern,
  not_applicable,
  unknown
};
template <>
struct Vocabulary<Rating> {
  static constexpr std::string_view words[] = {"no_concern",           "serious_concern",
                                               "very_serious_concern", "extremely_serious_concern",
                                               "not_applicable",       "unknown"};
};

enum class Consistency { consistent, mostly_consistent, mixed, single, unknown };
template <>
struct Vocabulary<Consistency> {
  static constexpr std::string_view words[] = {"consistent", "mostly_consistent", "mixed", "single", "unknown"};
};

// Studies --------------------------------------------------------------------------------------------------------------

enum class Design {
  systematic_review,
  rct,
  nonrandomised_trial,
  cohort,
  case_control,
  cross_sectional,
  case_series,
  case_report,
  narrative_review,
  guideline,
  opinion,
  protocol,
  animal,
  in_vitro,
  qualitative,
  model,
  other,
  unknown
};
template <>
struct Vocabulary<Design> {
  static constexpr std::string_view words[] = {"systematic_review",
                                               "rct",
                                               "nonrandomised_trial",
                                               "cohort",
                                               "case_control",
                                               "cross_sectional",
                                               "case_series",
                                               "case_report",
                                               "narrative_review",
                                               "guideline",
                                               "opinion",
                                               "protocol",
                                               "animal",
                                               "in_vitro",
                                               "qualitative",
                                               "model",
                                               "other",
                                               "unknown"};
};

enum class RecordStatus { ok, retracted, concern, corrected, protocol, preprint, notice };
template <>
struct Vocabulary<RecordStatus> {
  static constexpr std::string_view words[] = {"ok",       "retracted", "concern", "corrected",
                                               "protocol", "preprint",  "notice"};
};

// Claims ---------------------------------------------------------------------------------------------------------------

enum class ClaimKind { effect, harm, mechanism, association, recommendation, diagnosis, prognosis, prevalence, other };
template <>
struct Vocabulary<ClaimKind> {
  static constexpr std::string_view words[] = {"effect",    "harm",      "mechanism",  "association", "recommendation",
                                               "diagnosis", "prognosis", "prevalence", "other"};
};

enum class Direction { improves, worsens, increases, decreases, no_effect, mixed, unclear, not_stated };
template <>
struct Vocabulary<Direction> {
  static constexpr std::string_view words[] = {"improves",  "worsens", "increases", "decreases",
                                               "no_effect", "mixed",   "unclear",   "not_stated"};
};

enum class Magnitude { trivial, small, moderate, large, not_stated };
template <>
struct Vocabulary<Magnitude> {
  static constexpr std::string_view words[] = {"trivial", "small", "moderate", "large", "not_stated"};
};

/// The causal ladder of a statement, weakest first.
enum class CausalRelation { none, correlational, conditional_causal, direct_causal };
template <>
struct Vocabulary<CausalRelation> {
  static constexpr std::string_view words[] = {"none", "correlational", "conditional_causal", "direct_causal"};
};

enum class Advice { none, weak, strong };
template <>
struct Vocabulary<Advice> {
  static constexpr std::string_view words[] = {"none", "weak", "strong"};
};

/// A grade that a text states of its own evidence.
enum class StatedGrade { high, moderate, low, very_low, insufficient, mixed };
template <>
struct Vocabulary<StatedGrade> {
  static constexpr std::string_view words[] = {"high", "moderate", "low", "very_low", "insufficient", "mixed"};
};

// Review -----------------------------------------------------------------------------------------------------------------

enum class Severity { info, minor, major, blocker };
template <>
struct Vocabulary<Severity> {
  static constexpr std::string_view words[] = {"info", "minor", "major", "blocker"};
};

enum class RecommendationDirection { in_favour, against, neither };
template <>
struct Vocabulary<RecommendationDirection> {
  static constexpr std::string_view words[] = {"for", "against", "neither"};
};

enum class RecommendationStrength { strong, conditional, none };
template <>
struct Vocabulary<RecommendationStrength> {
  static constexpr std::string_view words[] = {"strong", "conditional", "none"};
};

}  // namespace claimassay
