#include "parser/sentence_claims.h"

#include <algorithm>
#include <iterator>

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

ClaimKind kind_of(const Claim& claim, ClaimKind by_shape) {
  if (by_shape == ClaimKind::recommendation) return by_shape;
  const Classes outcome = classes_of(claim.pico.outcome);
  if (outcome & bit(mechanism) && !(outcome & any(bad_outcome, good_outcome))) return ClaimKind::mechanism;
  if (claim.direction == Direction::worsens) return ClaimKind::harm;
  if (by_shape == ClaimKind::effect && claim.direction == Direction::increases && outcome & bit(bad_outcome) &&
      !(outcome & bit(good_outcome))) {
    return ClaimKind::harm;
  }
  return by_shape;
}

Span span_of(const LexToken* begin, const LexToken* end) { return {begin->span.begin, (end - 1)->span.end}; }

Span shift(Span span, std::size_t by) { return {span.begin + by, span.end + by}; }

void shift(std::vector<Phrase>& phrases, std::size_t by) {
  for (Phrase& phrase : phrases) phrase.span = shift(phrase.span, by);
}

Direction says_direction(const LexToken* token) { return direction_of(token->says(effect)); }

bool is_and_or_comma(const LexToken* token) { return token->is(bit(and_)) || token->symbol == ','; }

/// "results in decreased mortality", "leads to a marked reduced ...": two predicates for the machine, one for a reader.
/// The second says which way, the first how sure and who.
void join_result_and_change(std::vector<Found>& found) {
  std::vector<Found> out;
  for (Found& next : found) {
    const LexToken* begin = next.match.begin;
    const bool change = std::string_view(next.shape->name) == "active-effect" &&
                        begin->is(any(past, participle, compare)) && next.match.end == begin + 1 &&
                        says_direction(begin) != Direction::unclear;
    if (change && !out.empty() && std::string_view(out.back().shape->name) == "active-effect" &&
        says_direction(out.back().match.end - 1) == Direction::increases &&
        std::all_of(out.back().match.end, begin, [](const LexToken& t) { return t.is(any(det, size, signif)); })) {
      ShapeMatch joined = out.back().match;
      joined.end = next.match.end;
      if (!joined.negated) joined.direction = next.match.direction;
      out.back().match = joined;
      continue;
    }
    out.push_back(std::move(next));
  }
  found = std::move(out);
}

/// "X reduces Y and promotes Z", "X reduces Y, easing Z": the second verb has the subject of the first; the words
/// between are the first one's object.
bool goes_on(const std::vector<Found>& found, std::size_t i) {
  if (i == 0) return false;
  const ShapeMatch& match = found[i].match;
  const std::string_view name = found[i].shape->name;
  if (match.intervention != Side::left || found[i - 1].match.intervention != Side::left) return false;
  if (name == "advice" || name == "uncertainty" || name == "frequency" || match.begin->is(bit(det))) return false;
  // "X stimulates Y, which feels good and eases Z": there it is Y that goes on.
  const LexToken* before = found[i - 1].match.end;
  return match.begin > before && is_and_or_comma(match.begin - 1) &&
         std::none_of(before, match.begin, [](const LexToken& t) { return t.is(any(that, if_)); });
}

/// A tail of its clause: ", reducing Y", ", resulting in Y".
bool tail(const std::vector<Found>& found, std::size_t i) {
  const LexToken* begin = found[i].match.begin;
  return goes_on(found, i) && begin->is(bit(gerund)) && (begin - 1)->symbol == ',';
}

/// Several outcomes of one predicate whose own words say different directions: "increased range, decreased stiffness",
/// "reducing tension and improving flexibility". The first direction stays in the claim, each other becomes a claim.
std::vector<Claim> split_directions(Claim& claim, const std::vector<LexToken>& tokens, std::string_view text,
                                    std::size_t offset) {
  std::vector<Claim> others;
  if (claim.direction == Direction::unclear || claim.direction == Direction::no_effect) return others;
  std::vector<Phrase> kept;
  Claim* into = nullptr;  // null: the claim itself
  for (Phrase& phrase : claim.pico.outcome) {
    auto token = std::lower_bound(tokens.begin(), tokens.end(), phrase.span.begin - offset,
                                  [](const LexToken& t, std::size_t at) { return t.span.begin < at; });
    if (token == tokens.end()) break;
    // "improving flexibility" keeps its verb in the phrase; "decreased stiffness" has lost its adjective before it.
    const bool verb = token->is(bit(gerund)) && token->is(bit(effect)) && token + 1 != tokens.end();
    auto says = token;
    if (!verb && token != tokens.begin() && !kept.empty() && (token - 1)->is(bit(effect)) &&
        (token - 1)->is(any(past, participle)))
      says = token - 1;
    if ((verb && !kept.empty()) || says != token) {
      const Direction direction = says_direction(&*says);
      if (verb && (token + 1)->span.begin + offset < phrase.span.end) {
        phrase.span.begin = (token + 1)->span.begin + offset;
        phrase.text = text.substr(phrase.span.begin, phrase.span.size());
      }
      const auto same =
          std::find_if(others.begin(), others.end(), [&](const Claim& other) { return other.direction == direction; });
      if (direction == claim.direction || direction == Direction::unclear) {
        into = nullptr;
      } else if (same != others.end()) {
        into = &*same;
      } else {
        Claim other = claim;
        other.direction = direction;
        other.pico.outcome.clear();
        other.span.begin = says->span.begin + offset;
        others.push_back(std::move(other));
        into = &others.back();
      }
    }
    if (!into) {
      kept.push_back(std::move(phrase));
      continue;
    }
    into->span.end = phrase.span.end;
    into->text = text.substr(into->span.begin, into->span.size());
    into->pico.outcome.push_back(std::move(phrase));
  }
  if (!kept.empty()) claim.pico.outcome = std::move(kept);
  return others;
}

