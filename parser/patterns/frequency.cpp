// "38% of adults have Y", "one in five people with Y relapse", "Y occurs in 4% of adults", "Y affects 3 million people": how
// common something is, or what becomes of people.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto percent_sign = symbol('%') | where([](const LexToken& t) { return t.folded == "percent"; });
const auto count = where([](const LexToken& t) {
  constexpr std::array<std::string_view, 11> words = {"two",   "three", "four", "five",   "six",   "seven",
                                                      "eight", "nine",  "ten",  "twelve", "twenty"};
  return t.kind == TokenKind::number || is_word(t, words);
});
const auto one = where([](const LexToken& t) { return t.kind == TokenKind::number || written(t) == "one"; });
const auto millions = keyword(Keyword::millions);
const auto share = attempt(number_token() >> percent_sign >> of_class(bit(of))) |
                   attempt(one >> (of_class(bit(in)) | attempt(the_word("out") >> of_class(bit(of)))) >> count);
const auto many = share | attempt(number_token() >> millions);
const auto whom = *where([](const LexToken& t) {
  return t.kind == TokenKind::word && !t.is(any(be, have, people, effect, in, of, with, and_));
}) >> of_class(bit(people));
bool names_course(const LexToken& t) {
  const std::string_view word = written(t);
  return word.starts_with("relapse") || word.starts_with("recover") || word == "die" || word == "died" ||
         word.starts_with("survive");
}
const auto course = where(names_course);
// "people with chronic gout": what they have goes with them.
const auto with_what =
    attempt(of_class(bit(with)) >> where([](const LexToken& t) { return t.kind == TokenKind::word; }) >>
            -where([](const LexToken& t) { return t.kind == TokenKind::word && !t.row && !names_course(t); }));
const auto verb = where([](const LexToken& t) {
  return t.is(any(have, effect)) || t.folded.starts_with("experience") || t.folded.starts_with("suffer") ||
         t.folded.starts_with("develop");
});
// "One in five relapse within ten years": of whom is understood.
const auto becomes =
    attempt(share >> -attempt(remember(r_left, whom >> -with_what)) >> adverbs >> remember(r_what, course));
const auto have_it = attempt(share >> remember(r_left, whom >> -with_what) >> adverbs >> verb);
const auto affects = where([](const LexToken& t) {
  return is_word(t, std::array<std::string_view, 4>{"affect", "affects", "affected", "affecting"});
});
const auto affects_many = attempt(auxiliaries >> affects >> adverbs >> many >> remember(r_left, whom >> -with_what));
const auto of_many = attempt(many >> remember(r_left, whom >> -with_what));

/// "Y occurs in", "Y was present in about": where the verb stands that ends before `at`; null when there is none.
Position occurs_before(Position at, Position first) {
  while (at > first && at[-1].is(bit(adverb)) && !at[-1].is(any(be, in))) --at;
  if (at - first < 2 || !at[-1].is(bit(in))) return nullptr;
  constexpr std::array<std::string_view, 9> words = {"occur", "occurs", "occurred",  "present",  "found",
                                                     "seen",  "arises", "diagnosed", "prevalent"};
  const Position verb = at - 2;
  if (!is_word(*verb, words)) return nullptr;
  Position begin = verb;
  while (begin > first && begin[-1].is(any(be, adverb, have, modal))) --begin;
  return begin > first ? begin : nullptr;
}

ShapeMatch how_common(Position begin, Position end, const Trail& trail, Side outcome) {
  ShapeMatch out;
  out.begin = begin;
  out.end = end;
  out.kind = ClaimKind::prevalence;
  out.relation = CausalRelation::none;
  out.intervention = Side::none;
  out.outcome = outcome;
  if (const Capture* who = trail.find(r_left)) {
    out.people_begin = who->begin;
    out.people_end = who->end;
  }
  return out;
}

}  // namespace

std::optional<ShapeMatch> read_frequency(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  if (const Position end = parse_at(becomes, at, last, trail)) {
    ShapeMatch out = how_common(at, end, trail, Side::inside);
    out.kind = ClaimKind::prognosis;
    out.inside_begin = trail.find(r_what)->begin;
    out.inside_end = end;
    return out;
  }
  if (const Position end = parse_at(have_it, at, last, trail)) return how_common(at, end, trail, Side::right);
  if (const Position end = parse_at(affects_many, at, last, trail)) return how_common(at, end, trail, Side::left);
  if (at->kind != TokenKind::number && !is_word(*at, "one")) return std::nullopt;
  const Position occurs = occurs_before(at, first);
  if (!occurs) return std::nullopt;
  const Position end = parse_at(of_many, at, last, trail);
  // "in 12% of the Zinol group", "of patients taking Zinol": a result of a trial, not how common it is
  if (!end || is_word(end[-1], std::array<std::string_view, 3>{"group", "groups", "cohort"}) ||
      (end != last && (end->is(any(by, on)) || (!end->row && end->folded.ends_with("ing")))))
    return std::nullopt;
  return how_common(occurs, end, trail, Side::left);
}

}  // namespace claimassay
