// The verb group that all shapes share: "may not significantly", "has been shown to", "did not". Included by .cpp files
// of parser/patterns/ only.
#pragma once

#include <algorithm>
#include <array>
#include <optional>

#include "parser/claim_shape.h"
#include "parser/token_grammar.ipp"

namespace claimassay::shape_grammar {

using namespace grammar;
using namespace claim_words;

enum Role {
  r_modal,
  r_seem,
  r_not,
  r_head,
  r_size,
  r_be,
  r_do,
  r_direction,
  r_left,
  r_right,
  r_what,
  r_should,
  r_advice
};

inline const auto negator = remember(r_not, of_class(bit(negation)));
// A word of "seem" is at the same time an adverb for some ("potentially"); it counts as a hedge.
inline const auto hedge_word = remember(r_seem, of_class(bit(seem)));
inline const auto plain_adverb = where([](const LexToken& t) {
  return t.is(bit(adverb)) || (t.kind == TokenKind::word && !t.row && t.folded.size() > 4 && t.folded.ends_with("ly"));
});
inline const auto sized_adverb =
    remember(r_size, where([](const LexToken& t) { return t.is(bit(size)) && t.is(bit(adverb) | bit(size)); }));
inline bool adverbial(const LexToken& t) {
  return t.is(any(seem, negation, size, adverb)) || (t.kind == TokenKind::word && !t.row && t.folded.ends_with("ly"));
}
inline const auto adverbs = where_begins([](const LexToken& t) { return adverbial(t); },
                                         *((hedge_word >> -of_class(bit(to))) | negator | sized_adverb | plain_adverb));
inline const auto modal_word = remember(r_modal, of_class(bit(modal)));
// "has been shown to", "was found to", "is known to": the finding is what follows.
inline const auto reported = attempt(of_class(bit(be)) >> adverbs >> of_class(bit(report)) >> of_class(bit(to)));
inline bool helps(const LexToken& t) { return t.row && t.row->words[0].starts_with("help"); }
inline const auto helped = where(helps);
inline bool auxiliary(const LexToken& t) { return t.is(any(modal, should, do_, have, be)) || adverbial(t) || helps(t); }

/// Everything that may stand before the head of a predicate. Nothing at all is allowed: "X reduces Y".
inline const auto auxiliaries =
    where_begins([](const LexToken& t) { return auxiliary(t); },
                 adverbs >> -(modal_word | remember(r_should, of_class(bit(should)))) >> adverbs >>
                     -(remember(r_do, of_class(bit(do_))) | of_class(bit(have))) >> adverbs >>
                     -attempt(reported >> adverbs) >> -attempt(hedge_word >> -of_class(bit(to))) >> adverbs >>
                     -attempt(helped >> -of_class(bit(to)) >> &of_class(bit(effect))));

/// The same where "have" is itself the verb of the predicate: "X has no effect".
inline const auto auxiliaries_of_have =
    where_begins([](const LexToken& t) { return auxiliary(t); },
                 adverbs >> -(modal_word | remember(r_should, of_class(bit(should)))) >> adverbs >>
                     -attempt(reported >> adverbs) >> -attempt(hedge_word >> -of_class(bit(to))) >> adverbs);

/// The word as it stands in the text, whether the lexicon has it or not.
inline std::string_view written(const LexToken& t) {
  return t.row ? std::string_view(t.row->words.front()) : std::string_view(t.folded);
}

inline bool is_word(const LexToken& t, std::string_view word) {
  return written(t) == word && (!t.row || t.row->words.size() == 1);
}
template <std::size_t n>
bool is_word(const LexToken& t, const std::array<std::string_view, n>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is_word(t, word); });
}
inline bool is_keyword(const LexToken& t, Keyword word) { return (t.keywords & bit(word)) != 0; }
/// One of the words that claim_words.cpp lists under that name.
constexpr auto keyword(Keyword word) {
  return where([word](const LexToken& t) { return is_keyword(t, word); });
}
constexpr auto the_word(std::string_view word) {
  return where([word](const LexToken& t) { return is_word(t, word); });
}

/// Whether a verb with a subject follows in the clause: then what stands here is no predicate of its own. Looks a few
/// words ahead only.
inline bool finite_follows(Position at, Position last) {
  constexpr std::ptrdiff_t ahead = 14;
  const Position stop = last - at > ahead ? at + ahead : last;
  for (; at < stop; ++at) {
    if (at->symbol == ',' || at->symbol == ';' || at->symbol == '.' || at->symbol == ':') return false;
    if (at->is(any(but, if_, that, and_))) return false;
    if (at->is(any(be, have, modal, do_, should))) return true;
    if (at->is(any(effect, assoc, report)) && at->is(any(third, past)) && !at->is(bit(compare))) return true;
  }
  return false;
}

