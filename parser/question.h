// A question about an effect, in its usual shapes -> who, what, against what, on which outcome: "Does Zinol reduce pain
// compared with placebo?", "Is mortality higher or lower when comparing Zinol to placebo?", "What is the effect of Zinol on
// pain in adults?". Promises: spans are offsets into the text; parts that are not asked for stay empty, and a text of another
// shape has none at all. Costs: one pass over the words.
#pragma once

#include <string_view>

#include "core/claim.h"

namespace claimassay {

Pico read_question(std::string_view text);

}  // namespace claimassay
