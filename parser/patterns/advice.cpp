// "Patients should take X", "X is recommended for Y", "we recommend X".
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto advises = attempt(adverbs >> remember(r_should, of_class(bit(should))) >> adverbs >> -of_class(bit(be)) >>
                             adverbs >> *of_class(bit(advise))) |
                     attempt(adverbs >> remember(r_advice, of_class(bit(advise))));

}  // namespace

std::optional<ShapeMatch> read_advice(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  const Position end = parse_at(advises, at, last, trail);
  if (!end) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.kind = ClaimKind::recommendation;
  out.relation = CausalRelation::none;
  out.advice = Advice::strong;
  out.hedged = false;
  // "X is recommended for Y": X stands on the left; "we recommend X for Y": on the right.
  // "patients should take X": people are told, X stands on the right.
  const bool people_told = at > first && at[-1].is(any(people, pronoun));
  const bool passive =
      !people_told &&
      (trail.find(r_should) || (at->row && (at->row->words[0] == "is" || at->row->words[0] == "are" ||
                                            at->row->words[0] == "recommended" || at->row->words[0] == "advised")));
  out.intervention = passive ? Side::left : Side::right;
  out.outcome = Side::none;
  return out;
}

}  // namespace claimassay
