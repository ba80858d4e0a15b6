// A claim said in the words that its certainty allows: GRADE's informative statements (Santesso 2020), by size of effect,
// certainty and reader, as data/tables/statements.tsv has them. One hedge per sentence; the author's intervention and outcome stay, and no number is added.
// Refuses (empty) where intervention, outcome or direction are not known: half a sentence would be worse than none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/audience.h"
#include "core/claim.h"
#include "core/vocabulary.h"

namespace claimassay {

struct WordingAsked {
  Certainty certainty = Certainty::low;
  std::string band;                                 ///< trivial, small, moderate, large; "" = the size is not known
  bool mixed = false;                               ///< the sources disagree
  std::optional<Audience> audience = std::nullopt;  ///< whom the words are for; nothing = an editor
};

std::string suggested_wording(const Claim& claim, const WordingAsked& asked);

/// False where the text puts into a sentence what was read from the claim and does not read as the name of a thing.
bool fits_in_sentence(const Claim& claim, std::string_view text);

/// What the certainty licenses beside the verb: "", "probably", "may", "very uncertain".
std::string licensed_words(Certainty certainty);

}  // namespace claimassay
