// What a text says as a whole (contract: `text_level` of the filter `claims`), gathered sentence by sentence: the
// strongest statement of a finding, advice, certainty of the wording, strength and direction of its conclusion; and
// which sentences state a claim. Promises: one sentence changes the answer only by its own words and its place; every value
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

  /// Takes in the sentence number `index` of `count`; true when it states a claim of the writer.
  bool add(std::string_view text, Span sentence, const Wording& wording, const SentenceClaims& read, std::size_t index,
           std::size_t count);

  CausalRelation relation() const { return relation_; }
  Advice advice() const { return advice_; }
  double certainty() const;
  std::string strength() const;
  std::string direction() const;
  /// Why: fields relation, advice, certainty, strength and direction.
  std::vector<Cue> cues() const;

 private:
  /// How often something was said, and where first.
  struct Tally {
    std::size_t count = 0;
    Cue first;
    void add(Cue cue);
  };

  void add_relation(const Wording& wording, const SentenceClaims& read, Span sentence);
  void add_direction(const Claim& claim);
  void add_evidence(const Wording& wording);
  bool states_claim(std::string_view words, Span sentence, const Wording& wording, const SentenceClaims& read,
                    std::size_t index, std::size_t count) const;

  bool conclusion_section_ = false;
  CausalRelation relation_ = CausalRelation::none;
  Advice advice_ = Advice::none;
  Cue relation_cue_, advice_cue_;
  std::vector<Cue> certainty_cues_;
  double certainty_sum_ = 0;
  std::size_t sentences_ = 0;
  std::size_t findings_ = 0;
  Tally positive_, negative_, none_;
  Tally no_evidence_, insufficient_, weak_, strong_;
};

}  // namespace claimassay
