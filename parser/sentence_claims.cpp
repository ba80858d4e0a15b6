#include "parser/sentence_claims.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "core/text.h"
#include "parser/claim_parts.h"
#include "parser/predicates.h"
#include "parser/stated.h"

namespace claimassay {

namespace {

using namespace claim_words;

constexpr std::size_t no_question = static_cast<std::size_t>(-1);

/// `outcome`: the classes of its words.
ClaimKind kind_of(const Claim& claim, Classes outcome, ClaimKind by_shape) {
  if (by_shape == ClaimKind::recommendation) return by_shape;
  if (outcome & bit(mechanism) && !(outcome & any(bad_outcome, good_outcome))) return ClaimKind::mechanism;
  // "less effective than Y" is no harm.
  if (claim.direction == Direction::worsens && claim.pico.comparator.empty()) return ClaimKind::harm;
  if (by_shape == ClaimKind::effect && claim.direction == Direction::increases && outcome & bit(bad_outcome) &&
      !(outcome & bit(good_outcome))) {
    return ClaimKind::harm;
  }
  return by_shape;
}

Span shift(Span span, std::size_t by) { return {span.begin + by, span.end + by}; }

void shift(std::vector<Phrase>& phrases, std::size_t by) {
  for (Phrase& phrase : phrases) phrase.span = shift(phrase.span, by);
}

Direction says_direction(const LexToken* token) {
  if (!token->is(bit(effect)) && token->is(bit(compare))) return direction_of_comparative(written(*token));
  return direction_of(token->says(effect));
}

/// Several outcomes of one predicate whose own words say different directions: "increased range, decreased stiffness",
/// "reducing tension and improving flexibility". The first direction stays in the claim, each other becomes a claim.
std::vector<Claim> split_directions(Claim& claim, bool lists_changes, const std::vector<LexToken>& tokens,
                                    std::string_view text, std::size_t offset) {
  std::vector<Claim> others;
  if (claim.direction == Direction::unclear || claim.direction == Direction::no_effect) return others;
  std::vector<Phrase> kept;
  Claim* into = nullptr;  // null: the claim itself
  for (Phrase& phrase : claim.pico.outcome) {
    auto token = std::lower_bound(tokens.begin(), tokens.end(), phrase.span.begin - offset,
                                  [](const LexToken& t, std::size_t at) { return t.span.begin < at; });
    if (token == tokens.end()) break;
    // "improving flexibility" keeps its verb in the phrase; "decreased stiffness" has lost its adjective before it.
    const bool verb = token->is(any(gerund, past, participle)) && token->is(bit(effect)) && token + 1 != tokens.end() &&
                      (token + 1)->span.begin + offset < phrase.span.end;
    auto says = token;
    const bool adjective =
        token != tokens.begin() &&
        (((token - 1)->is(bit(effect)) && (token - 1)->is(any(past, participle))) || (token - 1)->is(bit(compare)));
    // "causes less pain, better sleep": only behind a verb of which each object is a change.
    if (!verb && adjective && !kept.empty() && (lists_changes || (token - 1)->is(bit(effect)))) says = token - 1;
    if ((verb && !kept.empty()) || says != token) {
      const Direction direction = says_direction(&*says);
      if (verb) {
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

/// "Whether X helps Y is not clear", "which of them works best is unknown": the number of the predicate that says so; none
/// where the sentence asks nothing, the number of predicates where it asks and does not say.
std::size_t answer_of_indirect_question(const std::vector<LexToken>& tokens, const std::vector<Predicate>& found) {
  constexpr std::array<std::string_view, 6> asks = {"whether", "which", "how", "what", "why", "who"};
  const bool asked = std::find(asks.begin(), asks.end(), written(tokens.front())) != asks.end();
  if (!asked) return no_question;
  for (std::size_t i = 1; i < found.size(); ++i) {
    if (found[i].is("uncertainty") && !found[i].match.open_question) return i;
  }
  return found.size();
}

void set_cue(Claim& claim, std::string_view field, const std::string& pattern, Span span) {
  std::erase_if(claim.cues, [&](const Cue& cue) { return cue.field == field; });
  claim.cues.push_back({std::string(field), pattern, span});
}

void make_unclear(Claim& claim, const std::string& because, Span words) {
  claim.direction = Direction::unclear;
  claim.relation = CausalRelation::none;
  claim.negated = false;
  claim.certainty = std::min(claim.certainty, 1.0);
  for (const std::string_view field : {"direction", "relation", "certainty"}) set_cue(claim, field, because, words);
}

/// Reads one sentence, predicate by predicate; what a later one says of an earlier is put right on the way.
class SentenceReader {
 public:
  SentenceReader(std::string_view text, Span sentence, const Wording& wording, std::vector<LexToken> tokens,
                 const Stated& stated, std::vector<Phrase>& subject)
      : text_(text),
        sentence_(sentence),
        words_(text.substr(sentence.begin, sentence.size())),
        wording_(wording),
        tokens_(std::move(tokens)),
        stated_(stated),
        subject_(subject),
        clause_subject_(subject) {}

  std::vector<Claim> run() {
    found_ = find_predicates(tokens_);
    if (found_.empty()) return {};
    answer_ = answer_of_indirect_question(tokens_, found_);
    from_ = tokens_.data();
    for (std::size_t i = 0; i < found_.size(); ++i) read(i);
    if (!claims_.empty() && !claims_[0].pico.intervention.empty()) subject_ = claims_[0].pico.intervention;
    return std::move(claims_);
  }

  /// The classes of all words of some phrases.
  Classes classes_of(const std::vector<Phrase>& phrases) {
    Classes out = 0;
    for (const Phrase& phrase : phrases) {
      for (const LexToken& token : tokens_of(phrase)) out |= token.classes;
    }
    return out;
  }

 private:
  /// The sentence's own tokens where the phrase stands in it as it is written; else they are made of its words.
  std::span<const LexToken> tokens_of(const Phrase& phrase) {
    if (phrase.span.begin < sentence_.begin || phrase.span.end > sentence_.end ||
        text_.substr(phrase.span.begin, phrase.span.size()) != phrase.text) {
      lexed_.emplace(table().lex(phrase.text));
      return {lexed_->begin(), lexed_->end()};
    }
    const Span part{phrase.span.begin - sentence_.begin, phrase.span.end - sentence_.begin};
    auto first = std::lower_bound(tokens_.begin(), tokens_.end(), part.begin,
                                  [](const LexToken& token, std::size_t at) { return token.span.begin < at; });
    // The words that a list's stem put before the sentence have no place in it.
    while (first != tokens_.end() && first->span.empty()) ++first;
    const auto last =
        std::find_if(first, tokens_.end(), [&](const LexToken& token) { return token.span.end > part.end; });
    return {first, last};
  }

  /// The phrase is about the writer's own work: "our findings", "results of this study", "the generalizability of".
  bool names_document(const std::vector<Phrase>& phrases) {
    if (phrases.empty()) return false;
    const std::span<const LexToken> words = tokens_of(phrases.front());
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool ends = i + 1 == words.size() || words[i + 1].is(any(of, in, on, with, by, to, that));
      if (ends) return words[i].is(bit(document));
    }
    return false;
  }

  /// "The mechanism involves several factors, including:": a frame that says nothing of any outcome.
  bool only_frame(const Claim& claim) {
    const auto frames = [&](const Phrase& phrase) {
      const std::span<const LexToken> words = tokens_of(phrase);
      return words.size() == 1 && words.back().is(bit(frame));
    };
    return !claim.pico.outcome.empty() && std::all_of(claim.pico.outcome.begin(), claim.pico.outcome.end(), frames);
  }

  ClaimKind kind(const Claim& claim, ClaimKind by_shape) {
    return kind_of(claim, classes_of(claim.pico.outcome), by_shape);
  }

  void read(std::size_t i) {
    const ShapeMatch& match = found_[i].match;
    const LexToken* last = tokens_.data() + tokens_.size();
    const LexToken* until = i + 1 < found_.size() ? found_[i + 1].match.begin : last;
    const bool same_subject = goes_on(found_, i) && !clause_subject_.empty();
    const Span predicate = shift({match.begin->span.begin, (match.end - 1)->span.end}, sentence_.begin);
    if (i == answer_) return answer(predicate);
    if (i > 0 && !same_subject) from_ = std::max(from_, main_clause(match.begin));
    const ClaimParts parts = read_parts(words_, match, same_subject ? match.begin : from_, until);
    from_ = match.end;
    Claim claim = claim_of(i, parts, predicate);
    if (found_[i].is("uncertainty")) {
      doubtful_ = match.open_question && i + 1 < found_.size();
      doubt_ = predicate;
      if (doubtful_ || (claim.pico.outcome.empty() && claim.pico.intervention.empty())) return;
      claim.certainty = std::min(claim.certainty, 1.0);
    } else if (doubtful_) {
      make_unclear(claim, "uncertainty", doubt_);
      doubtful_ = false;
    }
    if (!claim.pico.intervention.empty()) clause_subject_ = claim.pico.intervention;
    share_object(i, claim);
    share_outcome(claim);
    // "Our findings may change practice", "these results were limited by": about the work, not about what was studied.
    if (claim.relation > CausalRelation::correlational && !found_[i].is("effect-noun") &&
        !found_[i].is("noun-subject") &&
        (names_document(claim.pico.intervention) || names_document(claim.pico.outcome))) {
      claim.relation = CausalRelation::none;
      claim.direction = Direction::not_stated;
    }
    // "X may delay Y and also reduce Z": one modal for both.
    if (same_subject && !match.hedged && found_[i - 1].match.hedged && (match.end - 1)->is(bit(base)) &&
        claim.relation == CausalRelation::direct_causal) {
      claim.relation = CausalRelation::conditional_causal;
      if (!claims_.empty()) claim.certainty = std::min(claim.certainty, claims_.back().certainty);
    }
    const bool asked_only = answer_ == found_.size();
    // "Whether X helps remains to be seen" asks for research, but says what is not known.
    const bool answered = answer_ < found_.size() && i < answer_;
    if ((!stated_(predicate) && !answered) || asked_only || (found_[i].is("active-effect") && only_frame(claim)))
      return;
    std::vector<Claim> others;
    if (match.outcome == Side::right)
      others = split_directions(claim, match.lists_changes, tokens_, text_, sentence_.begin);
    for (Claim& other : others) other.kind = kind(other, match.kind);
    if (!others.empty()) claim.kind = kind(claim, match.kind);
    if (parts.not_also_end != 0) others.push_back(denied(claim, parts));
    if (!same_subject || !ends_clause(found_, i) || claims_.empty() || !add_tail(claims_.back(), claim, text_))
      claims_.push_back(std::move(claim));
    std::move(others.begin(), others.end(), std::back_inserter(claims_));
  }

  /// "Although X helps, it ...": behind a clause that the first word subordinates, the main one begins after the last comma.
  const LexToken* main_clause(const LexToken* predicate) const {
    const LexToken* first = tokens_.data();
    constexpr std::array<std::string_view, 3> opens = {"contrary", "despite", "notwithstanding"};
    const bool subordinate =
        first->is(any(if_, but)) || std::find(opens.begin(), opens.end(), written(*first)) != opens.end();
    if (!subordinate) return first;
    const LexToken* at = predicate;
    while (at > from_ && (at - 1)->symbol != ',') --at;
    return at > from_ && at < predicate ? at : first;
  }

  Claim claim_of(std::size_t i, const ClaimParts& parts, Span predicate) {
    const ShapeMatch& match = found_[i].match;
    const std::string name = found_[i].shape->name;
    Claim claim;
    claim.sentence = sentence_;
    claim.span = shift(parts.clause, sentence_.begin);
    claim.text = text_.substr(claim.span.begin, claim.span.size());
    claim.pico = parts.pico;
    for (auto* phrases :
         {&claim.pico.population, &claim.pico.intervention, &claim.pico.comparator, &claim.pico.outcome}) {
      shift(*phrases, sentence_.begin);
    }
    if (match.intervention == Side::left && claim.pico.intervention.empty() && !parts.own_subject)
      claim.pico.intervention = clause_subject_;
    // "patients should take it early": what was named before
    if (match.kind == ClaimKind::recommendation && claim.pico.intervention.size() == 1 && !clause_subject_.empty()) {
      const std::string& named = claim.pico.intervention.front().text;
      if (named == "it" || named == "them" || named.starts_with("it ") || named.starts_with("them "))
        claim.pico.intervention = clause_subject_;
    }
    claim.direction = match.direction;
    claim.magnitude = match.magnitude == Magnitude::not_stated ? parts.magnitude : match.magnitude;
    claim.relation = match.relation;
    claim.negated = match.negated;
    if (parts.denied && !match.negated) {
      claim.negated = true;
      claim.direction = Direction::no_effect;
    }
    for (const char* field : {"direction", "relation", "intervention", "outcome"})
      claim.cues.push_back({field, name, predicate});
    if (claim.negated) claim.cues.push_back({"negated", name, predicate});
    if (claim.magnitude != Magnitude::not_stated) claim.cues.push_back({"magnitude", name, predicate});
    claim.kind = kind(claim, match.kind);
    claim.cues.push_back({"kind", name, predicate});
    // The clause's own hedges, and those of what announces it ("these results suggest that").
    const Span scope{i == 0 ? sentence_.begin : claim.span.begin, claim.span.end};
    claim.certainty = wording_.certainty(scope, &claim.cues);
    claim.advice = match.advice != Advice::none ? match.advice : wording_.advice(claim.span, &claim.cues);
    if (match.advice != Advice::none) claim.cues.push_back({"advice", name, predicate});
    return claim;
  }

  /// "... is not clear": what the sentence asked before is what is not known.
  void answer(Span predicate) {
    from_ = found_[answer_].match.end;
    for (Claim& claim : claims_) {
      make_unclear(claim, "uncertainty", predicate);
      claim.kind = claim.kind == ClaimKind::harm ? ClaimKind::effect : claim.kind;
    }
    if (claims_.empty()) return;
    claims_.back().span.end = predicate.end;
    claims_.back().text = text_.substr(claims_.back().span.begin, claims_.back().span.size());
  }

  /// "X eased pain, Y had no effect on it": on what was named before.
  void share_outcome(Claim& claim) const {
    if (claims_.empty() || claim.pico.outcome.size() != 1 || claims_.back().pico.outcome.empty()) return;
    const std::string& word = claim.pico.outcome.front().text;
    if (word == "it" || word == "them") claim.pico.outcome = claims_.back().pico.outcome;
  }

  /// "can increase or decrease Y": the first verb shares the object of the second, the second the modal of the first.
  void share_object(std::size_t i, Claim& claim) {
    const ShapeMatch& match = found_[i].match;
    if (i == 0 || match.begin - found_[i - 1].match.end > 1 || claims_.empty() || match.outcome != Side::right) return;
    Claim& first = claims_.back();
    if (!first.pico.outcome.empty()) return;
    first.pico.outcome = claim.pico.outcome;
    first.span.end = std::max(first.span.end, claim.span.end);
    first.text = text_.substr(first.span.begin, first.span.size());
    first.kind = kind(first, found_[i - 1].match.kind);
    if (found_[i - 1].match.hedged && claim.relation == CausalRelation::direct_causal) {
      claim.relation = CausalRelation::conditional_causal;
      claim.certainty = std::min(claim.certainty, first.certainty);
    }
  }

  /// "improved sleep but not mood": the same of what it denies.
  Claim denied(const Claim& claim, const ClaimParts& parts) const {
    Claim out = claim;
    if (!parts.not_also.empty()) {
      out.pico.outcome = parts.not_also;
      shift(out.pico.outcome, sentence_.begin);
    }
    if (!parts.not_also_people.empty()) {
      out.pico.population = parts.not_also_people;
      shift(out.pico.population, sentence_.begin);
    }
    out.span.end = parts.not_also_end + sentence_.begin;
    out.text = text_.substr(out.span.begin, out.span.size());
    out.negated = true;
    out.direction = Direction::no_effect;
    const Span words{claim.span.end, out.span.end};
    for (const std::string_view field : {"direction", "negated"}) set_cue(out, field, "but-not", words);
    return out;
  }

  std::string_view text_;
  Span sentence_;
  std::string_view words_;
  const Wording& wording_;
  std::vector<LexToken> tokens_;
  std::optional<LexedText> lexed_;  ///< of a phrase that stands nowhere as it is written
  const Stated& stated_;
  std::vector<Phrase>& subject_;
  std::vector<Phrase> clause_subject_;
  std::vector<Predicate> found_;
  std::vector<Claim> claims_;
  const LexToken* from_ = nullptr;
  std::size_t answer_ = no_question;
  bool doubtful_ = false;  ///< "it is unclear whether": what follows is the open question
  Span doubt_;
};

/// "C. albicans", "E. coli": a full stop that ends no clause is a part of the name.
void join_initials(std::vector<LexToken>& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    LexToken& stop = tokens[i];
    const LexToken& initial = tokens[i - 1];
    if (stop.symbol != '.' || !stop.glued || initial.span.size() != 1 || !initial.capital) continue;
    const LexToken& name = tokens[i + 1];
    if (name.kind != TokenKind::word || name.row || name.capital || name.glued) continue;
    stop.symbol = 0;
    stop.kind = TokenKind::word;
  }
}

}  // namespace

SentenceClaims read_sentence(std::string_view text, Span sentence, std::span<const FoldedToken> folded,
                             const Wording& wording, std::span<const Span> markers, std::vector<Phrase>& subject,
                             const Stem* stem) {
  SentenceClaims out;
  std::vector<LexToken> tokens = table().lex(text, folded, sentence.begin);
  auto marker = markers.begin();
  std::erase_if(tokens, [&](const LexToken& token) {
    const std::size_t at = token.span.begin + sentence.begin;
    while (marker != markers.end() && marker->end <= at) ++marker;
    return marker != markers.end() && marker->contains(at);
  });
  join_initials(tokens);
  if (stem) go_on_from(*stem, tokens);
  const Stated stated(wording, text, sentence, tokens);
  out.set_aside = stated.nothing();
  if (out.set_aside || tokens.empty()) return out;
  SentenceReader reader(text, sentence, wording, std::move(tokens), stated, subject);
  out.claims = reader.run();
  for (const Claim& claim : out.claims) out.outcome_words.push_back(reader.classes_of(claim.pico.outcome));
  // Where all is somebody else's but a remark without a claim, nothing is left that is the writer's.
  out.set_aside = stated.in_part() && out.claims.empty();
  return out;
}

}  // namespace claimassay