inline Direction opposite(Direction direction) {
  switch (direction) {
    case Direction::increases: return Direction::decreases;
    case Direction::decreases: return Direction::increases;
    case Direction::improves: return Direction::worsens;
    case Direction::worsens: return Direction::improves;
    default: return direction;
  }
}
/// What a judgement ("effective", "inferior") does by its aim ("in reducing Y"): a good one does it, a bad one the opposite.
inline Direction towards(Direction judgement, Direction aim) {
  if (judgement == Direction::improves) return aim;
  return judgement == Direction::worsens ? opposite(aim) : judgement;
}

/// Behind "than", "to" or "over": what is compared with, up to the aim ("for Y", "in reducing Y") where one follows; the
/// predicate then ends before the aim, else the whole right side is the comparator.
inline void compare_with_rest(ShapeMatch& out, Position after, Position last) {
  out.compared = true;
  out.end = after;
  for (Position at = after + 1; at + 1 < last && at < after + 10; ++at) {
    if (at->symbol == ',' || at->symbol == ';') return;
    const bool aim = is_word(*at, "for") || is_word(*at, "at");
    if (!(aim || at->is(bit(in))) || !(aim || at[1].is(bit(gerund)))) continue;
    // "for women": whom, not what for
    if (at[1].is(bit(people)) || (at + 2 < last && at[2].is(bit(people)))) return;
    out.comparator_begin = after;
    out.comparator_end = at;
    out.compared = false;
    out.end = at;
    if (at[1].is(bit(effect)) && at[1].is(bit(gerund))) {
      out.end = at + 2;
      out.direction = towards(out.direction, direction_of(at[1].says(effect)));
    }
    return;
  }
}

/// Fills what the verb group alone says.
inline ShapeMatch from_trail(const Trail& trail, Position begin, Position end) {
  ShapeMatch out;
  out.begin = begin;
  out.end = end;
  for (const Capture& capture : trail.captures) {
    if (capture.role == r_modal || capture.role == r_seem) out.hedged = true;
    if (capture.role == r_seem && capture.begin->is(bit(negation))) out.negated = true;  // "is unlikely to"
    // "not only reduces Y but also ..." denies nothing.
    const bool only = capture.role == r_not && capture.end < end &&
                      is_word(*capture.end, std::array<std::string_view, 4>{"only", "just", "merely", "simply"});
    if (capture.role == r_not && !only) out.negated = !out.negated || capture.begin->span.size() > 3;
    // "little or no" denies and measures at once.
    if (capture.role == r_size || (capture.role == r_not && capture.begin->is(bit(size)))) {
      if (const auto size_word = from_word<Magnitude>(capture.begin->says(size))) out.magnitude = *size_word;
    }
  }
  // "cannot", "did not" are negators and auxiliaries in one word.
  for (Position at = begin; at != end; ++at) {
    if (at->is(bit(negation)) && at->is(bit(do_) | bit(be) | bit(have))) out.negated = true;
  }
  if (out.hedged) out.relation = CausalRelation::conditional_causal;
  return out;
}

/// "No effect was seen", "there was no benefit": what X does. "A reduction was seen": what happened, whatever did it.
inline bool names_what_x_does(const LexToken& noun) {
  const std::string_view word = noun.row->words.back();
  return !noun.is(bit(bad_outcome)) && noun.row->words.front() != "adverse" && noun.row->words.front() != "side" &&
         (word.starts_with("effect") || word.starts_with("efficac") || word.starts_with("benefit") ||
          word.starts_with("impact") || word.starts_with("influence"));
}

inline bool relative(Position t) { return written(*t) == "which" || written(*t) == "who"; }

/// The first token of the clause that ends before `end`: behind a comma, a conjunction or "that".
inline Position clause_begin(Position first, Position end) {
  constexpr std::ptrdiff_t farthest = 60;  // a subject that is longer is none that a reader would follow
  const Position bound = end - first > farthest ? end - farthest : first;
  Position at = end;
  while (at > bound && at[-1].symbol != ',' && at[-1].symbol != ';' && at[-1].symbol != ':' &&
         !at[-1].is(any(but, if_)) && !(at[-1].is(bit(that)) && !relative(at - 1)))
    --at;
  return at;
}

/// The last word of the noun phrase that begins a clause: "women" of "older women who smoke"; null when there is none.
inline Position subject_head(Position clause, Position end) {
  if (clause == end) return nullptr;
  Position at = clause + 1;
  while (at != end && !at->is(any(of, in, with, on, by, that, adverb, to, than, be, have, do_, modal))) ++at;
  return at - 1;
}

inline bool has(Position at, Position last, Classes classes) { return at < last && at->is(classes); }

/// The token before, skipping adverbs; null at the beginning.
inline Position before(Position at, Position first) {
  while (at > first) {
    --at;
    const bool unknown_adverb =
        at->kind == TokenKind::word && !at->row && at->folded.size() > 4 && at->folded.ends_with("ly");
    if (!unknown_adverb && !(at->is(bit(adverb) | bit(seem)) && !at->is(bit(be) | bit(have) | bit(negation))))
      return at;
  }
  return nullptr;
}

}  // namespace claimassay::shape_grammar
