// "X had no effect on Y", "X yields a small improvement in Y", "the effect of X on Y was large", "there was a reduction
// in Y", "X makes no difference to Y", "X is not without benefit in Y"; what stands in the subject ("a reduction in Y was seen
// with X") is noun_subject.cpp.
#include <algorithm>

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
const auto offers = where([](const LexToken& t) {
  return is_word(t, std::array<std::string_view, 8>{"offer", "offers", "offered", "provide", "provides", "provided",
                                                    "gives", "gave"});
});
const auto over = remember(r_right, the_word("over"));
const auto with_verb =
    attempt(auxiliaries_of_have >> (of_class(bit(have)) | of_class(bit(effect)) | of_class(bit(report)) | offers) >>
            -attempt(hedge_word) >> describing >> -attempt(unknown_word >> describing) >> noun >>
            (of_class(any(in, on, of)) | over));
// "X is not without benefit in Y", "X was of no benefit in Y"
const auto not_without = attempt(auxiliaries >> of_class(bit(be)) >> the_word("not") >> the_word("without") >>
                                 *of_class(any(size, signif, det)) >> noun >> of_class(any(in, on, of)));
const auto of_benefit = attempt(auxiliaries >> of_class(bit(be)) >> adverbs >> of_class(bit(of)) >> describing >>
                                noun >> of_class(any(in, on, of)));
// "X makes little or no difference to Y"
const auto makes = keyword(Keyword::make);
const auto difference = where(
    [](const LexToken& t) { return (t.row ? std::string_view(t.row->words.front()) : t.folded) == "difference"; });
const auto with_make =
    attempt(auxiliaries >> makes >> describing >> remember(r_what, difference) >> of_class(any(in, on, to)));
const auto existential = attempt(where([](const LexToken& t) { return t.row && t.row->text() == "there"; }) >>
                                 auxiliaries >> of_class(bit(be)) >> describing >> noun >> of_class(any(in, on, of)));
// "There is good evidence for the effectiveness of X in Y"
const auto evidence = where([](const LexToken& t) { return t.folded == "evidence"; });
const auto kind_of_evidence = *(!evidence >> where([](const LexToken& t) {
  constexpr std::array<std::string_view, 6> too_little = {"limited", "insufficient", "inadequate",
                                                          "little",  "sparse",       "weak"};
  return t.kind == TokenKind::word && !is_word(t, too_little) &&
         !t.is(any(negation, in, of, with, to, be, have, that, and_, but));
}));
const auto support = where([](const LexToken& t) { return written(t).starts_with("support"); });
const auto evidence_of =
    attempt(where([](const LexToken& t) { return t.row && t.row->text() == "there"; }) >> auxiliaries >>
            of_class(bit(be)) >> kind_of_evidence >> evidence >>
            (of_class(any(in, of)) | (of_class(bit(to)) >> support)) >> describing >> noun >> of_class(bit(of)));
constexpr std::string_view seen_words[] = {"observe", "seen",   "found",    "noted",
                                           "detect",  "report", "document", "demonstrat"};
const auto seen = where([](const LexToken& t) {
  const std::string_view word = written(t);
  return t.is(bit(report)) && std::any_of(std::begin(seen_words), std::end(seen_words),
                                          [&](std::string_view one) { return word.starts_with(one); });
});
const auto was_seen = attempt(of_class(bit(be)) >> *plain_adverb >> seen);

/// "No serious harm was seen", "a reduction in pain was observed (in X)": the noun stands before, its verb only reports.
std::optional<ShapeMatch> read_was_seen(Position at, Position first, Position last) {
  constexpr std::ptrdiff_t farthest = 10;
  Trail trail;
  const Position end = parse_at(was_seen, at, last, trail);
  if (!end || end[-1].is(bit(base)) || (end != last && end->is(any(that, to)))) return std::nullopt;
  const Position clause = clause_begin(first, at);
  const Position from = at - clause > farthest ? at - farthest : clause;
  const Position noun_at = std::find_if(from, at, [](const LexToken& t) { return t.is(bit(effect_noun)); });
  if (noun_at == at || std::any_of(from, at, [](const LexToken& t) { return t.is(any(be, have, do_, that, report)); }))
    return std::nullopt;
  ShapeMatch out;
  out.begin = at;
  out.end = end;
  out.kind = ClaimKind::association;
  out.relation = names_what_x_does(*noun_at) ? CausalRelation::direct_causal : CausalRelation::correlational;
  out.intervention = Side::right;
  out.outcome = Side::left;
  out.negated = std::any_of(from, noun_at, [](const LexToken& t) { return t.is(bit(negation)); });
  out.direction = out.negated ? Direction::no_effect : direction_of(noun_at->says(effect_noun));
  return out;
}

