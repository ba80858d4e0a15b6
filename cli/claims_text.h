// What the filter `claims` reads from a text, as lines for people: every claim with its fields, and why each is as it is.
#pragma once

#include <string>
#include <string_view>

#include "parser/claims.h"

namespace claimassay {

/// `explain` adds to each value the words, the shape or wording, and the line of the lexicon.
std::string readable_reading(const TextReading& reading, std::string_view text, bool explain);

}  // namespace claimassay
