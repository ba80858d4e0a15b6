#include "parser/text_level.h"

#include <algorithm>
#include <cmath>

#include "parser/certainty_model.h"
#include "parser/claim_words.h"

namespace claimassay {

namespace {

using namespace claim_words;

bool says_any(const std::vector<Phrase>& phrases, Classes classes) {
  for (const Phrase& phrase : phrases) {
    for (const LexToken& token : table().lex(phrase.text)) {
      if (token.is(classes)) return true;
    }
  }
  return false;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// Results are told in the past, what they mean in the present.
bool in_the_present(std::string_view words) {
  return contains_any(words, {" is ", " are ", " can ", " could ", "his ", "hese ", "ur "}) &&
         !contains_any(words,
                       {" was ", " were ", " had ", "ncreased ", "ecreased ", "educed ", "howed ", "%", "=", "<"});
}

/// "X can reduce Y" is read as a plain statement of an effect by most people, unlike "may reduce".
bool only_can(const Wording& wording, Span claim) {
  std::vector<Cue> cues;
  wording.certainty(claim, &cues);
  return !cues.empty() && cues.front().pattern == "can";
}

/// Where the sentence begins to advise or to ask for research; npos when it does neither.
std::size_t asks_from(const Wording& wording, Span sentence) {
  std::size_t from = std::string_view::npos;
  std::vector<Cue> cues;
  if (wording.advice(sentence, &cues) == Advice::strong) from = cues.front().span.begin;
  if (const Span research = wording.role(SentenceRole::research); !research.empty())
    from = std::min(from, research.begin);
  return from;
}

}  // namespace

void TextLevel::add_direction(const Claim& claim) {
  const bool good = says_any(claim.pico.outcome, bit(good_outcome));
  const bool bad = says_any(claim.pico.outcome, bit(bad_outcome));
  switch (claim.direction) {
    case Direction::improves: ++positive_; break;
    case Direction::worsens: ++negative_; break;
    case Direction::increases: ++(bad && !good ? negative_ : positive_); break;
    case Direction::decreases: ++(good && !bad ? negative_ : positive_); break;
    case Direction::no_effect: ++none_; break;
    case Direction::unclear: ++unclear_; break;
    default: break;
  }
}

bool TextLevel::add(std::string_view text, Span sentence, const Wording& wording, const SentenceClaims& read,
                    std::size_t index, std::size_t count) {
  const std::string_view words = text.substr(sentence.begin, sentence.size());
  ++sentences_;
  certainty_sum_ += perceived_certainty(words, wording.graded_certainty(sentence));
  const bool registry = wording.has(SentenceRole::registry);
  if (!read.set_aside) advice_ = std::max(advice_, wording.advice(sentence));
  // Within a sentence the main statement counts: an association with an effect told in passing stays an association.
  const bool associated = !read.claims.empty() && read.claims.front().kind == ClaimKind::association &&
                          read.claims.front().relation == CausalRelation::correlational;
  // "X should be given to reduce Y" tells what to do, not what was found; a finding that stands before it counts.
  const std::size_t asks = asks_from(wording, sentence);
  for (const Claim& claim : read.claims) {
    CausalRelation relation = claim.relation;
    if (relation == CausalRelation::conditional_causal && only_can(wording, claim.span))
      relation = CausalRelation::direct_causal;
    if (associated) relation = std::min(relation, CausalRelation::correlational);
    if (claim.span.end <= asks) relation_ = std::max(relation_, relation);
    add_direction(claim);
  }
  if (read.claims.empty() && !read.set_aside) relation_ = std::max(relation_, wording.relation(sentence));
  findings_ += !read.claims.empty();
  if (wording.has(SentenceRole::no_evidence)) {
    ++(contains_any(words, {"nsufficient", "not enough", "nadequate", "lack of", "ack of", "cannot", "not possible"})
           ? insufficient_
           : no_evidence_);
  }
  weak_ += contains_any(words, {"some evidence", "limited evidence", "low quality", "low-quality", "weak evidence",
                                "small number", "not strong enough", "may "});
  strong_ += contains_any(words, {"strong evidence", "high-quality evidence", "high quality evidence", "good evidence",
                                  "clearly", "convincing"});

  if (read.set_aside || registry) return false;
  const bool announces = wording.has(SentenceRole::conclusion);
  const bool finding = wording.has(SentenceRole::finding);
  const bool conclusion_section = contains_any(section_, {"CONCLU", "onclu", "DISCUSS", "iscuss"});
  const bool method = wording.has(SentenceRole::method) && !finding;
  // A text of its own is judged by what it says; in an abstract the place tells too: findings are concluded at the end.
  if (count < 4 || conclusion_section)
    return !method && (announces || finding || !read.claims.empty() || wording.advice(sentence) != Advice::none);
  const bool outlook = wording.has(SentenceRole::outlook);
  switch (count - 1 - index) {
    case 0: return announces || finding || !(outlook || method);
    case 1: return !method && !outlook && (announces || finding || in_the_present(words));
    case 2: return !method && (finding || (announces && in_the_present(words)));
    default: return finding;
  }
}

double TextLevel::certainty() const {
  if (sentences_ == 0) return 4;
  return std::round(100 * certainty_sum_ / static_cast<double>(sentences_)) / 100;
}

std::string TextLevel::strength() const {
  if (insufficient_ > 0 && findings_ <= insufficient_) return "insufficient";
  if (weak_ > 0) return "weak";
  if (strong_ > 0 && no_evidence_ == 0) return "strong";
  return "moderate";
}

std::string TextLevel::direction() const {
  if (positive_ > 0 && negative_ > 0) return positive_ >= negative_ ? "positive" : "negative";
  if (insufficient_ > 0 && positive_ + negative_ == 0) return "not_stated";
  if (no_evidence_ > 0 && positive_ + negative_ == 0) return "no_effect";
  if (positive_ > 0) return "positive";
  if (negative_ > 0) return "negative";
  if (none_ > 0) return "no_effect";
  return "not_stated";
}

}  // namespace claimassay
