// "MCID 0.22", "a minimal important difference of 5 points": the smallest difference that patients notice, as a text states
// it for its outcome. Promises: a positive number, and the span of anchor and number. Refuses percentages and numbers further
// than a few words away. Costs: one pass over the tokens.
#pragma once

#include <string_view>
#include <vector>

#include "core/span.h"

namespace claimassay {

struct StatedDifference {
  double value = 0;  ///< on the scale of the outcome, without its sign
  Span span;
};

std::vector<StatedDifference> read_important_differences(std::string_view text);

}  // namespace claimassay
