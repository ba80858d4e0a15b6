// Why a claim, or a text as a whole, is read as it is: per field the words, the claim shape or wording that decided, and the
// line of the lexicon where that wording stands, so that an editor of the lexicon finds it.
// Promises: every field that is set has an entry; spans are offsets into the text given. Costs: reads the lexicons again for
// every entry, so ask for it only when somebody wants to know.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"

namespace claimassay {

struct Explanation {
  std::string field;    ///< "direction", "population"
  std::string pattern;  ///< a claim shape ("active-effect") or a wording as its table spells it ("some evidence")
  std::string line;     ///< "claim_words.tsv:17"; empty where no lexicon decides
  Span span;            ///< the words
};

/// In the order: kind, intervention, comparator, outcome, population, direction, magnitude, relation, certainty, advice, negated,
/// stated_grade. A field at its default ("no hedge stands here") has no entry.
std::vector<Explanation> explain(const Claim& claim, std::string_view text);
/// The same for the cues of a text as a whole (TextReading::cues).
std::vector<Explanation> explain(const std::vector<Cue>& cues, std::string_view text);

}  // namespace claimassay
