// How sentences are worded: how sure they sound (0 to 5), whether they advise, and what they do other than state a
// finding (ask for research, tell the method, report what others claim). Cues are lines of
// data/lexicon/{certainty_cues,advice_cues, sentence_roles}.tsv; every answer can name the lines that gave it.
// Promises: spans are offsets into the text given. Costs: one pass over the words for all tables.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "core/vocabulary.h"
#include "parser/phrase_lexicon.h"

namespace claimassay {

enum class SentenceRole {
  research,
  registry,
  method,
  conclusion,
  finding,
  outlook,
  attributed,
  rebutted,
  definition,
  conditional_education,
  no_evidence,
  insufficient,
  undecided,
  weak_evidence,
  strong_evidence,
  present,
  past
};
template <>
struct Vocabulary<SentenceRole> {
  static constexpr std::string_view words[] = {
      "research",    "registry",     "method",    "conclusion",    "finding",
      "outlook",     "attributed",   "rebutted",  "definition",    "conditional_education",
      "no_evidence", "insufficient", "undecided", "weak_evidence", "strong_evidence",
      "present",     "past"};
};

/// The cues of one sentence (or any short stretch of text).
class Wording {
 public:
  /// `text` must outlive the reading; `offset` is added to every span.
  Wording(std::string_view text, std::size_t offset);
  /// The same of a text whose words are at hand: `words` are the sentence's, their spans count like those wanted here.
  Wording(std::string_view text, std::size_t offset, std::span<const Word> words);

  /// 0 none ... 2 possible, 3 probable, 4 unqualified, 5 over-certain: of the words inside `within`. Appends its cues.
  double certainty(Span within, std::vector<Cue>* cues = nullptr) const;
  /// Hedges inside `within` as one number, finer than the scale above: each further hedge counts a little.
  double hedging(Span within) const;
  /// Both in one: the step, lowered a little by every further hedge, between 0 and 5.
  double graded_certainty(Span within) const;
  /// How strongly the words relate two things, by single wordings (data/lexicon/relation_cues.tsv): what is left to ask of a
  /// sentence in which no claim was read. Appends the cue that decided.
  CausalRelation relation(Span within, std::vector<Cue>* cues = nullptr) const;
  Advice advice(Span within, std::vector<Cue>* cues = nullptr) const;
  /// Where a role's wording stands; empty when it does not. Appends it as a cue of `field`.
  Span role(SentenceRole role, std::vector<Cue>* cues = nullptr, std::string_view field = {}) const;
  bool has(SentenceRole wanted) const { return !role(wanted).empty(); }
  /// Every place where it does.
  std::vector<Span> roles(SentenceRole role) const;

 private:
  struct Hit {
    Span span;
    std::string_view says;
    double weight = 0;
    std::string_view pattern;
  };
  /// The hits that begin inside `within`.
  static std::span<const Hit> inside(const std::vector<Hit>& hits, Span within);
  bool false_hedge(const Hit& hit) const;

  void read(std::span<const Word> words);

  std::string_view text_;
  std::size_t offset_ = 0;
  std::vector<Hit> certainty_;
  std::vector<Hit> advice_;
  std::vector<Hit> roles_;
  std::vector<Hit> relations_;
};

}  // namespace claimassay
