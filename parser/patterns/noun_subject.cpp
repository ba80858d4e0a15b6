// "A reduction in Y was seen with X", "no effect of X on Y was found", "the effect of X on Y was small": what was found is
// the subject, and the verb only says that it was found, or how large it is.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto describing =
    *(remember(r_not, of_class(bit(negation))) | remember(r_size, of_class(bit(size))) |
      of_class(any(signif, det, modifier)) | remember(r_direction, of_class(any(compare, good, bad))) | plain_adverb);
const auto unknown_word = where([](const LexToken& t) { return t.kind == TokenKind::word && !t.row; });
const auto group =
    attempt(describing >> -attempt(unknown_word >> describing) >>
            remember(r_head, of_class(any(effect_noun, bad_outcome))) >> &of_class(any(in, of, on, be, have)));
// What somebody saw, not what is "established" or "known".
const auto noticed = where([](const LexToken& t) {
  return t.is(bit(report)) &&
         is_word(t, std::array<std::string_view, 8>{"seen", "observed", "found", "reported", "noted", "detected",
                                                    "documented", "identified"});
});
const auto seen = attempt(auxiliaries >> of_class(bit(be)) >> adverbs >> noticed);
const auto judged = attempt(auxiliaries >> of_class(bit(be)) >> adverbs >> *of_class(bit(det)) >>
                            *(remember(r_size, of_class(bit(size))) | of_class(bit(signif))));

/// The auxiliary that ends the subject; null when the clause ends before, or another verb comes first.
Position verb_behind(Position at, Position last) {
  constexpr std::ptrdiff_t longest_subject = 25;
  const Position stop = last - at > longest_subject ? at + longest_subject : last;
  for (; at < stop; ++at) {
    if (at->is(any(be, have))) return at;
    if (at->symbol == ';' || at->symbol == '.' || at->symbol == ':' || at->is(any(but, if_, that, modal)))
      return nullptr;
    if (at->is(any(effect, assoc, report)) && at->is(any(third, past)) && !at->is(any(compare, gerund))) return nullptr;
  }
  return nullptr;
}

}  // namespace

std::optional<ShapeMatch> read_noun_subject(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  if (at > first && at[-1].symbol != ',' && !at[-1].is(any(but, that))) return std::nullopt;
  const Position end = parse_at(group, at, last, trail);
  if (!end) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  const Position noun = trail.find(r_head)->begin;
  const bool of_effect = noun->is(bit(effect_noun));
  const bool denied = out.negated;
  const Capture* how = trail.find(r_direction);
  const Classes how_classes = how ? how->begin->classes : 0;
  const Position named = trail.find(r_not) ? trail.find(r_not)->end : at;

  const Position verb = verb_behind(end, last);
  if (!verb) return std::nullopt;
  const Position found = parse_at(seen, verb, last, trail);
  Position measured = found ? nullptr : parse_at(judged, verb, last, trail);
  if (measured && !measured[-1].is(any(size, signif))) measured = nullptr;
  if (!found && !(measured && of_effect && end->is(any(of, on, in)))) return std::nullopt;
  // "No deaths were seen" says something of deaths; "pain was reported" only that people were asked.
  if (!of_effect && !denied) return std::nullopt;
  const ShapeMatch verb_group = from_trail(trail, verb, found ? found : measured);
  out.end = verb_group.end;
  out.negated = denied != verb_group.negated;
  out.hedged = out.hedged || verb_group.hedged;
  if (measured && verb_group.magnitude != Magnitude::not_stated) out.magnitude = verb_group.magnitude;
  out.direction = of_effect ? direction_of(noun->says(effect_noun)) : Direction::increases;
  if ((how_classes & bit(good)) != 0) out.direction = Direction::improves;
  if ((how_classes & bit(bad)) != 0) out.direction = Direction::worsens;
  out.relation = found && !names_what_x_does(*noun) ? CausalRelation::correlational
                 : out.hedged                       ? CausalRelation::conditional_causal
                                                    : CausalRelation::direct_causal;
  out.intervention = Side::right;
  out.outcome = Side::inside;
  if (end->is(any(be, have))) {
    if (found && of_effect && found != last && found->is(bit(in)) && !out.negated) {
      out.outcome = Side::right;  // "improvements were seen in pain"
    } else {
      out.inside_begin = named;  // "no serious harm was seen": the noun is what is spoken of
      out.inside_end = end;
    }
  } else {
    out.inside_begin = noun;
    out.inside_end = verb;
    // "no benefit of X was found for Y"
    if (found && end->is(bit(of)) && names_what_x_does(*noun) && found != last && found->is(any(in, on))) {
      out.outcome = Side::right;
      out.intervention = Side::inside;
      ++out.end;
    }
  }
  if (out.negated) out.direction = Direction::no_effect;
  return out;
}

}  // namespace claimassay
