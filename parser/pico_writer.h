// Stretches of tokens put under a claim's parts: each stretch loses the words that only join it to the others ("those taking
// X", "a trial of 52 adults", "the Zinol group"), and is split into its phrases.
// Promises: an empty stretch adds nothing; spans lie inside the stretch; linear in its tokens.
#pragma once

#include <string_view>
#include <vector>

#include "core/claim.h"
#include "parser/claim_words.h"

namespace claimassay {

class PicoWriter {
 public:
  using At = const LexToken*;

  /// Writes to `pico`, which outlives it; tokens are those of `text`.
  PicoWriter(std::string_view text, Pico& pico) : text_(text), pico_(pico) {}

  void outcome(At begin, At end);
  void people(At begin, At end);
  /// What acts, who takes it, and what it is compared with, where the stretch says so: "adults with gout taking X", "X versus Y".
  void intervention(At begin, At end);
  /// What is given, and nothing else.
  void exposure(At begin, At end) { put_exposure(pico_.intervention, begin, end); }
  void comparator(At begin, At end) { put_exposure(pico_.comparator, begin, end); }
  /// Behind a "between": "A and B (in Y)", of which the first is compared with the others.
  void between(At begin, At end);

 private:
  void put_exposure(std::vector<Phrase>& into, At begin, At end);

  std::string_view text_;
  Pico& pico_;
};

}  // namespace claimassay
