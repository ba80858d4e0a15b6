// The lexicon of claims (data/lexicon/claim_words.tsv) and its classes; what the claim shapes match over.
// Costs: the table is read once, at the first use; a class is a number, so that a shape compares no strings.
#pragma once

#include "parser/lexer.h"

namespace claimassay::claim_words {

enum Class : int {
  effect,
  good,
  bad,
  assoc,
  assoc_noun,
  compare,
  than,
  effect_noun,
  be,
  have,
  do_,
  negation,
  modal,
  seem,
  report,
  that,
  in,
  of,
  with,
  to,
  on,
  by,
  and_,
  but,
  if_,
  det,
  pronoun,
  size,
  adverb,
  signif,
  unclear,
  people,
  should,
  advise,
  bad_outcome,
  good_outcome,
  mechanism,
  modifier,
  frame,
  noun,
  document,
  base,
  third,
  past,
  participle,
  gerund,
  change
};
constexpr Classes bit(Class c) { return Classes{1} << c; }
template <class... C>
constexpr Classes any(C... c) {
  return (bit(c) | ...);
}

/// Words that a shape asks for by themselves, whatever class they have: bits of LexToken::keywords.
enum class Keyword : int {
  evidence,
  studies,
  studied,
  excluded,
  promise,
  works,
  make,
  difference,
  offers,
  tests,
  millions,
  causes,
  bears,
  ways
};
constexpr Classes bit(Keyword k) { return Classes{1} << static_cast<int>(k); }

const LexTable& table();

}  // namespace claimassay::claim_words
