#include "grading/terms.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "core/text.h"

namespace claimassay {

namespace {

bool empty_word(std::string_view word) {
  constexpr std::array<std::string_view, 28> words = {"a",  "an", "and", "are",  "as",    "at",   "by",  "for",  "from", "in",
                                                      "is", "it", "its", "of",   "on",    "or",   "our", "that", "the",  "their",
                                                      "this", "to", "was", "were", "which", "with", "we", "your"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::set<std::string> stems(std::string_view text) {
  std::set<std::string> out;
  for (const Token& token : tokens(text)) {
    if (token.kind == TokenKind::symbol) continue;
    const std::string word = fold_plain(text.substr(token.span.begin, token.span.size()));
    if (!empty_word(word)) out.insert(stem(word));
  }
  return out;
}

}  // namespace

double shared_terms(std::string_view phrase, std::string_view text) {
  const std::set<std::string> wanted = stems(phrase);
  if (wanted.empty()) return 0;
  const std::set<std::string> found = stems(text);
  const auto hits = std::count_if(wanted.begin(), wanted.end(), [&](const std::string& w) { return found.contains(w); });
  return static_cast<double>(hits) / static_cast<double>(wanted.size());
}

double shared_terms(const std::vector<Phrase>& phrases, std::string_view text) {
  double best = 0;
  for (const Phrase& phrase : phrases) best = std::max(best, shared_terms(phrase.text, text));
  return best;
}

}  // namespace claimassay
