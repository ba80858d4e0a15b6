// The stretch of a text that shows why it was found, and the places of the words in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "store/search_expression.h"
#include "store/search_result.h"

namespace claimassay {

/// Where the phrases stand in a text, in order, no two overlapping.
std::vector<Span> find_phrases(std::string_view text, const std::vector<SearchPhrase>& phrases);

/// The stretch of `text` (some 30 words) that holds the most different phrases; the beginning when none.
Snippet make_snippet(std::string_view text, const std::vector<SearchPhrase>& phrases);

}  // namespace claimassay
