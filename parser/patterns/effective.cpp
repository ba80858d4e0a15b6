// "X is (more) effective for Y (than Z)", "X is safe", "X works", "X was superior to Z".
#include <algorithm>

#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto article = *(of_class(any(det, size, modifier, signif)) | plain_adverb);
const auto adjective = remember(r_head, of_class(any(good, bad)));
const auto more = remember(r_direction, of_class(bit(compare)));
const auto and_more = *(of_class(bit(and_)) >> -adverbs >> of_class(any(good, bad)));
const auto is = auxiliaries >> remember(r_be, of_class(bit(be))) >> adverbs >> -more;
const auto describing = article >> -attempt(adverbs >> more) >> adverbs >> adjective >> and_more;
// "Beneficial" is an adjective of its own and one that describes: "a beneficial effect".
const auto is_effective = attempt(is >> describing) | attempt(is >> adjective >> and_more);
// "has shown potential in reducing Y", "shows promise for Y"
const auto promise = where(
    [](const LexToken& t) { return t.folded == "potential" || t.folded == "promise" || t.folded == "promising"; });
const auto has_shown =
    attempt(auxiliaries_of_have >> -of_class(bit(have)) >> adverbs >> of_class(bit(report)) >>
            *of_class(any(det, size, signif)) >> promise >>
            -where([](const LexToken& t) { return t.folded == "results"; }) >> &of_class(any(in, to)));

}  // namespace

std::optional<ShapeMatch> read_promise(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  Position end = parse_at(has_shown, at, last, trail);
  if (!end) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.hedged = true;
  out.relation = CausalRelation::conditional_causal;
  out.direction = Direction::improves;
  ++end;
  if (end != last && end->is(bit(effect)) && end->is(any(gerund, base))) {
    out.direction = direction_of(end->says(effect));
    ++end;
  }
  if (out.negated) out.direction = Direction::no_effect;
  out.end = end;
  return out;
}

std::optional<ShapeMatch> read_effective(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  Position end = parse_at(is_effective, at, last, trail);
  if (!end || trail.find(r_should)) return std::nullopt;
  const Position head = trail.find(r_head)->begin;
  ShapeMatch out = from_trail(trail, at, end);
  out.direction = head->is(bit(good)) ? Direction::improves : Direction::worsens;
  if (out.negated) out.direction = Direction::no_effect;
  if (trail.find(r_direction) && out.negated) out.direction = Direction::no_effect;
  // "an effective treatment for Y"
  while (end != last && end->kind == TokenKind::word &&
         !end->is(any(in, to, on, with, than, of, and_, but, if_, by, that, be, have)))
    ++end;
  const auto what_it_does = [&](Position at) {  // "in reducing", "to improve"
    if (at + 1 >= last || !at->is(any(in, to, on, with, of))) return at;
    ++at;
    if (at->is(bit(effect)) && at->is(any(gerund, base))) {
      if (!out.negated) out.direction = direction_of(at->says(effect));
      ++at;
    }
    return at;
  };
  const bool superior = head->row->text() == "superior" || head->row->text() == "inferior";
  if (end != last && (end->is(bit(than)) || (superior && end->is(bit(to))))) {
    out.compared = true;
    for (Position at = end + 1; at + 1 < last && at < end + 10; ++at) {
      const bool aim = at->row && at->row->text() == "for";
      if (!at->is(bit(in)) || !(aim || at[1].is(bit(gerund)))) continue;
      out.comparator_begin = end + 1;
      out.comparator_end = at;
      out.compared = false;
      end = at;
      break;
    }
  }
  end = out.compared ? end + 1 : what_it_does(end);
  // "Safe", "useful", "important" judge; only with what they do ("useful in reducing Y") or a word of efficacy do they
  // claim.
  const bool efficacy =
      std::any_of(head, end, [](const LexToken& t) { return t.is(bit(good)) && t.says(good) == "effect"; });
  const bool does_something = end > head + 1 && end[-1].is(bit(effect)) && end[-1].is(any(gerund, base));
  if (!efficacy && !does_something && !head->is(bit(bad))) out.relation = CausalRelation::none;
  out.end = end;
  return out;
}

}  // namespace claimassay
