// One sentence -> its claims. The shapes find predicates, the parts around them are read, and what the sentence does
// other than state a finding (asks for research, tells a method, reports or rebuts what others claim) takes claims away
// again. Promises: spans are offsets into the whole text; works on a sentence of any length in linear time.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "parser/folded_text.h"
#include "parser/stem.h"
#include "parser/wording.h"

namespace claimassay {

struct SentenceClaims {
  std::vector<Claim> claims;
  std::vector<Classes> outcome_words;  ///< of each claim: the classes of the words of its outcomes
  bool set_aside =
      false;  ///< a question, a quotation, an attributed or rebutted statement: nothing of it is the writer's
};

/// `text` is the whole text, `sentence` a span of it, `folded` its tokens, `wording` its cues. `subject` are the
/// interventions of the sentence before, for "It also reduces Y"; it is replaced by this sentence's. `markers` are the
/// citation markers of the sentence, in order: they are no words of a phrase ("fibromyalgia 3"). `stem` is what a list item goes
/// on with; may be null.
SentenceClaims read_sentence(std::string_view text, Span sentence, std::span<const FoldedToken> folded,
                             const Wording& wording, std::span<const Span> markers, std::vector<Phrase>& subject,
                             const Stem* stem = nullptr);

}  // namespace claimassay
