// "The saliva test detects 95% of cancers", "the scan identifies most tumours": how well a test finds what is there.
#include <algorithm>
#include <array>

#include "parser/patterns/verb_group.ipp"

namespace claimassay {

namespace {

using namespace shape_grammar;

bool names_test(const LexToken& t) {
  constexpr std::array<std::string_view, 12> words = {"test",  "tests",  "scan",   "scans",    "screening",  "assay",
                                                      "assays", "swab", "biopsy", "ultrasound", "mammography", "questionnaire"};
  return std::find(words.begin(), words.end(), t.folded) != words.end();
}

const auto detects = where([](const LexToken& t) {
  return t.folded.starts_with("detect") || t.folded == "identifies" || t.folded == "identify" || t.folded == "diagnoses";
});
const auto detection = attempt(auxiliaries >> remember(r_head, detects));

}  // namespace

std::optional<ShapeMatch> read_detection(const LexToken* at, const LexToken* first, const LexToken* last) {
  // Genes and cells are detected as well; only what a test finds in people is accuracy.
  if (std::none_of(first, at, names_test)) return std::nullopt;
  Trail trail;
  const Position end = parse_at(detection, at, last, trail);
  if (!end || end == last) return std::nullopt;
  ShapeMatch out = from_trail(trail, at, end);
  out.kind = ClaimKind::diagnosis;
  out.relation = CausalRelation::none;
  return out;
}

}  // namespace claimassay