// "the potential for cumulative benefits with X"
const auto potential_for =
    attempt(where([](const LexToken& t) { return t.row && t.row->text() == "potential for"; }) >>
            remember(r_what, describing >> -attempt(unknown_word >> describing) >> noun) >> &of_class(any(with, by)));

}  // namespace

std::optional<ShapeMatch> read_effect_noun(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  bool there = false;
  if (const Position made = parse_at(with_make, at, last, trail)) {
    ShapeMatch out = from_trail(trail, at, made);
    out.direction = out.negated || out.magnitude == Magnitude::trivial ? Direction::no_effect : Direction::unclear;
    return out;
  }
  if (const Position hoped = parse_at(potential_for, at, last, trail)) {
    ShapeMatch out = from_trail(trail, at, hoped);
    out.direction = direction_of(trail.find(r_head)->begin->says(effect_noun));
    out.relation = CausalRelation::conditional_causal;
    out.hedged = true;
    out.outcome = Side::inside;
    out.intervention = Side::right;
    out.inside_begin = trail.find(r_what)->begin;
    out.inside_end = hoped;
    return out;
  }
  if (const Position denied_twice = parse_at(not_without, at, last, trail)) {
    ShapeMatch out = from_trail(trail, at, denied_twice);
    out.direction = direction_of(trail.find(r_head)->begin->says(effect_noun));
    out.negated = false;
    return out;
  }
  Position end = parse_at(with_verb, at, last, trail);
  if (!end) end = parse_at(of_benefit, at, last, trail);
  if (!end) {
    end = parse_at(existential, at, last, trail);
    if (!end) end = parse_at(evidence_of, at, last, trail);
    there = end != nullptr;
  }
  if (!end) return read_was_seen(at, first, last);
  const Position noun_at = trail.find(r_head)->begin;
  // "reducing improvements in" begins with a gerund: a purpose, as for plain verbs.
  if (at->is(bit(gerund)) || (at > first && at[-1].is(bit(to)))) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  if (trail.find(r_should)) return std::nullopt;
  const bool acts = names_what_x_does(*noun_at);
  if (there) {  // "there was a reduction in Y": what acted, if anything did, is not said
    out.intervention = Side::right;
    if (!acts) out.relation = std::min(out.relation, CausalRelation::correlational);
  }
  const bool reported = std::any_of(at, noun_at, [](const LexToken& t) { return t.is(bit(report)); });
  if (acts && (there || reported) &&
      end[-1].is(bit(of))) {  // "we found no effect of X on Y": both stand behind the noun
    constexpr std::ptrdiff_t longest = 20;
    const auto ends = [](const LexToken& t) { return t.symbol != 0 || t.is(any(but, if_, that)); };
    out.intervention = Side::right;
    out.outcome = Side::inside;
    out.inside_begin = noun_at;
    out.inside_end = std::find_if(end, last - end > longest ? end + longest : last, ends);
    out.end = out.inside_end;
  }
  out.direction = direction_of(noun_at->says(effect_noun));
  // "a reduction of 5 points" counts, "increase of X" names what grew; "role in" is unclear by itself.
  if (const Capture* how = trail.find(r_direction)) {
    if (how->begin->is(bit(good))) out.direction = Direction::improves;
    if (how->begin->is(bit(bad))) out.direction = Direction::worsens;
    if (how->begin->is(bit(compare)) && out.direction == Direction::unclear) out.direction = Direction::unclear;
  }
  // "had mixed effects on Y"
  const bool mixed = std::any_of(at, end, [](const LexToken& t) {
    return is_word(t, std::array<std::string_view, 3>{"mixed", "inconsistent", "conflicting"});
  });
  if (mixed) out.direction = Direction::mixed;
  if (out.negated) out.direction = Direction::no_effect;
  // "Users had a greater reduction in Y": who they are goes with Y; only what is done to them acts on it.
  const Position head = there ? nullptr : subject_head(clause_begin(first, at), at);
  if (head && head->is(bit(people)) && !at->is(bit(effect)) && out.relation == CausalRelation::direct_causal) {
    out.kind = ClaimKind::association;
    out.relation = written(*noun_at).starts_with("role") ? CausalRelation::none : CausalRelation::correlational;
  }
  // "offers no advantage over Y"
  if (const Capture* against = trail.find(r_right)) compare_with_rest(out, against->end, last);
  return out;
}

}  // namespace claimassay
