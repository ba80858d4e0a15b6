// Running text -> what it says: sentences, claims, citation markers, and the text as a whole (contract: filter `claims`).
// Promises: spans are offsets into the text given; every field that is set has a Cue. Costs: one pass over tokens.
#pragma once

#include <string_view>
#include <vector>

#include "core/article.h"
#include "core/claim.h"
#include "parser/numbers.h"

namespace claimassay {

struct SentenceReading {
  Span span;
  bool claim = false;
};

struct TextReading {
  CausalRelation relation = CausalRelation::none;  ///< of the strongest statement of a finding
  Advice advice = Advice::none;
  double certainty = 4;
  std::string strength = "moderate";     ///< insufficient, weak, moderate, strong
  std::string direction = "not_stated";  ///< positive, negative, no_effect, mixed, not_stated
  std::vector<Cue> cues;                 ///< of the five above; a default has none
  std::vector<SentenceReading> sentences;
  std::vector<Claim> claims;
  std::vector<CitationMarker> markers;  ///< Claim::markers points here
  std::vector<Quantity> quantities;     ///< what is counted, dosed, timed, shared out, in the order of the text
  std::vector<StatedGradeMention> stated_grades;  ///< also those that no claim carries
};

/// `section` is a heading that may help ("CONCLUSIONS"); `given` are sentence spans where the caller has split already.
TextReading read_text(std::string_view text, std::string_view section = "", const std::vector<Span>* given = nullptr);

/// The claims of an article's body: spans into its source, markers into article.markers, scope of citations as in the
/// contract (own sentence or list item, else carried from the marked sentence of the paragraph), keys set.
struct ArticleClaim {
  Claim claim;
  std::size_t section = 0;
};
std::vector<ArticleClaim> read_claims(const Article& article);

}  // namespace claimassay
