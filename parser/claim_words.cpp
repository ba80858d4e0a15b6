#include "parser/claim_words.h"

namespace claimassay::claim_words {

const LexTable& table() {
  static const LexTable table(
      {"data/lexicon/claim_words.tsv"},
      {"effect",   "good",   "bad",         "assoc",        "assoc_noun", "compare",  "than",    "effect_noun",
       "be",       "have",   "do",          "negation",     "modal",      "seem",     "report",  "that",
       "in",       "of",     "with",        "to",           "on",         "by",       "and",     "but",
       "if",       "det",    "pronoun",     "size",         "adverb",     "signif",   "unclear", "people",
       "should",   "advise", "bad_outcome", "good_outcome", "mechanism",  "modifier", "frame",   "noun",
       "document", "base",   "third",       "past",         "participle", "gerund",   "change"});
  return table;
}

Classes classes_of(const std::vector<Phrase>& phrases) {
  Classes out = 0;
  for (const Phrase& phrase : phrases) {
    for (const LexToken& token : table().lex(phrase.text)) out |= token.classes;
  }
  return out;
}

}  // namespace claimassay::claim_words
