// "The effects of X on Y are unclear", "it is not known whether X reduces Y": what is not known is said to be so.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto is_unclear =
    attempt(auxiliaries >> of_class(bit(be)) >> adverbs >> remember(r_head, of_class(bit(unclear)))) |
    attempt(auxiliaries >> remember(r_head, where([](const LexToken& t) {
                                      return t.is(bit(unclear)) && t.row &&
                                             t.row->words[0].starts_with("remain");  // "remains to be seen"
                                    })));

const auto little = where([](const LexToken& t) {
  return t.is(bit(negation)) || t.folded == "insufficient" || t.folded == "inadequate" || t.folded == "limited" ||
         (t.row && t.row->text() == "little");
});
const auto evidence = keyword(Keyword::evidence);
const auto plain_word =
    where([](const LexToken& t) { return t.kind == TokenKind::word && !t.row && t.folded != "evidence"; });
// "an effect of X on Y cannot be excluded"
const auto excluded = where([](const LexToken& t) { return is_word(t, "excluded") || is_word(t, "dismissed"); });
const auto not_excluded =
    attempt(auxiliaries >> of_class(bit(be)) >> adverbs >> (excluded | (the_word("ruled") >> the_word("out"))));
// "the effects of X on Y have not been studied"
const auto studied = keyword(Keyword::studied);
const auto not_studied = attempt(auxiliaries >> of_class(bit(be)) >> adverbs >> remember(r_head, studied));
// "no trial has shown that"
const auto studies = keyword(Keyword::studies);
const auto no_trial = attempt(little >> *(of_class(any(size, signif, good, det)) | (!studies >> plain_word)) >>
                              studies >> auxiliaries >> of_class(bit(report)) >> of_class(bit(that)));
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
    // "to support the use of X for Y"
    if (end + 2 < last && end[-1].is(bit(to)) && is_word(*end, "support")) {
      Position use = end + 1;
      while (use + 1 < last && (use->is(any(det, of)) || is_word(*use, "use"))) ++use;
      out.end = use;
      out.open_question = false;
      out.outcome = Side::none;
    }
    return out;
  }
  if (const Position end = parse_at(no_trial, at, last, trail)) {
    ShapeMatch out = from_trail(trail, at, end);
    out.relation = CausalRelation::none;
    out.direction = Direction::unclear;
    out.negated = false;
    out.open_question = true;
    return out;
  }
  Position end = parse_at(is_unclear, at, last, trail);
  if (!end) {
    end = parse_at(not_excluded, at, last, trail);
    if (!end) end = parse_at(not_studied, at, last, trail);
    // "was tested" tells a method: only what was not is unknown.
    if (!end || !from_trail(trail, at, end).negated) return std::nullopt;
  }
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
