// The words that join the parts of a clause: who is given what, against whom, for how long. What claim_parts.cpp asks of a
// token and its neighbours.
// Promises: every question looks at most a dozen tokens ahead, so that a clause of any length stays linear.
#pragma once

#include <array>
#include <string_view>

#include "parser/claim_words.h"

namespace claimassay::clause_words {

using At = const LexToken*;

/// The token is that word, by itself.
template <std::size_t n>
bool one_of(At token, const std::array<std::string_view, n>& words) {
  if (token->row && token->row->words.size() > 1) return false;
  const std::string_view word = token->row ? std::string_view(token->row->words[0]) : token->folded;
  for (const std::string_view wanted : words) {
    if (word == wanted) return true;
  }
  return false;
}
inline bool one_of(At token, std::string_view word) { return one_of(token, std::array{word}); }

inline bool comma(At token) { return token->symbol == ','; }
bool clause_end(At token);
/// "is", "were", "has", "may": no name holds one.
bool finite_auxiliary(At token);
/// "trial", "studies", "review"
bool names_study(At token);
/// "belief", "idea", "say": what follows a "that" is thought by somebody.
bool names_belief(At token);
/// "taking", "treated with": people and what they are given stand on its two sides.
bool gives(At token);
/// "older adults", "48 people with gout", "the elderly": the word that names them; null when nobody is named near.
At people_in(At at, At until);
bool group_word(At token);
/// "lower abdominal", "upper airway": there the word is a place, not a comparison; "lower body weight" compares.
bool names_place(At token, At end);
/// "the Zinol group", "the placebo arm" name what was given; "the younger group" does not. Where the arm that begins at `at`
/// ends; null when it is none.
At arm_end(At at, At until);
/// "in older adults", but not "in the Zinol group"
bool opens_population(At at, At until);
/// "within 1 week", "by 20%", "for 6 weeks": how long or how much, no treatment; "6 weeks of X" names one behind it. Where the
/// measure ends; null when there is none.
At behind_measure(At at, At until);
/// "the effect of X on Y", "X's effect on Y" inside a phrase: its two sides.
bool effect_of_on(At begin, At end, At& x_begin, At& x_end, At& y_begin);

}  // namespace claimassay::clause_words
