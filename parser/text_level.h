// What a text says as a whole (contract: `text_level` of the filter `claims`), gathered sentence by sentence: the
// strongest statement of a finding, advice, certainty of the wording, strength and direction of its conclusion; and
// which sentences state a claim, where in an abstract the place tells as well. Promises: one sentence changes the answer only by its own words and its place; every value
// but a default has a cue (the words and the shape or lexicon line that set it).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/sentence_claims.h"

namespace claimassay {

class TextLevel {
 public:
  explicit TextLevel(std::string_view section);

  /// Takes in the next sentence.
  void add(std::string_view text, Span sentence, const Wording& wording, const SentenceClaims& read);

  CausalRelation relation() const { return relation_; }
  Advice advice() const { return advice_; }
  double certainty() const;
  std::string strength() const;
  std::string direction() const;
  /// Of every sentence, in order: whether it states a claim of the writer.
  std::vector<bool> states_claim() const;
  /// Why: fields relation, advice, certainty, strength and direction.
  std::vector<Cue> cues() const;

 private:
  /// How often something was said, and where first.
  struct Tally {
    std::size_t count = 0;
    Cue first;
    void add(Cue cue);
  };

  void add_relation(std::string_view text, const Wording& wording, const SentenceClaims& read, Span sentence);
  void add_direction(const Claim& claim, Classes outcome);
  void add_evidence(const Wording& wording);

  /// What tells whether a sentence states a claim.
  struct Signs {
    bool aside = false;  ///< nothing of it is the writer's, or it is too short to say anything
    bool announces = false, finding = false, method = false, outlook = false, research = false;
    bool past = false, only_past = false, figures = false;
    bool claims = false;  ///< a claim or advice was read
  };
  static Signs signs_of(std::string_view words, Span sentence, const Wording& wording, const SentenceClaims& read);

  bool conclusion_section_ = false;
  CausalRelation relation_ = CausalRelation::none;
  Advice advice_ = Advice::none;
  Cue relation_cue_, advice_cue_;
  std::vector<Cue> certainty_cues_;
  double certainty_sum_ = 0;
  std::vector<Signs> sentences_;
  std::size_t findings_ = 0;
  Tally positive_, negative_, none_;
  Tally no_evidence_, insufficient_, weak_, strong_;
};

}  // namespace claimassay
