// The lexicon of numbers (data/lexicon/number_words.tsv) and its classes, shared by the two halves of parser/numbers.h:
// estimates and quantities. Costs: the table is read once, at the first use.
#pragma once

#include <string_view>
#include <vector>

#include "parser/lexer.h"
#include "parser/numbers.h"

namespace claimassay::number_words {

enum Class : int {
  measure,
  ci,
  p,
  link,
  to,
  and_,
  percent,
  points,
  number,
  people,
  studies,
  events,
  dose,
  time,
  frequency,
  times,
  often,
  factor,
  times_what,
  i2,
  sd,
  spread,
  age,
  of,
  share
};
constexpr Classes bit(Class c) { return Classes{1} << c; }

const LexTable& table();

/// A number in digits or in words.
bool is_number(const LexToken& token);
double value_of(const LexToken& token);
/// Hyphens, dashes and the minus sign.
bool is_dash(const LexToken& token);
bool is_minus(const LexToken& token);

/// What is counted, dosed and timed; skips the tokens of the estimates that were found.
void read_quantities(std::string_view text, const std::vector<LexToken>& tokens,
                     const std::vector<EffectEstimate>& estimates, std::vector<Quantity>& out);

}  // namespace claimassay::number_words
