// "Patients should take X", "X is recommended for Y", "we recommend X".
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto advises = attempt(adverbs >> remember(r_should, of_class(bit(should))) >> adverbs >> -of_class(bit(be)) >>
                             adverbs >> *of_class(bit(advise))) |
                     attempt(adverbs >> remember(r_advice, of_class(bit(advise))));

/// People stand at the head of the clause: they are told what to do.
bool told(Position at, Position first) {
  constexpr std::ptrdiff_t longest_subject = 14;
  if (at == first) return false;
  if (at[-1].is(any(people, pronoun)) && !is_word(at[-1], "it") && !is_word(at[-1], "this")) return true;
  const Position stop = at - first > longest_subject ? at - longest_subject : first;
  Position begin = at;
  while (begin > stop && begin[-1].symbol == 0 && !begin[-1].is(any(but, if_, that))) --begin;
  if (begin == stop && begin != first) return false;
  const Position end = at - begin > 3 ? begin + 3 : at;
  const Position who = std::find_if(begin, end, [](const LexToken& t) { return t.is(bit(people)); });
  return who != end && std::none_of(begin, who, [](const LexToken& t) { return t.is(any(in, of, with, by)); });
}

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
  const bool people_told = told(at, first);
  const Capture* verb = trail.find(r_advice);
  const std::string_view advice = verb ? written(*verb->begin) : std::string_view();
  const bool passive = !people_told && (trail.find(r_should) || advice == "is" || advice == "are" ||
                                        advice == "recommended" || advice == "advised");
  out.intervention = passive ? Side::left : Side::right;
  if (people_told && end != last) {
    // "take X", "be offered X": what is done with it is no part of it. To avoid it is to be told not to.
    constexpr std::array<std::string_view, 22> does = {
        "take",  "use",      "receive",  "try",      "have",    "get",        "eat",     "drink",
        "start", "continue", "consider", "given",    "offered", "prescribed", "treated", "be",
        "wear",  "do",       "practise", "practice", "apply",   "using"};
    constexpr std::array<std::string_view, 3> not_to = {"avoid", "stop", "avoided"};
    while (out.end + 1 < last &&
           (is_word(*out.end, does) || is_word(*out.end, not_to) || (out.end > end && out.end->is(any(with, to))))) {
      if (is_word(*out.end, not_to)) out.negated = !out.negated;
      ++out.end;
    }
  }
  out.outcome = Side::none;
  return out;
}

}  // namespace claimassay
