// How sure a sentence sounds to people who rate it, on the scale of Wording::certainty (0 to 5) but without its steps: a sum of
// small weights over words, pairs of words and what the table of cues says. The weights are data
// (data/certainty_weights.tsv), learned by bench/learn/certainty.cpp from ratings that people gave.
// Promises: on which side of `hedged` a sentence falls is decided by the cues, which an editor can read, never by the weights.
// Costs: one pass over the bytes and two look-ups a word.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace claimassay {

/// Midway between probable (3) and unqualified (4): what is below is hedged.
constexpr double hedged = 3.5;

/// What of a sentence has a weight, each once: "may", "more likely", "(cues)", "(length)". `cues` is the certainty that the
/// table of cues gives it.
std::vector<std::pair<std::string, double>> certainty_features(std::string_view sentence, double cues);

double perceived_certainty(std::string_view sentence, double cues);

}  // namespace claimassay
