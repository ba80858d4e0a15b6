// "X is a simple way to ease Y", "X may be an important strategy to prevent Y", "they found a way to ease Y": what X does is told
// as what it is for.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto way = keyword(Keyword::ways);
const auto described =
    *(!way >> (remember(r_not, of_class(bit(negation))) | where([](const LexToken& t) {
                 return (t.kind == TokenKind::word && !t.is(any(be, have, do_, modal, should, people, in, of, with, to,
                                                                on, by, but, if_, that, than))) ||
                        t.symbol == ',';
               })));
const auto does = way >> of_class(bit(to)) >> adverbs >>
                  remember(r_head, where([](const LexToken& t) { return t.is(bit(effect)) && t.is(bit(base)); }));
const auto is_way = attempt(auxiliaries >> remember(r_be, of_class(bit(be))) >> adverbs >> described >> does);
const auto found_way = attempt(-of_class(bit(have)) >> adverbs >> where([](const LexToken& t) {
  return t.is(bit(report)) && t.is(any(past, third));
}) >> described >> does);

}  // namespace

std::optional<ShapeMatch> read_way(const LexToken* at, const LexToken* first, const LexToken* last) {
  if (at > first && is_word(at[-1], "there")) return std::nullopt;
  constexpr std::ptrdiff_t longest = 16;
  Trail trail;
  Position end = parse_at(is_way, at, last, trail);
  const bool is = end != nullptr;
  if (!end) end = parse_at(found_way, at, last, trail);
  if (!end || end - at > longest || trail.find(r_should)) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.direction = direction_of(trail.find(r_head)->begin->says(effect));
  if (!is) out.intervention = Side::none;  // who found it does not act
  if (out.negated) out.direction = Direction::no_effect;
  return out;
}

}  // namespace claimassay
