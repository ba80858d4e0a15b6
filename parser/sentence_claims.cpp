#include "parser/sentence_claims.h"

#include <algorithm>

#include "core/text.h"
#include "parser/claim_parts.h"
#include "parser/claim_shape.h"

namespace claimassay {

namespace {

using namespace claim_words;

struct Found {
  const ClaimShape* shape;
  ShapeMatch match;
};

/// A predicate can only begin at a word of the lexicon, a number or an adverb.
bool may_begin(const LexToken& token) {
  return token.classes != 0 || token.kind == TokenKind::number ||
         (token.kind == TokenKind::word && (token.folded == "one" || token.folded.starts_with("make"))) ||
         (token.kind == TokenKind::word && token.folded.ends_with("ly"));
}

std::vector<Found> find_predicates(const std::vector<LexToken>& tokens) {
  std::vector<Found> out;
  const LexToken* first = tokens.data();
  const LexToken* last = first + tokens.size();
  constexpr std::ptrdiff_t longest_predicate = 40;
  for (const LexToken* at = first; at < last;) {
    const LexToken* next = at + 1;
    if (may_begin(*at)) {
      const LexToken* bound = last - at > longest_predicate ? at + longest_predicate : last;
      for (const ClaimShape& shape : claim_shapes()) {
        if (auto match = shape.read(at, first, bound)) {
          next = std::max(match->end, at + 1);
          out.push_back({&shape, std::move(*match)});
          break;
        }
      }
    }
    at = next;
  }
  return out;
}

bool question(std::string_view sentence) {
  return sentence.ends_with("?") || sentence.ends_with("?\"") || sentence.ends_with("?)");
}

/// The whole sentence stands in quotation marks: somebody else's words.
bool quotation(std::string_view sentence) {
  return sentence.size() > 6 && sentence.starts_with("\u201C") &&
         (sentence.ends_with("\u201D") || sentence.ends_with("\u201D."));
}

/// Claims that a role of the sentence takes away. The roles and marks of a sentence are looked up once, since every
/// predicate of it asks.
class TakenAway {
 public:
  TakenAway(const Wording& wording, std::string_view text, Span sentence)
      : sentence_(sentence),
        research_(wording.roles(SentenceRole::research)),
        method_(wording.roles(SentenceRole::method)),
        concludes_(wording.has(SentenceRole::conclusion)) {
    for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
      if (text[at] == ',' || text[at] == ';') boundaries_.push_back(at);
      if (text[at] == ';') semicolons_.push_back(at);
    }
    conditional_ = text.substr(sentence.begin).starts_with("If ") || text.substr(sentence.begin).starts_with("When ");
  }

  bool operator()(Span predicate) const {
    // "If X reduces Y, ask": a condition is not stated.
    if (conditional_ && !between(boundaries_, sentence_.begin, predicate.begin)) return true;
    if (!research_.empty()) {
      // "X helps, but further trials are needed": what stands before the comma is a finding. Only the neighbours on
      // either side can be near enough to matter; those beyond stand behind the same comma.
      const auto after = std::lower_bound(research_.begin(), research_.end(), predicate.end,
                                          [](Span role, std::size_t at) { return role.begin < at; });
      if (after != research_.end() && !between(boundaries_, predicate.end, after->begin)) return true;
      if (after != research_.begin() && !between(semicolons_, (after - 1)->end, predicate.begin)) return true;
    }
    for (const Span role : method_) {
      if (predicate.begin >= role.begin || role.begin < sentence_.begin + 60) return !concludes_;
    }
    return false;
  }

 private:
  static bool between(const std::vector<std::size_t>& marks, std::size_t begin, std::size_t end) {
    const auto mark = std::lower_bound(marks.begin(), marks.end(), begin);
    return mark != marks.end() && *mark < end;
  }

  Span sentence_;
  std::vector<Span> research_;
  std::vector<Span> method_;
  bool concludes_ = false;
  bool conditional_ = false;
  std::vector<std::size_t> boundaries_;  ///< commas and semicolons
  std::vector<std::size_t> semicolons_;
};

bool outcome_is(const Claim& claim, Classes classes) {
  for (const Phrase& phrase : claim.pico.outcome) {
    for (const LexToken& token : table().lex(phrase.text)) {
      if (token.is(classes)) return true;
    }
  }
  return false;
}

ClaimKind kind_of(const Claim& claim, ClaimKind by_shape) {
  if (by_shape == ClaimKind::recommendation) return by_shape;
  if (outcome_is(claim, bit(mechanism)) && !outcome_is(claim, any(bad_outcome, good_outcome)))
    return ClaimKind::mechanism;
  if (claim.direction == Direction::worsens) return ClaimKind::harm;
  if (by_shape == ClaimKind::effect && claim.direction == Direction::increases && outcome_is(claim, bit(bad_outcome)) &&
      !outcome_is(claim, bit(good_outcome))) {
    return ClaimKind::harm;
  }
  return by_shape;
}

Span span_of(const LexToken* begin, const LexToken* end) { return {begin->span.begin, (end - 1)->span.end}; }

Span shift(Span span, std::size_t by) { return {span.begin + by, span.end + by}; }

void shift(std::vector<Phrase>& phrases, std::size_t by) {
  for (Phrase& phrase : phrases) phrase.span = shift(phrase.span, by);
}

}  // namespace

