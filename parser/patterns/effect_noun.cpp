// "X had no effect on Y", "X yields a small improvement in Y", "the effect of X on Y was large", "there was a reduction
// in Y", "X makes no difference to Y".
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto describing =
    *(remember(r_not, of_class(bit(negation))) | remember(r_size, of_class(bit(size))) |
      of_class(any(signif, det, modifier)) | remember(r_direction, of_class(any(compare, good, bad))) | plain_adverb |
      symbol(',') | of_class(bit(and_)));
const auto noun = remember(r_head, of_class(bit(effect_noun)));
const auto unknown_word = where([](const LexToken& t) { return t.kind == TokenKind::word && !t.row; });
const auto with_verb = attempt(
    auxiliaries_of_have >> (of_class(bit(have)) | of_class(bit(effect)) | of_class(bit(report))) >>
    -attempt(hedge_word) >> describing >> -attempt(unknown_word >> describing) >> noun >> of_class(any(in, on, of)));
// "X makes little or no difference to Y"
const auto makes = where([](const LexToken& t) {
  const std::string_view word = t.row ? std::string_view(t.row->words.front()) : t.folded;
  return word == "make" || word == "makes" || word == "made";
});
const auto difference = where(
    [](const LexToken& t) { return (t.row ? std::string_view(t.row->words.front()) : t.folded) == "difference"; });
const auto with_make =
    attempt(auxiliaries >> makes >> describing >> remember(r_what, difference) >> of_class(any(in, on, to)));
const auto existential = attempt(where([](const LexToken& t) { return t.row && t.row->text() == "there"; }) >>
                                 auxiliaries >> of_class(bit(be)) >> describing >> noun >> of_class(any(in, on, of)));

}  // namespace

std::optional<ShapeMatch> read_effect_noun(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  bool there = false;
  if (const Position made = parse_at(with_make, at, last, trail)) {
    ShapeMatch out = from_trail(trail, at, made);
    out.direction = out.negated || out.magnitude == Magnitude::trivial ? Direction::no_effect : Direction::unclear;
    return out;
  }
  Position end = parse_at(with_verb, at, last, trail);
  if (!end) {
    end = parse_at(existential, at, last, trail);
    there = end != nullptr;
  }
  if (!end) return std::nullopt;
  const Position noun_at = trail.find(r_head)->begin;
  // "reducing improvements in" begins with a gerund: a purpose, as for plain verbs.
  if (at->is(bit(gerund)) || (at > first && at[-1].is(bit(to)))) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  if (trail.find(r_should)) return std::nullopt;
  if (there) out.intervention = Side::right;
  out.direction = direction_of(noun_at->says(effect_noun));
  // "a reduction of 5 points" counts, "increase of X" names what grew; "role in" is unclear by itself.
  if (const Capture* how = trail.find(r_direction)) {
    if (how->begin->is(bit(good))) out.direction = Direction::improves;
    if (how->begin->is(bit(bad))) out.direction = Direction::worsens;
    if (how->begin->is(bit(compare)) && out.direction == Direction::unclear) out.direction = Direction::unclear;
  }
  if (out.negated) out.direction = Direction::no_effect;
  return out;
}

}  // namespace claimassay
