// "Y was lower with X than with Z", "X had fewer Y", "there was no difference in Y between X and Z", "X did not
// differ".
#include "parser/clause_words.h"
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto difference = where([](const LexToken& t) {
  return t.folded == "difference" || t.folded == "differences" || t.folded == "interaction";
});
const auto word = !difference >> where([](const LexToken& t) { return t.kind == TokenKind::word && !t.row; });
// "less" and "more" are adverbs as well; here they are what is looked for.
const auto how = *(hedge_word | negator | sized_adverb | (!of_class(bit(compare)) >> plain_adverb));
const auto measure = number_token() | symbol('%') | the_word("percent");  // "a 20% lower risk"
const auto predicate =
    attempt(auxiliaries_of_have >> (remember(r_be, of_class(bit(be))) | remember(r_do, of_class(any(have, report)))) >>
            how >> *(remember(r_size, of_class(bit(size))) | of_class(any(det, signif)) | measure) >>
            remember(r_head, of_class(bit(compare))));
const auto no_difference = attempt(
    -(where([](const LexToken& t) { return t.row && t.row->text() == "there"; }) >> auxiliaries >> of_class(bit(be))) >>
    *(of_class(bit(report)) | plain_adverb) >> remember(r_not, of_class(bit(negation))) >>
    *(of_class(any(size, signif, det, adverb, good)) | word) >> remember(r_head, difference) >>
    -attempt(of_class(bit(be)) >> adverbs >> of_class(bit(report))));

/// "X was better than Y" tells of X; "pain was better than with Y" of pain. The word before the verb decides.
bool names_outcome(Position at, Position first) {
  return at > first && at[-1].is(any(bad_outcome, good_outcome, effect_noun));
}

}  // namespace

std::optional<ShapeMatch> read_comparison(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  if (const Position end = parse_at(no_difference, at, last, trail)) {
    ShapeMatch out = from_trail(trail, at, end);
    out.relation = CausalRelation::correlational;
    out.direction = Direction::no_effect;
    out.intervention = Side::right;
    out.outcome = Side::right;
    out.between = true;
    out.negated = true;
    return out;
  }
  const Position end = parse_at(predicate, at, last, trail);
  if (!end || trail.find(r_should)) return std::nullopt;
  const Position head = trail.find(r_head)->begin;
  // "more effective", "less likely": another shape reads the word that it strengthens.
  if (end != last && end->is(any(good, bad, assoc_noun))) return std::nullopt;
  if (clause_words::names_place(head, last)) return std::nullopt;  // "had lower abdominal discomfort"
  ShapeMatch out = from_trail(trail, at, end);
  out.kind = ClaimKind::association;
  out.relation = CausalRelation::correlational;
  out.direction = direction_of_comparative(head->row->text());
  if (trail.find(r_do)) {  // "X had fewer Y": the outcome stands on the right
    if (out.negated) out.direction = Direction::no_effect;
    return out;
  }
  const bool even = out.direction == Direction::no_effect;
  out.equal = even;
  const bool judges = out.direction == Direction::improves || out.direction == Direction::worsens;
  const bool against = end != last && ((judges && end->is(bit(than))) || (even && end->is(bit(to))));
  if (against && !names_outcome(at, first)) {
    // "X was no better than Y for Z", "X is similar to Y"
    out.kind = ClaimKind::effect;
    out.outcome = Side::right;
    compare_with_rest(out, end + 1, last);
  } else {
    out.outcome = Side::left;
    out.intervention = Side::right;
  }
  if (out.negated) out.direction = Direction::no_effect;
  return out;
}

}  // namespace claimassay