SentenceClaims read_sentence(std::string_view text, Span sentence, const Wording& wording,
                             std::span<const Span> markers, std::vector<Phrase>& subject) {
  SentenceClaims out;
  const std::string_view words = text.substr(sentence.begin, sentence.size());
  if (question(words) || quotation(words) || wording.has(SentenceRole::attributed) ||
      wording.has(SentenceRole::registry)) {
    out.set_aside = true;
    return out;
  }
  std::vector<LexToken> tokens = table().lex(words);
  auto marker = markers.begin();
  std::erase_if(tokens, [&](const LexToken& token) {
    const std::size_t at = token.span.begin + sentence.begin;
    while (marker != markers.end() && marker->end <= at) ++marker;
    return marker != markers.end() && marker->contains(at);
  });
  if (tokens.empty()) return out;
  const std::vector<Found> found = find_predicates(tokens);
  const LexToken* from = tokens.data();
  std::vector<Phrase> clause_subject = subject;
  const LexToken* last = tokens.data() + tokens.size();
  const TakenAway taken_away(wording, text, sentence);
  bool doubtful = false;  // "it is unclear whether": what follows is the open question
  for (std::size_t i = 0; i < found.size(); ++i) {
    const ShapeMatch& match = found[i].match;
    const LexToken* until = i + 1 < found.size() ? found[i + 1].match.begin : last;
    const ClaimParts parts = read_parts(words, match, from, until);
    from = match.end;
    Claim claim;
    claim.sentence = sentence;
    claim.span = shift(parts.clause, sentence.begin);
    claim.text = text.substr(claim.span.begin, claim.span.size());
    claim.pico = parts.pico;
    for (auto* phrases :
         {&claim.pico.population, &claim.pico.intervention, &claim.pico.comparator, &claim.pico.outcome}) {
      shift(*phrases, sentence.begin);
    }
    if (match.intervention == Side::left && claim.pico.intervention.empty() && !parts.own_subject) {
      claim.pico.intervention = clause_subject;
    }
    // ", cutting tiredness": what does that is the subject of the clause before, not the words at the comma.
    if (i > 0 && match.intervention == Side::left && match.begin->is(bit(gerund)) && !clause_subject.empty()) {
      claim.pico.intervention = clause_subject;
    }
    claim.direction = match.direction;
    claim.magnitude = match.magnitude;
    claim.relation = match.relation;
    claim.negated = match.negated;
    const Span predicate = shift(span_of(match.begin, match.end), sentence.begin);
    const std::string name = found[i].shape->name;
    for (const char* field : {"direction", "relation", "intervention", "outcome"})
      claim.cues.push_back({field, name, predicate});
    if (claim.negated) claim.cues.push_back({"negated", name, predicate});
    if (claim.magnitude != Magnitude::not_stated) claim.cues.push_back({"magnitude", name, predicate});
    claim.kind = kind_of(claim, match.kind);
    claim.cues.push_back({"kind", name, predicate});
    // The clause's own hedges, and those of what announces it ("these results suggest that").
    const Span scope{i == 0 ? sentence.begin : claim.span.begin, claim.span.end};
    claim.certainty = wording.certainty(scope, &claim.cues);
    claim.advice = match.advice != Advice::none ? match.advice : wording.advice(claim.span, &claim.cues);
    if (match.advice != Advice::none) claim.cues.push_back({"advice", name, predicate});
    if (std::string_view(name) == "uncertainty") {
      doubtful = match.open_question && i + 1 < found.size();
      if (doubtful || (claim.pico.outcome.empty() && claim.pico.intervention.empty())) continue;
      claim.certainty = std::min(claim.certainty, 1.0);
    } else if (doubtful) {
      claim.direction = Direction::unclear;
      claim.relation = CausalRelation::none;
      claim.certainty = std::min(claim.certainty, 1.0);
      doubtful = false;
    }
    if (!claim.pico.intervention.empty()) clause_subject = claim.pico.intervention;
    // "can increase or decrease Y": the first verb shares the object of the second, the second the modal of the first.
    if (i > 0 && match.begin - found[i - 1].match.end <= 1 && !out.claims.empty() &&
        out.claims.back().pico.outcome.empty() && out.claims.back().sentence == sentence &&
        match.outcome == Side::right) {
      out.claims.back().pico.outcome = claim.pico.outcome;
      if (found[i - 1].match.hedged && claim.relation == CausalRelation::direct_causal) {
        claim.relation = CausalRelation::conditional_causal;
        claim.certainty = std::min(claim.certainty, out.claims.back().certainty);
      }
    }
    if (taken_away(predicate)) continue;
    out.claims.push_back(std::move(claim));
  }
  if (!out.claims.empty() && !out.claims[0].pico.intervention.empty()) subject = out.claims[0].pico.intervention;
  return out;
}

}  // namespace claimassay
