// What a sentence says of blinding, allocation, losses, sample size, funding ...: evidence by item, from the wordings of
// lexicon/study_bias.tsv, the label of the section and, for sentences that no wording settles, a sum of small weights over
// words and pairs of words (data/bias_weights.tsv, learned by bench/learn/bias.cpp).
// Promises: every item found names the words that speak most for it; what a wording says plainly is found.
// Costs: one pass over the words, a stem and two look-ups each.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/record_text.h"

namespace claimassay {

inline constexpr std::array<std::string_view, 10> bias_items{
    "blinding", "sequence_generation", "allocation_concealment",
    "losses",   "limitations",         "sample_size",
    "funding",  "registration",        "harms",
    "design"};

struct BiasEvidence {
  double wording = 0;  ///< of the lexicon's rows that match
  double label = 0;    ///< what the section's label lends
  double best = 0;     ///< of a single row
  Span span;           ///< of that row's match
  double words = 0;    ///< learned weights of the sentence's words and of the label's
  double heaviest = 0;
  Span heaviest_span;  ///< of the word or pair that weighs most
};

using SentenceEvidence = std::array<BiasEvidence, bias_items.size()>;

/// One entry for every sentence of the text.
std::vector<SentenceEvidence> read_bias_evidence(const RecordText& text);
/// Above 0: the sentence speaks of item number `item`. `span`: the words that say so.
double bias_score(const SentenceEvidence& evidence, std::size_t item, Span& span);

/// What the weights are learned for, by name and each name once, sentence by sentence: stems, pairs of stems ("^" begins the
/// sentence, "#" is a number), "@" and a stem of the section's label.
std::vector<std::vector<std::string>> bias_features(const RecordText& text);
/// A wording that names the item by itself; no weight outvotes it.
bool says_plainly(const BiasEvidence& evidence);
/// The item's own evidence as features of the model, by name: "(wording)", "(label)", "(both)".
std::array<std::pair<std::string_view, double>, 3> wording_features(const BiasEvidence& evidence);

}  // namespace claimassay
