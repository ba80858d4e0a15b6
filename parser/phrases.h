// Stretches of tokens -> the phrases that a claim's parts are listed as: coordinated ones taken apart ("low back pain, hip
// and knee osteoarthritis, and fibromyalgia" is four), words at the edges that name nothing left off.
// Promises: every phrase's span lies inside the stretch; linear in its tokens.
#pragma once

#include <string_view>
#include <vector>

#include "core/claim.h"
#include "parser/claim_words.h"

namespace claimassay {

/// What a stretch names; it decides which words at its edges belong to it. "fewer headaches" is headaches, but "older women" are
/// older women and "lower doses" are lower doses.
enum class PhraseOf { outcome, exposure, people };

std::vector<Phrase> split_phrases(std::string_view text, const LexToken* begin, const LexToken* end,
                                  PhraseOf what = PhraseOf::outcome);

/// The word as it stands in the text, in small letters, whether the lexicon has it or not ("less likely": "less likely").
std::string_view written(const LexToken& token);

}  // namespace claimassay
