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

bool taken(const LexToken& t) {
  constexpr std::array<std::string_view, 16> words = {"take", "use",   "receive", "try",   "have",     "get",
                                                      "eat",  "drink", "start",   "avoid", "continue", "consider",
                                                      "wear", "apply", "stop",    "do"};
  return is_word(t, words);
}

/// "It is recommended that adults with gout use X": who is told stands behind the "that", and what they should take behind its
/// verb. "... that X be used": X stands there.
void read_that_clause(ShapeMatch& out, Position last) {
  constexpr std::ptrdiff_t longest = 14;
  const Position from = out.end + 1;
  const Position stop = last - from > longest ? from + longest : last;
  const Position clause_end =
      std::find_if(from, stop, [](const LexToken& t) { return t.symbol != 0 || t.is(any(but, if_)); });
  const Position verb = std::find_if(from, clause_end, [](const LexToken& t) { return taken(t) || is_word(t, "be"); });
  if (verb == from || verb == clause_end) return;
  if (is_word(*verb, "be")) {
    const bool used = verb + 1 != clause_end && (is_word(verb[1], "avoided") || written(verb[1]).ends_with("d") ||
                                                 is_word(verb[1], "given") || is_word(verb[1], "taken"));
    if (!used) return;
    out.negated = out.negated != (is_word(verb[1], "avoided") || verb[-1].is(bit(negation)));
    out.intervention = Side::inside;
    out.inside_begin = from;
    out.inside_end = verb[-1].is(bit(negation)) ? verb - 1 : verb;
    out.end = verb + 2;
    return;
  }
  const bool told_not = verb[-1].is(bit(negation));
  if (std::none_of(from, verb, [](const LexToken& t) { return t.is(bit(people)); })) return;
  out.people_begin = from;
  out.people_end = std::find_if(from, verb, [](const LexToken& t) { return t.is(any(should, negation)); });
  if (told_not || is_word(*verb, "avoid") || is_word(*verb, "stop")) out.negated = !out.negated;
  out.intervention = Side::right;
  out.end = verb + 1;
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
  // "It is (not) recommended that": nobody stands before it
  Position it = at;
  while (it > first && it[-1].is(any(be, adverb, negation))) --it;
  const bool of_whom = passive ? it > first && is_word(it[-1], "it") : !people_told;
  if (of_whom && end != last && is_word(*end, "that")) read_that_clause(out, last);
  return out;
}

}  // namespace claimassay
