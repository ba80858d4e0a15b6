// "The saliva test detects 95% of cancers", "the scan identifies most tumours": how well a test finds what is there.
#include <algorithm>
#include <array>

#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

bool names_test(const LexToken& t) {
  constexpr std::array<std::string_view, 15> words = {
      "imaging", "mammogram", "mammograms", "test",   "tests",      "scan",        "scans",        "screening",
      "assay",   "assays",    "swab",       "biopsy", "ultrasound", "mammography", "questionnaire"};
  return std::find(words.begin(), words.end(), written(t)) != words.end();
}

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
  if (std::none_of(at - std::min(farthest, at - first), at, names_test)) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.kind = ClaimKind::diagnosis;
  out.relation = CausalRelation::none;
  return out;
}

}  // namespace claimassay
