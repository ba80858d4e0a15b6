// A guideline summary and its recommendations. Certainty and strength never share a field: the words are kept as written,
// the mapping to a common scale belongs to the parser's table of schemes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/source.h"
#include "core/vocabulary.h"

namespace claimassay {

struct Recommendation {
  int ordinal = 0;    ///< 1-based, in the order of the document
  std::string label;  ///< "Recommendation 3", "1.2.1"; may be empty
  std::string text;
  Span span;
  RecommendationDirection direction = RecommendationDirection::neither;
  std::string strength_words;   ///< as written: "strong recommendation", "We suggest", "COR 2a"
  std::string certainty_words;  ///< as written: "low-quality evidence", "LOE B-R"
  RecommendationStrength strength = RecommendationStrength::none;
  std::optional<StatedGrade> certainty;  ///< on the common scale; nothing when not stated or the scheme is unknown
  std::string scheme;                    ///< GRADE, ACC/AHA ...; empty = not named
};

struct Guideline {
  std::string id;  ///< "guideline:" + a hash of issuer, title and year
  std::string title;
  std::string issuer;
  int year = 0;
  std::string url;
  std::string doi;
  std::vector<Recommendation> recommendations;
  std::string text;  ///< the whole summary, for search and quotation
};

}  // namespace claimassay