/// A tail that says the same direction adds its outcomes to the claim of its clause.
bool add_tail(Claim& clause, const Claim& tail, std::string_view text) {
  constexpr std::size_t longest_clause = 800;  // bytes: tails without end would be copied over and over
  if (clause.direction != tail.direction || clause.relation != tail.relation || clause.negated || tail.negated)
    return false;
  if (clause.kind == ClaimKind::recommendation || clause.pico.outcome.empty() || tail.span.begin < clause.span.begin ||
      tail.span.end - clause.span.begin > longest_clause)
    return false;
  clause.pico.outcome.insert(clause.pico.outcome.end(), tail.pico.outcome.begin(), tail.pico.outcome.end());
  clause.span.end = std::max(clause.span.end, tail.span.end);
  clause.text = text.substr(clause.span.begin, clause.span.size());
  clause.certainty = std::min(clause.certainty, tail.certainty);
  clause.cues.insert(clause.cues.end(), tail.cues.begin(), tail.cues.end());
  return true;
}

/// The phrase is about the writer's own work: "our findings", "results of this study", "the generalizability of".
bool names_document(const std::vector<Phrase>& phrases) {
  if (phrases.empty()) return false;
  const LexedText words = table().lex(phrases.front().text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool ends = i + 1 == words.size() || words[i + 1].is(any(of, in, on, with, by, that));
    if (ends) return words[i].is(bit(document));
  }
  return false;
}

/// "The mechanism involves several factors, including:": a frame that says nothing of any outcome.
bool only_frame(const Claim& claim) {
  return !claim.pico.outcome.empty() &&
         std::all_of(claim.pico.outcome.begin(), claim.pico.outcome.end(), [](const Phrase& phrase) {
           const LexedText words = table().lex(phrase.text);
           return words.size() == 1 && words.back().is(bit(frame));
         });
}

}  // namespace

SentenceClaims read_sentence(std::string_view text, Span sentence, std::span<const FoldedToken> folded,
                             const Wording& wording, std::span<const Span> markers, std::vector<Phrase>& subject) {
  SentenceClaims out;
  const std::string_view words = text.substr(sentence.begin, sentence.size());
  if (question(words) || quotation(words) || wording.has(SentenceRole::attributed) ||
      wording.has(SentenceRole::registry)) {
    out.set_aside = true;
    return out;
  }
  std::vector<LexToken> tokens = table().lex(text, folded, sentence.begin);
  auto marker = markers.begin();
  std::erase_if(tokens, [&](const LexToken& token) {
    const std::size_t at = token.span.begin + sentence.begin;
    while (marker != markers.end() && marker->end <= at) ++marker;
    return marker != markers.end() && marker->contains(at);
  });
  if (tokens.empty()) return out;
  std::vector<Found> found = find_predicates(tokens);
  if (found.empty()) return out;
  join_result_and_change(found);
  const LexToken* from = tokens.data();
  std::vector<Phrase> clause_subject = subject;
  const LexToken* last = tokens.data() + tokens.size();
  const TakenAway taken_away(wording, text, sentence);
  bool doubtful = false;  // "it is unclear whether": what follows is the open question
  for (std::size_t i = 0; i < found.size(); ++i) {
    const ShapeMatch& match = found[i].match;
    const LexToken* until = i + 1 < found.size() ? found[i + 1].match.begin : last;
    const bool same_subject = goes_on(found, i) && !clause_subject.empty();
    const ClaimParts parts = read_parts(words, match, same_subject ? match.begin : from, until);
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
      Claim& first = out.claims.back();
      first.pico.outcome = claim.pico.outcome;
      first.span.end = std::max(first.span.end, claim.span.end);
      first.text = text.substr(first.span.begin, first.span.size());
      first.kind = kind_of(first, found[i - 1].match.kind);
      if (found[i - 1].match.hedged && claim.relation == CausalRelation::direct_causal) {
        claim.relation = CausalRelation::conditional_causal;
        claim.certainty = std::min(claim.certainty, out.claims.back().certainty);
      }
    }
    // "Our findings may change practice", "these results were limited by": about the work, not about what was studied.
    if (claim.relation > CausalRelation::correlational && name != "effect-noun" &&
        (names_document(claim.pico.intervention) || names_document(claim.pico.outcome))) {
      claim.relation = CausalRelation::none;
      claim.direction = Direction::not_stated;
    }
    // "X may delay Y and also reduce Z": one modal for both.
    if (same_subject && !match.hedged && found[i - 1].match.hedged && (match.end - 1)->is(bit(base)) &&
        claim.relation == CausalRelation::direct_causal) {
      claim.relation = CausalRelation::conditional_causal;
      if (!out.claims.empty()) claim.certainty = std::min(claim.certainty, out.claims.back().certainty);
    }
    if (taken_away(predicate) || (name == "active-effect" && only_frame(claim))) continue;
    std::vector<Claim> others;
    if (match.outcome == Side::right) others = split_directions(claim, tokens, text, sentence.begin);
    for (Claim& other : others) other.kind = kind_of(other, match.kind);
    if (!same_subject || !tail(found, i) || out.claims.empty() || !add_tail(out.claims.back(), claim, text))
      out.claims.push_back(std::move(claim));
    std::move(others.begin(), others.end(), std::back_inserter(out.claims));
  }
  if (!out.claims.empty() && !out.claims[0].pico.intervention.empty()) subject = out.claims[0].pico.intervention;
  return out;
}

}  // namespace claimassay
