// Do two pieces of text speak of the same thing, by the words of content that they share?
#pragma once

#include <string_view>
#include <vector>

#include "core/claim.h"

namespace claimassay {

/// Share of the phrases' words of content that the text has too, 0 to 1, compared by stem; 0 for no phrases.
double shared_terms(const std::vector<Phrase>& phrases, std::string_view text);
double shared_terms(std::string_view phrase, std::string_view text);

}  // namespace claimassay
