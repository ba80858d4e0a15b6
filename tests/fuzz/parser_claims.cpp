// The claim reader on any bytes: no crash, every span inside the text, certainty on its scale, the same text twice gives the
// same claims, and what a claim shape says that it needs hides none of what it finds.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/text.h"
#include "parser/claims.h"
#include "parser/numbers.h"
#include "parser/predicates.h"
#include "parser/stated_grade.h"

using namespace claimassay;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void require_inside(Span span, std::string_view text) { require(span.begin <= span.end && span.end <= text.size()); }

void require_same_predicates(std::string_view text) {
  const FoldedText folded(text);
  for (const Span sentence : sentences(text)) {
    const std::vector<LexToken> tokens = claim_words::table().lex(text, folded.inside(sentence));
    const std::vector<Predicate> found = find_predicates(tokens);
    const std::vector<Predicate> always = find_predicates(tokens, true);
    require(found.size() == always.size());
    for (std::size_t i = 0; i < found.size(); ++i)
      require(found[i].shape == always[i].shape && found[i].match.end == always[i].match.end);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = replace_invalid_utf8({reinterpret_cast<const char*>(data), size});
  const TextReading reading = read_text(text);
  require(reading.certainty >= 0 && reading.certainty <= 5);
  for (const SentenceReading& sentence : reading.sentences) require_inside(sentence.span, text);
  for (const Claim& claim : reading.claims) {
    require_inside(claim.span, text);
    require(claim.sentence.contains(claim.span));
    require(claim.certainty >= 0 && claim.certainty <= 5);
    require(text.substr(claim.span.begin, claim.span.size()) == claim.text);
    for (const auto* phrases :
         {&claim.pico.population, &claim.pico.intervention, &claim.pico.comparator, &claim.pico.outcome}) {
      for (const Phrase& phrase : *phrases) require_inside(phrase.span, text);
    }
    for (const EffectEstimate& estimate : claim.estimates) require_inside(estimate.span, text);
    for (const Cue& cue : claim.cues) require_inside(cue.span, text);
    for (const std::size_t marker : claim.markers) require(marker < reading.markers.size());
  }
  for (const EffectEstimate& estimate : read_numbers(text).estimates) require_inside(estimate.span, text);
  for (const StatedGradeMention& grade : read_stated_grades(text)) require_inside(grade.words.span, text);
  require_same_predicates(text);
  const TextReading again = read_text(text);
  require(again.claims.size() == reading.claims.size());
  for (std::size_t i = 0; i < again.claims.size(); ++i) require(again.claims[i].key == reading.claims[i].key);
  return 0;
}
