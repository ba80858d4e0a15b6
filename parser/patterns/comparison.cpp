// "Y was lower with X than with Z", "X had fewer Y", "there was no difference in Y between X and Z", "X did not
// differ".
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto difference = where([](const LexToken& t) {
  return t.folded == "difference" || t.folded == "differences" || t.folded == "interaction";
});
const auto word = !difference >> where([](const LexToken& t) { return t.kind == TokenKind::word && !t.row; });
const auto predicate = attempt(
    auxiliaries_of_have >>
    (remember(r_be, of_class(bit(be))) | remember(r_do, of_class(bit(have))) | of_class(bit(report))) >> adverbs >>
    *(remember(r_size, of_class(bit(size))) | of_class(any(det, signif))) >> remember(r_head, of_class(bit(compare))));
const auto no_difference = attempt(
    -(where([](const LexToken& t) { return t.row && t.row->text() == "there"; }) >> auxiliaries >> of_class(bit(be))) >>
    *(of_class(bit(report)) | plain_adverb) >> remember(r_not, of_class(bit(negation))) >>
    *(of_class(any(size, signif, det, adverb, good)) | word) >> remember(r_head, difference));

Direction direction_of_comparative(std::string_view text) {
  for (const std::string_view up : {"higher", "greater", "more", "longer", "larger", "elevated", "increased", "older",
                                    "stronger", "faster", "highest", "later"}) {
    if (text == up) return Direction::increases;
  }
  for (const std::string_view down : {"lower", "less", "fewer", "shorter", "smaller", "decreased", "reduced", "younger",
                                      "weaker", "slower", "lowest", "earlier"}) {
    if (text == down) return Direction::decreases;
  }
  if (text == "better") return Direction::improves;
  if (text == "worse" || text == "poorer" || text == "worst") return Direction::worsens;
  return Direction::no_effect;  // similar, comparable, equivalent
}

}  // namespace

std::optional<ShapeMatch> read_comparison(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  if (const Position end = parse_at(no_difference, at, last, trail)) {
    ShapeMatch out = from_trail(trail, at, end);
    out.relation = CausalRelation::correlational;
    out.direction = Direction::no_effect;
    out.intervention = Side::right;
    out.outcome = Side::right;
    out.negated = true;
    return out;
  }
  const Position end = parse_at(predicate, at, last, trail);
  if (!end || trail.find(r_should)) return std::nullopt;
  const Position head = trail.find(r_head)->begin;
  // "more effective", "less likely": another shape reads the word that it strengthens.
  if (end != last && end->is(any(good, bad, assoc_noun))) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.kind = ClaimKind::association;
  out.relation = CausalRelation::correlational;
  out.direction = direction_of_comparative(head->row->text());
  if (trail.find(r_do)) return out;  // "X had fewer Y": the outcome stands on the right
  out.outcome = Side::left;
  out.intervention = Side::right;
  if (out.negated) out.direction = Direction::no_effect;
  return out;
}

}  // namespace claimassay
