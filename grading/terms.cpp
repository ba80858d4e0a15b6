#include "grading/terms.h"

#include "core/text.h"

namespace claimassay {

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : tokens(text)) {
    if (token.kind != TokenKind::symbol) words.push_back(fold_plain(text.substr(token.span.begin, token.span.size())));
  }
  return words;
}

PhraseComparison best_match(const std::vector<Phrase>& phrases, const TermIndex& words) {
  PhraseComparison best;
  for (const Phrase& phrase : phrases) {
    PhraseComparison found = words.find(folded_words(phrase.text));
    if (best.terms.empty() || found.score > best.score) best = std::move(found);
  }
  return best;
}

double shared_terms(const std::vector<Phrase>& phrases, const TermIndex& words) {
  return best_match(phrases, words).score;
}

double shared_terms(const std::vector<Phrase>& phrases, std::string_view text) {
  return phrases.empty() ? 0 : shared_terms(phrases, TermIndex(folded_words(text)));
}

}  // namespace claimassay
