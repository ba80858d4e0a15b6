// Phrases of a claim looked for in a piece of text, by the matcher of match.h: the door through which facts ask "does this
// sentence speak of that outcome?".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "grading/match.h"

namespace claimassay {

/// Folded words and numbers, in order.
std::vector<std::string> folded_words(std::string_view text);

/// How far the text speaks of the best matched of the phrases, 0 to 1; 0 for no phrases.
double shared_terms(const std::vector<Phrase>& phrases, std::string_view text);
/// The same against words that were indexed once; `because` names what matched.
double shared_terms(const std::vector<Phrase>& phrases, const TermIndex& words, std::string* because = nullptr);

}  // namespace claimassay
