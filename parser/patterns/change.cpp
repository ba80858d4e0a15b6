// "Pain fell by 3 points with X", "variability rises within a week": a verb of change without an object; the subject is the
// outcome. Verbs that also take an object ("improve") are effect.cpp's.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto changes = attempt(auxiliaries >> remember(r_head, of_class(bit(change))));

/// A verb that the clause has already: then "falls", "drops" are nouns here.
bool verb_before(Position at, Position first) {
  constexpr std::ptrdiff_t behind = 14;
  const Position stop = at - first > behind ? at - behind : first;
  while (at > stop) {
    --at;
    if (at->symbol == ',' || at->symbol == ';' || at->symbol == '.' || at->symbol == ':' || at->is(any(but, that, if_)))
      return false;
    if (at->is(any(be, have, modal, do_))) return true;
    if (at->is(any(effect, assoc, report)) && at->is(any(third, past, base))) return true;
  }
  return false;
}

}  // namespace

std::optional<ShapeMatch> read_change(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  const Position end = parse_at(changes, at, last, trail);
  if (!end || at == first || trail.find(r_should)) return std::nullopt;
  const Position verb = trail.find(r_head)->begin;
  const Position prior = at - 1;
  if (verb->is(bit(gerund)) || (prior->symbol != 0 && prior->symbol != ')')) return std::nullopt;
  // People fall and decline to take part; that is no change of a measure.
  if (prior->is(any(people, det, of, in, by, with, on, to, and_, be, have, compare, size, signif, than)))
    return std::nullopt;
  const bool plain = at == verb;
  const bool noun = verb->is(any(effect_noun, bad_outcome)) || verb->is(bit(base));
  const bool measured =
      end != last && (is_word(*end, "by") || is_word(*end, "to") || is_word(*end, "from") || is_word(*end, "within") ||
                      is_word(*end, "after") || is_word(*end, "with") || end->kind == TokenKind::number);
  const bool ends = end == last || end->symbol != 0 || end->is(any(but, if_, adverb, size)) || is_word(*end, "and");
  if (plain && noun && (!(measured || end == last || end->symbol == '.') || verb_before(at, first)))
    return std::nullopt;
  if (!(measured || ends || end->is(any(in, by, with, than)) || is_word(*end, "during") || is_word(*end, "over")))
    return std::nullopt;
  if (plain && (verb_before(at, first) || finite_follows(end, last))) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.kind = ClaimKind::association;
  out.direction = direction_of(verb->says(change));
  out.outcome = Side::left;
  out.intervention = Side::right;
  const bool beside = end != last && end->is(any(by, in, with));
  out.relation = beside ? CausalRelation::correlational : CausalRelation::none;
  if (out.negated) out.direction = Direction::no_effect;
  return out;
}

}  // namespace claimassay
