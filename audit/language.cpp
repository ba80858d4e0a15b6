#include "audit/language.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace claimassay {

namespace {

// Words that any English paragraph is full of and that other languages do not share ("in", "an", "as" are shared).
constexpr std::array<std::string_view, 30> function_words = {
    "and", "are", "be", "been", "but",  "by",   "can",  "for", "from",  "has",   "have", "is", "it",  "its",   "may",
    "not", "of",  "on", "or",   "such", "than", "that", "the", "their", "these", "this", "to", "was", "which", "with"};

constexpr std::size_t enough_words = 60;
constexpr std::size_t sample_words = 5000;
// Running English has 25 to 40 in a hundred, lists of terms still 8 or more; other languages in Latin letters stay under 2.
constexpr double least_share = 0.04;

}  // namespace

std::optional<bool> looks_english(std::string_view text) {
  text = text.substr(0, std::min<std::size_t>(text.size(), 100'000));
  std::size_t words = 0, english = 0;
  for (const Token& token : tokens(text)) {
    if (token.kind != TokenKind::word) continue;
    const std::string folded = fold(text.substr(token.span.begin, token.span.size()));
    english += std::find(function_words.begin(), function_words.end(), folded) != function_words.end();
    if (++words == sample_words) break;
  }
  if (words < enough_words) return std::nullopt;
  return static_cast<double>(english) >= least_share * static_cast<double>(words);
}

}  // namespace claimassay
