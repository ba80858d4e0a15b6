// The parts of a claim around its predicate: intervention, outcome, comparator, population.
// Promises: every phrase's span lies inside the sentence; looks at most `farthest` tokens to either side, so that a
// sentence of any length stays linear.
#pragma once

#include <string_view>
#include <vector>

#include "core/claim.h"
#include "parser/claim_shape.h"
#include "parser/phrases.h"

namespace claimassay {

struct ClaimParts {
  Pico pico;
  Span clause;  ///< from the first part to the last
  bool own_subject =
      true;  ///< false: the left side is empty or a pronoun, so that the subject stands in an earlier clause
  Magnitude magnitude = Magnitude::not_stated;  ///< said behind the outcome: "reduces pain slightly"
  bool denied = false;                          ///< "neither X nor Y": the subject denies what the predicate says
  std::vector<Phrase> not_also;                 ///< outcomes that the clause denies: "improved sleep but not mood"
  std::vector<Phrase> not_also_people;          ///< people of whom it denies it: "in women but not in men"
  std::size_t not_also_end = 0;                 ///< where those words end
};

/// `from` and `until` bound the clause: the ends of the neighbouring predicates' own parts, or of the sentence.
ClaimParts read_parts(std::string_view text, const ShapeMatch& match, const LexToken* from, const LexToken* until);
}  // namespace claimassay
