// "X is (more) effective for Y (than Z)", "X is safe", "X works", "X was superior to Z".
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

// "95% effective"
const auto article =
    *(of_class(any(det, size, modifier, signif)) | plain_adverb | number_token() | symbol('%') | the_word("percent"));
const auto adjective = remember(r_head, of_class(any(good, bad)));
const auto more = remember(r_direction, of_class(bit(compare)));
const auto and_more = *(of_class(bit(and_)) >> -adverbs >> of_class(any(good, bad)));
const auto is = auxiliaries >> remember(r_be, of_class(bit(be))) >> adverbs >> -more;
const auto describing = article >> -attempt(adverbs >> more) >> adverbs >> adjective >> and_more;
// "Beneficial" is an adjective of its own and one that describes: "a beneficial effect".
const auto is_effective = attempt(is >> describing) | attempt(is >> adjective >> and_more);
// "as effective as Y (for Z)", "works as well as Y"
const auto as_word = where([](const LexToken& t) { return is_word(t, "as"); });
const auto as_good_as = attempt(auxiliaries >> remember(r_be, of_class(bit(be))) >>
                                *attempt(adverbs >> where([](const LexToken& t) {
                                           return is_word(t, std::array<std::string_view, 3>{"at", "least", "just"});
                                         })) >>
                                adverbs >> as_word >> adverbs >> adjective >> as_word);
const auto works = keyword(Keyword::works);
const auto works_as_well = attempt(auxiliaries >> remember(r_what, works) >> -the_word("just") >>
                                   where([](const LexToken& t) { return t.row && t.row->text() == "as well as"; }));
const auto works_how =
    attempt(auxiliaries >> remember(r_what, works) >> -sized_adverb >>
            remember(r_direction, where([](const LexToken& t) {
                       return is_word(t, std::array<std::string_view, 4>{"better", "worse", "well", "best"});
                     })));
// "has shown potential in reducing Y", "shows promise for Y"
const auto promise = keyword(Keyword::promise);
const auto has_shown =
    attempt(auxiliaries_of_have >> -of_class(bit(have)) >> adverbs >> of_class(bit(report)) >>
            *of_class(any(det, size, signif)) >> promise >>
            -where([](const LexToken& t) { return t.folded == "results"; }) >> &of_class(any(in, to)));

}  // namespace

std::optional<ShapeMatch> read_promise(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  Position end = parse_at(has_shown, at, last, trail);
  if (!end) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.hedged = true;
  out.relation = CausalRelation::conditional_causal;
  out.direction = Direction::improves;
  ++end;
  if (end != last && end->is(bit(effect)) && end->is(any(gerund, base))) {
    out.direction = direction_of(end->says(effect));
    ++end;
  }
  if (out.negated) out.direction = Direction::no_effect;
  out.end = end;
  return out;
}

namespace {

bool beside(const LexToken& noun) {
  return is_word(noun, std::array<std::string_view, 7>{"adjunct", "addition", "complement", "supplement", "alternative",
                                                       "substitute", "adjuvant"});
}

std::optional<ShapeMatch> read_even(Position at, Position last) {
  Trail trail;
  Position end = parse_at(as_good_as, at, last, trail);
  if (!end) end = parse_at(works_as_well, at, last, trail);
  if (!end || trail.find(r_should)) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  // "not as effective as Y" is worse than Y.
  out.direction = out.negated ? Direction::worsens : Direction::no_effect;
  out.negated = false;
  const Capture* head = trail.find(r_head);
  if (head && head->begin->says(good) != "effect") out.relation = CausalRelation::none;
  if (head && head->begin->is(bit(bad))) out.direction = Direction::worsens;  // "as harmful as Y"
  compare_with_rest(out, end, last);
  return out;
}

std::optional<ShapeMatch> read_works(Position at, Position last) {
  Trail trail;
  const Position end = parse_at(works_how, at, last, trail);
  if (!end || trail.find(r_should)) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  const bool worse = is_word(*trail.find(r_direction)->begin, "worse");
  out.direction = out.negated ? Direction::no_effect : worse ? Direction::worsens : Direction::improves;
  if (end != last && end->is(bit(than))) compare_with_rest(out, end + 1, last);
  return out;
}

}  // namespace

