// "X is (more) effective for Y (than Z)", "X is safe", "X works", "X was superior to Z".
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto article = *(of_class(any(det, size, modifier, signif)) | plain_adverb);
const auto adjective = remember(r_head, of_class(any(good, bad)));
const auto more = remember(r_direction, of_class(bit(compare)));
const auto noun_after = *where([](const LexToken& t) {
  return t.kind == TokenKind::word && !t.row && t.folded.size() > 3;
});
const auto is_effective = attempt(auxiliaries >> remember(r_be, of_class(bit(be))) >> adverbs >> -more >> article >> -attempt(adverbs >> more) >> adverbs >> adjective >>
                                  *(of_class(bit(and_)) >> -adverbs >> of_class(any(good, bad))));
const auto target = of_class(any(in, to, on, with)) | of_class(bit(than));

}  // namespace

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
  while (end != last && end->kind == TokenKind::word && !end->is(any(in, to, on, with, than, of, and_, but, if_, by, that, be, have))) ++end;
  if (end != last && end->is(bit(than))) out.compared = true;
  if (end != last && end->is(any(in, to, on, with, of))) {
    const bool superior = head->row->text() == "superior" || head->row->text() == "inferior";
    if (superior && end->is(bit(to))) out.compared = true;
    ++end;
    if (end != last && end->is(bit(effect)) && end->is(bit(gerund))) {
      if (!out.negated) out.direction = direction_of(end->says(effect));
      ++end;
    } else if (end != last && end->is(bit(effect)) && end->is(bit(base))) {
      if (!out.negated) out.direction = direction_of(end->says(effect));
      ++end;
    }
  }
  out.end = end;
  return out;
}

}  // namespace claimassay
