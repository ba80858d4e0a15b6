// "The effects of X on Y are unclear", "it is not known whether X reduces Y": what is not known is said to be so.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto is_unclear =
    attempt(auxiliaries >> of_class(bit(be)) >> adverbs >> remember(r_head, of_class(bit(unclear))));

const auto little = where([](const LexToken& t) {
  return t.is(bit(negation)) || t.folded == "insufficient" || t.folded == "inadequate" || t.folded == "limited" ||
         (t.row && t.row->text() == "little");
});
const auto evidence = where([](const LexToken& t) { return t.folded == "evidence" || t.folded == "proof"; });
const auto plain_word =
    where([](const LexToken& t) { return t.kind == TokenKind::word && !t.row && t.folded != "evidence"; });
// "no evidence of an effect", "insufficient evidence that", "no good evidence for"
const auto no_evidence = attempt(-attempt(auxiliaries_of_have >> (of_class(bit(be)) | of_class(any(have, report)))) >>
                                 little >> *(of_class(any(size, signif, good, det)) | (!evidence >> plain_word)) >>
                                 evidence >> (of_class(any(of, that, in, on)) | of_class(bit(to))));

}  // namespace

std::optional<ShapeMatch> read_uncertainty(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  if (const Position end = parse_at(no_evidence, at, last, trail)) {
    // Absence of evidence: neither an effect nor "no effect".
    ShapeMatch out = from_trail(trail, at, end);
    out.relation = CausalRelation::none;
    out.direction = Direction::unclear;
    out.negated = false;
    out.intervention = Side::right;
    out.open_question = end[-1].is(any(that, to));
    return out;
  }
  const Position end = parse_at(is_unclear, at, last, trail);
  if (!end) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.open_question = end != last && end->is(any(if_, that));
  out.relation = CausalRelation::none;
  out.direction = Direction::unclear;
  out.negated = false;
  out.outcome = Side::left;
  out.intervention = Side::left;
  return out;
}

}  // namespace claimassay
