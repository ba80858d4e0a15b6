// "X carries a higher risk of Y", "X poses no risk to Y", "smokers face a risk of Y": a risk that goes with X.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto risk = where([](const LexToken& t) { return is_word(t, std::array<std::string_view, 2>{"risk", "risks"}); });
const auto how_great =
    *(!risk >> (remember(r_not, of_class(bit(negation))) | remember(r_direction, of_class(bit(compare))) |
                remember(r_size, of_class(bit(size))) | of_class(any(det, signif, modifier, bad_outcome)) |
                plain_adverb | number_token() | symbol('%') |
                where([](const LexToken& t) { return t.kind == TokenKind::word && !t.row && t.folded.size() > 3; })));
// A plain "carries" is no word of the lexicon, and no predicate begins there: it is looked for behind.
const auto whole = attempt(auxiliaries >> keyword(Keyword::bears) >> how_great >> risk);
const auto behind_verb = attempt(how_great >> risk);

}  // namespace

std::optional<ShapeMatch> read_risk(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  Position begin = at;
  Position end = parse_at(whole, at, last, trail);
  if (!end) {
    if (at == first || !is_keyword(at[-1], Keyword::bears)) return std::nullopt;
    end = parse_at(behind_verb, at, last, trail);
    begin = at - 1;
  }
  if (!end || begin == first || trail.find(r_should)) return std::nullopt;
  // "the risk that they face", "to face the risk": no statement
  if (begin[-1].is(any(to, det)) && !begin[-1].is(bit(people))) return std::nullopt;
  ShapeMatch out = from_trail(trail, begin, end);
  out.kind = ClaimKind::association;
  out.relation = CausalRelation::correlational;
  out.direction = Direction::increases;
  if (const Capture* how = trail.find(r_direction)) {
    const Direction direction = direction_of_comparative(how->begin->row->text());
    out.direction = direction == Direction::no_effect ? Direction::unclear : direction;
  }
  if (out.negated) out.direction = Direction::no_effect;
  if (end != last && (end->is(bit(of)) || is_word(*end, "for") || end->is(bit(to)))) ++out.end;
  return out;
}

}  // namespace claimassay
