// "38% of adults have Y", "one in five patients relapse": how common something is, or what becomes of people.
#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto percent_sign = symbol('%') | where([](const LexToken& t) { return t.folded == "percent"; });
const auto share = attempt(number_token() >> percent_sign >> of_class(bit(of))) |
                   attempt(where([](const LexToken& t) { return written(t) == "one"; }) >> of_class(bit(in)) >>
                           where([](const LexToken& t) {
                             return t.kind == TokenKind::number || written(t) == "five" || written(t) == "ten" ||
                                    written(t) == "three" || written(t) == "four";
                           }));
const auto whom = *where([](const LexToken& t) {
  return t.kind == TokenKind::word && !t.is(any(be, have, people, effect));
}) >> of_class(bit(people));
const auto verb = where([](const LexToken& t) {
  return t.is(any(have, effect)) || t.folded.starts_with("experience") || t.folded.starts_with("suffer") ||
         t.folded.starts_with("develop") || t.folded.starts_with("relapse") || t.folded.starts_with("recover");
});
// "One in five relapse within ten years": of whom is understood.
const auto course = where([](const LexToken& t) {
  const std::string_view word = written(t);
  return word.starts_with("relapse") || word.starts_with("recover") || word == "die" || word == "died" ||
         word.starts_with("survive");
});
const auto frequency = attempt(share >> remember(r_left, whom) >> adverbs >> (remember(r_what, course) | verb)) |
                       attempt(share >> adverbs >> remember(r_what, course));

}  // namespace

std::optional<ShapeMatch> read_frequency(const LexToken* at, const LexToken*, const LexToken* last) {
  Trail trail;
  const Position end = parse_at(frequency, at, last, trail);
  if (!end) return std::nullopt;
  ShapeMatch out;
  out.begin = at;
  out.end = end;
  out.kind = trail.find(r_what) ? ClaimKind::prognosis : ClaimKind::prevalence;
  out.relation = CausalRelation::none;
  out.intervention = Side::none;
  out.outcome = Side::right;
  return out;
}

}  // namespace claimassay