std::optional<ShapeMatch> read_effective(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  if (auto even = read_even(at, last)) return even;
  if (auto works = read_works(at, last)) return works;
  Position end = parse_at(is_effective, at, last, trail);
  if (!end || trail.find(r_should)) return std::nullopt;
  const Position head = trail.find(r_head)->begin;
  ShapeMatch out = from_trail(trail, at, end);
  out.direction = head->is(bit(good)) ? Direction::improves : Direction::worsens;
  const Capture* strengthened = trail.find(r_direction);
  // "less effective" points the other way; "equally effective" nowhere.
  if (std::any_of(at, head, [](const LexToken& t) { return is_word(t, "less"); }))
    out.direction = out.direction == Direction::improves ? Direction::worsens : Direction::improves;
  const bool equally = std::any_of(at, end, [](const LexToken& t) { return is_word(t, "equally"); });
  if (equally) out.direction = Direction::no_effect;
  out.equal = equally;
  // "not ineffective" says that it works, "not harmful" only that it does no harm.
  const bool litotes = out.negated && !strengthened && head->is(bit(bad)) &&
                       is_word(*head, std::array<std::string_view, 3>{"ineffective", "useless", "futile"});
  if (litotes) out.direction = Direction::improves;
  if (litotes) out.negated = false;
  if (out.negated) out.direction = Direction::no_effect;
  // "an effective treatment for Y"
  const Position named = end;
  while (end != last && end->kind == TokenKind::word && !is_word(*end, "at") &&
         !end->is(any(in, to, on, with, than, of, and_, but, if_, by, that, be, have)))
    ++end;
  const auto what_it_does = [&](Position at) {  // "in reducing", "to improve"
    if (at + 1 >= last || !(at->is(any(in, to, on, with, of)) || is_word(*at, "at"))) return at;
    ++at;
    if (at->is(bit(effect)) && at->is(any(gerund, base))) {
      out.direction = towards(out.direction, direction_of(at->says(effect)));
      ++at;
    }
    return at;
  };
  const bool superior = head->row->text() == "superior" || head->row->text() == "inferior";
  if (end != last && (end->is(bit(than)) || (superior && end->is(bit(to))))) {
    compare_with_rest(out, end + 1, last);
    end = out.end;
  } else if (end > named && end != last && end->is(bit(to)) && beside(end[-1])) {
    // "a useful adjunct to standard care for Y": beside or instead of what, then what for
    const Position from = end + 1;
    Position aim = from;
    while (aim != last && aim < from + 9 && !is_word(*aim, "for") && !(aim->is(bit(in)) && aim[0].symbol == 0)) ++aim;
    const bool told = aim != last && aim < from + 9 && aim->is(bit(in));
    if (is_word(end[-1], "alternative") || is_word(end[-1], "substitute")) {
      out.comparator_begin = from;
      out.comparator_end = told ? aim : std::min(aim, from + 4);
    }
    if (!told) out.outcome = Side::none;
    end = told ? what_it_does(aim) : end;
  } else {
    end = what_it_does(end);
  }
  // "Safe", "useful", "important" judge; only with what they do ("useful in reducing Y") or a word of efficacy do they
  // claim.
  const bool efficacy =
      std::any_of(head, end, [](const LexToken& t) { return t.is(bit(good)) && t.says(good) == "effect"; });
  const bool does_something = end > head + 1 && end[-1].is(bit(effect)) && end[-1].is(any(gerund, base));
  // "May be useful in wound healing" promises an effect; "is useful" judges.
  const bool promised = out.hedged && !out.compared && end > head + 1 && end[-1].is(any(in, to)) &&
                        head->is(bit(good)) && !head->is(bit(signif));
  if (!efficacy && !does_something && !promised && !head->is(bit(bad))) out.relation = CausalRelation::none;
  out.end = end;
  return out;
}

}  // namespace claimassay
