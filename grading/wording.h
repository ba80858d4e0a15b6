// A claim said in the words that its certainty allows: GRADE's informative statements (Santesso 2020, condensed), by size
// of effect and certainty. One hedge per sentence; the author's intervention and outcome stay, and no number is added.
// Refuses (empty) where intervention, outcome or direction are not known: half a sentence would be worse than none.
#pragma once

#include <optional>
#include <string>

#include "core/claim.h"
#include "core/vocabulary.h"

namespace claimassay {

struct WordingAsked {
  Certainty certainty = Certainty::low;
  std::string band;   ///< trivial, small, moderate, large; "" = the size is not known
  bool mixed = false; ///< the sources disagree
};

std::string suggested_wording(const Claim& claim, const WordingAsked& asked);

/// What the certainty licenses beside the verb: "", "probably", "may", "very uncertain".
std::string licensed_words(Certainty certainty);

}  // namespace claimassay
