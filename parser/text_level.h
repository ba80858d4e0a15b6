// What a text says as a whole (contract: `text_level` of the filter `claims`), gathered sentence by sentence: the
// strongest statement of a finding, advice, certainty of the wording, strength and direction of its conclusion; and
// which sentences state a claim. Promises: one sentence changes the answer only by its own words and its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/sentence_claims.h"

namespace claimassay {

class TextLevel {
 public:
  explicit TextLevel(std::string_view section) : section_(section) {}

  /// Takes in the sentence number `index` of `count`; true when it states a claim of the writer.
  bool add(std::string_view text, Span sentence, const Wording& wording, const SentenceClaims& read, std::size_t index,
           std::size_t count);

  CausalRelation relation() const { return relation_; }
  Advice advice() const { return advice_; }
  double certainty() const;
  std::string strength() const;
  std::string direction() const;

 private:
  void add_direction(const Claim& claim);

  std::string_view section_;
  CausalRelation relation_ = CausalRelation::none;
  Advice advice_ = Advice::none;
  double certainty_sum_ = 0;
  std::size_t sentences_ = 0;
  std::size_t positive_ = 0, negative_ = 0, none_ = 0, unclear_ = 0;
  std::size_t no_evidence_ = 0, insufficient_ = 0, weak_ = 0, strong_ = 0, findings_ = 0;
};

}  // namespace claimassay
