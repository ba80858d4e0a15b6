#include "parser/text_level.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "parser/certainty_model.h"
#include "parser/claim_words.h"

namespace claimassay {

namespace {

using namespace claim_words;

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

/// "(c) 2016 Kelding", an address, "Kelding Res; 76(10); 2857-62": printed with an abstract, and no sentence of it.
bool imprint(std::string_view words) {
  for (std::size_t at = words.find(':'); at != std::string_view::npos; at = words.find(':', at + 1)) {
    if (words.substr(0, at).ends_with("http") || words.substr(0, at).ends_with("https")) return true;
  }
  if (words.find("\u00a9") != std::string_view::npos || words.find("www.") != std::string_view::npos) return true;
  std::ptrdiff_t letters = 0, digits = 0;
  for (const char c : words) {
    letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    digits += c >= '0' && c <= '9';
  }
  return digits >= letters;
}

const Cue* cue_of(const Claim& claim, std::string_view field) {
  for (const Cue& cue : claim.cues) {
    if (cue.field == field) return &cue;
  }
  return nullptr;
}

Cue for_field(const Cue* cue, std::string_view field) {
  return cue ? Cue{std::string(field), cue->pattern, cue->span} : Cue{std::string(field), "", {}};
}

}  // namespace

TextLevel::TextLevel(std::string_view section) {
  const std::string folded = fold(section);
  conclusion_section_ = folded.find("conclu") != std::string::npos || folded.find("discuss") != std::string::npos;
}

void TextLevel::Tally::add(Cue cue) {
  if (count++ == 0) first = std::move(cue);
}

void TextLevel::add_relation(std::string_view text, const Wording& wording, const SentenceClaims& read, Span sentence) {
  const auto take = [&](CausalRelation relation, const Cue* cue) {
    if (relation <= relation_) return;
    relation_ = relation;
    relation_cue_ = for_field(cue, "relation");
  };
  // "X should be given to reduce Y" tells what to do, not what was found; a finding that stands before it counts.
  const std::size_t asks = asks_from(wording, sentence);
  // "Screening for factors linked to Y is needed": it is the subject that is asked for.
  const bool needed =
      asks < text.size() && (text.substr(asks).starts_with("is ") || text.substr(asks).starts_with("are "));
  if (read.claims.empty()) {
    // "Studies are needed to clarify the association": asked for, not found.
    if (wording.has(SentenceRole::research)) return;
    std::vector<Cue> cues;
    const CausalRelation relation = wording.relation(sentence, &cues);
    if (!cues.empty() && !(needed && cues.front().span.begin < asks)) take(relation, &cues.front());
    return;
  }
  // Within a sentence the main statement counts: an association with an effect told in passing stays an association.
  const bool associated = read.claims.front().kind == ClaimKind::association &&
                          read.claims.front().relation == CausalRelation::correlational;
  for (const Claim& claim : read.claims) {
    CausalRelation relation = claim.relation;
    if (relation == CausalRelation::conditional_causal && only_can(wording, claim.span))
      relation = CausalRelation::direct_causal;
    // What a test finds goes with what is there.
    if (claim.kind == ClaimKind::diagnosis) relation = CausalRelation::correlational;
    if (associated) relation = std::min(relation, CausalRelation::correlational);
    if (claim.span.end <= asks && !(needed && asks - claim.span.end <= 1)) take(relation, cue_of(claim, "relation"));
  }
}

void TextLevel::add_direction(const Claim& claim, Classes outcome) {
  const bool good = outcome & bit(good_outcome), bad = outcome & bit(bad_outcome);
  Tally* tally = nullptr;
  switch (claim.direction) {
    case Direction::improves: tally = &positive_; break;
    case Direction::worsens: tally = &negative_; break;
    case Direction::increases: tally = bad && !good ? &negative_ : &positive_; break;
    case Direction::decreases: tally = good && !bad ? &negative_ : &positive_; break;
    case Direction::no_effect: tally = &none_; break;
    default: return;
  }
  tally->add(for_field(cue_of(claim, "direction"), "direction"));
}

void TextLevel::add_evidence(const Wording& wording) {
  std::vector<Cue> cues;
  const auto note = [&](SentenceRole role, Tally& tally) {
    cues.clear();
    if (!wording.role(role, &cues, "strength").empty()) tally.add(std::move(cues.front()));
  };
  if (wording.has(SentenceRole::undecided)) note(SentenceRole::undecided, insufficient_);
  else if (wording.has(SentenceRole::no_evidence))
    note(SentenceRole::no_evidence, wording.has(SentenceRole::insufficient) ? insufficient_ : no_evidence_);
  note(SentenceRole::weak_evidence, weak_);
  note(SentenceRole::strong_evidence, strong_);
}

TextLevel::Signs TextLevel::signs_of(std::string_view words, Span sentence, const Wording& wording,
                                     const SentenceClaims& read) {
  constexpr std::size_t shortest = 12;  // bytes: a stray "."
  Signs out;
  out.aside = read.set_aside || imprint(words) || wording.has(SentenceRole::registry) || words.size() < shortest;
  out.announces = wording.has(SentenceRole::conclusion);
  out.finding = wording.has(SentenceRole::finding);
  out.method = wording.has(SentenceRole::method) && !out.finding;
  out.outlook = wording.has(SentenceRole::outlook);
  out.research = wording.has(SentenceRole::research);
  // Results are told in the past and with figures, what they mean in the present.
  out.past = wording.has(SentenceRole::past);
  out.only_past = out.past && !wording.has(SentenceRole::present);
  const auto holds = [&](char c) { return words.find(c) != std::string_view::npos; };
  out.figures = holds('%') || holds('=') || holds('<');
  out.claims = !read.claims.empty() || wording.advice(sentence) != Advice::none;
  return out;
}

std::vector<bool> TextLevel::states_claim() const {
  std::vector<bool> out;
  // An abstract may end in a registration: its conclusion stands before. One that ends in what it goes on to discuss has none.
  std::size_t last = sentences_.size();
  while (last > 1 && sentences_[last - 1].aside) --last;
  for (std::size_t i = 0; i < sentences_.size(); ++i) {
    const Signs& s = sentences_[i];
    const bool says = s.announces || s.finding;
    // A text of its own is judged by what it says; in an abstract the place tells too: findings are concluded at the end.
    if (sentences_.size() < 4 || conclusion_section_) out.push_back(!s.aside && !s.method && (says || s.claims));
    else if (s.aside || i >= last) out.push_back(false);
    else if (i + 1 == last) out.push_back(!s.outlook && (says || !(s.method || s.research || s.only_past)));
    else if (i + 2 == last) out.push_back(!s.outlook && (s.finding || (s.announces && !(s.past && s.figures))));
    else if (i + 3 == last) out.push_back(!s.method && (s.finding || (s.announces && !s.past && !s.figures)));
    else out.push_back(s.finding && !s.outlook);
  }
  return out;
}

void TextLevel::add(std::string_view text, Span sentence, const Wording& wording, const SentenceClaims& read) {
  const std::string_view words = text.substr(sentence.begin, sentence.size());
  sentences_.push_back(signs_of(words, sentence, wording, read));
  std::vector<Cue> cues;
  wording.certainty(sentence, &cues);
  if (certainty_cues_.empty()) certainty_cues_ = std::move(cues);
  certainty_sum_ += perceived_certainty(words, wording.graded_certainty(sentence));
  if (!read.set_aside) {
    cues.clear();
    if (const Advice advice = wording.advice(sentence, &cues); advice > advice_) {
      advice_ = advice;
      advice_cue_ = for_field(&cues.front(), "advice");
    }
    add_relation(text, wording, read, sentence);
  }
  for (std::size_t i = 0; i < read.claims.size(); ++i) add_direction(read.claims[i], read.outcome_words[i]);
  findings_ += !read.claims.empty();
  add_evidence(wording);
}

double TextLevel::certainty() const {
  if (sentences_.empty()) return 4;
  return std::round(100 * certainty_sum_ / static_cast<double>(sentences_.size())) / 100;
}

std::string TextLevel::strength() const {
  if (insufficient_.count > 0 && findings_ <= insufficient_.count) return "insufficient";
  if (weak_.count > 0) return "weak";
  if (strong_.count > 0 && no_evidence_.count == 0) return "strong";
  return "moderate";
}

std::string TextLevel::direction() const {
  const bool one_way = positive_.count + negative_.count > 0;
  if (one_way) return positive_.count >= negative_.count ? "positive" : "negative";
  if (insufficient_.count > 0) return "not_stated";
  if (no_evidence_.count + none_.count > 0) return "no_effect";
  return "not_stated";
}

std::vector<Cue> TextLevel::cues() const {
  std::vector<Cue> out;
  if (relation_ != CausalRelation::none) out.push_back(relation_cue_);
  if (advice_ != Advice::none) out.push_back(advice_cue_);
  out.insert(out.end(), certainty_cues_.begin(), certainty_cues_.end());
  const std::string strength_word = strength();
  const Tally* strength_from = strength_word == "insufficient" ? &insufficient_
                               : strength_word == "weak"       ? &weak_
                               : strength_word == "strong"     ? &strong_
                                                               : nullptr;
  if (strength_from) out.push_back(for_field(&strength_from->first, "strength"));
  const std::string direction_word = direction();
  const Tally* direction_from = direction_word == "positive"    ? &positive_
                                : direction_word == "negative"  ? &negative_
                                : direction_word != "no_effect" ? (insufficient_.count > 0 ? &insufficient_ : nullptr)
                                : no_evidence_.count > 0        ? &no_evidence_
                                                                : &none_;
  if (direction_from) out.push_back(for_field(&direction_from->first, "direction"));
  return out;
}

}  // namespace claimassay
