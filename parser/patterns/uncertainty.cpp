// "The effects of X on Y are unclear", "it is not known whether X reduces Y": what is not known is said to be so.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto is_unclear = attempt(auxiliaries >> of_class(bit(be)) >> adverbs >> remember(r_head, of_class(bit(unclear))));

}  // namespace

std::optional<ShapeMatch> read_uncertainty(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  const Position end = parse_at(is_unclear, at, last, trail);
  if (!end) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.relation = CausalRelation::none;
  out.direction = Direction::unclear;
  out.negated = false;
  out.outcome = Side::left;
  out.intervention = Side::left;
  return out;
}

}  // namespace claimassay
