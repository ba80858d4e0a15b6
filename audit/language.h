// Is a text English? The wording rules are English only; anything else must be said to be unread, never found clean.
// Decides by the share of English function words among the words, and refuses (unknown) to decide on a short text.
#pragma once

#include <optional>
#include <string_view>

namespace claimassay {

std::optional<bool> looks_english(std::string_view text);

}  // namespace claimassay
