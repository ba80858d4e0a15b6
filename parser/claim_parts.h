// The parts of a claim around its predicate: intervention, outcome, comparator, population; and the splitting of
// coordinated phrases ("low back pain, hip and knee osteoarthritis, and fibromyalgia" is four).
// Promises: every phrase's span lies inside the sentence; looks at most `farthest` tokens to either side, so that a
// sentence of any length stays linear.
#pragma once

#include <string_view>
#include <vector>

#include "core/claim.h"
#include "parser/claim_shape.h"

namespace claimassay {

struct ClaimParts {
  Pico pico;
  Span clause;  ///< from the first part to the last
  bool own_subject =
      true;  ///< false: the left side is empty or a pronoun, so that the subject stands in an earlier clause
};

/// `from` and `until` bound the clause: the ends of the neighbouring predicates' own parts, or of the sentence.
ClaimParts read_parts(std::string_view text, const ShapeMatch& match, const LexToken* from, const LexToken* until);

/// Splits a stretch of tokens into its coordinated phrases, without determiners and adverbs at their edges.
std::vector<Phrase> split_phrases(std::string_view text, const LexToken* begin, const LexToken* end);

}  // namespace claimassay
