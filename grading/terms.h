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

/// The best matched of the phrases (the first of several alike); with a score of 0 and no terms for no phrases.
PhraseComparison best_match(const std::vector<Phrase>& phrases, const TermIndex& words);
/// How far the text speaks of it, 0 to 1.
double shared_terms(const std::vector<Phrase>& phrases, const TermIndex& words);
double shared_terms(const std::vector<Phrase>& phrases, std::string_view text);

}  // namespace claimassay
