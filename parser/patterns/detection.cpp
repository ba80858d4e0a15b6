// "The saliva test detects 95% of cancers", "the scan identifies most tumours": how well a test finds what is there.
#include <algorithm>

#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

const auto detects = where([](const LexToken& t) {
  const std::string_view word = written(t);
  return word.starts_with("detect") || word == "identifies" || word == "identify" || word == "diagnoses" ||
         word == "catch" || word == "catches";
});
const auto detection = attempt(auxiliaries >> remember(r_head, detects));

}  // namespace

std::optional<ShapeMatch> read_detection(const LexToken* at, const LexToken* first, const LexToken* last) {
  Trail trail;
  const Position end = parse_at(detection, at, last, trail);
  if (!end || end == last) return std::nullopt;
  // Genes and cells are detected as well; only what a test finds in people is accuracy. A test named farther back than
  // the parts of a claim are looked for is none of this clause.
  constexpr std::ptrdiff_t farthest = 60;
  // "biopsy-detectable", "enough people to detect a difference"
  const Position head = end - 1;
  const bool compound = head > first && head->glued && head[-1].symbol == '-';
  const auto difference = [](const LexToken& t) { return is_keyword(t, Keyword::difference); };
  if (compound || std::any_of(end, std::min(last, end + 4), difference)) return std::nullopt;
  const auto test = [](const LexToken& t) { return is_keyword(t, Keyword::tests); };
  if (std::none_of(at - std::min(farthest, at - first), at, test)) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.kind = ClaimKind::diagnosis;
  out.relation = CausalRelation::none;
  return out;
}

}  // namespace claimassay
