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
       "document", "base",   "third",       "past",         "participle", "gerund",   "change"},
      {{"evidence proof", bit(Keyword::evidence)},
       {"trial trials study studies research data review", bit(Keyword::studies)},
       {"studied tested examined investigated assessed evaluated established proven characterised "
        "characterized elucidated clarified",
        bit(Keyword::studied)},
       {"excluded dismissed ruled", bit(Keyword::excluded)},
       {"potential promise promising", bit(Keyword::promise)},
       {"work works worked performed", bit(Keyword::works)},
       {"make makes made", bit(Keyword::make)},
       {"difference differences interaction", bit(Keyword::difference)},
       {"offer offers offered provide provides provided gives gave there potential", bit(Keyword::offers)},
       {"test tests scan scans screening imaging assay assays swab biopsy ultrasound mammogram mammograms "
        "mammography questionnaire",
        bit(Keyword::tests)},
       {"million billion thousand", bit(Keyword::millions)},
       {"cause causes driver drivers trigger", bit(Keyword::causes)},
       {"carry carries carried pose poses posed face faces faced", bit(Keyword::bears)},
       {"way ways strategy strategies means approach approaches opportunity", bit(Keyword::ways)}});
  return table;
}

}  // namespace claimassay::claim_words
