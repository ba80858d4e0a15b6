// "X is one of the main causes of Y", "X may be a cause of Y": what brings Y about, told by a noun. "The leading cause of death"
// is a rank among causes, counted and not found.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto cause_word = keyword(Keyword::causes);
const auto describing = *(remember(r_not, of_class(bit(negation))) | where([](const LexToken& t) {
                            return t.kind == TokenKind::word &&
                                   !is_word(t, std::array<std::string_view, 2>{"cause", "causes"}) &&
                                   !t.is(any(in, with, to, on, by, and_, but, if_, than, be, have, modal, people));
                          }));
const auto is_cause = attempt(auxiliaries >> remember(r_be, of_class(bit(be))) >> adverbs >> describing >>
                              remember(r_head, cause_word) >> of_class(bit(of)));

}  // namespace

std::optional<ShapeMatch> read_cause(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  const Position end = parse_at(is_cause, at, last, trail);
  constexpr std::ptrdiff_t longest = 12;
  if (!end || end == last || end - at > longest || trail.find(r_should) || is_word(*end, "concern"))
    return std::nullopt;
  const bool ranked = std::any_of(at, end, [](const LexToken& t) {
    return is_word(t, std::array<std::string_view, 5>{"leading", "common", "commonest", "top", "frequent"});
  });
  if (ranked) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.direction = out.negated ? Direction::no_effect : Direction::increases;
  return out;
}

}  // namespace claimassay
