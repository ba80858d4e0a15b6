// The table of claim shapes. A new shape is a file in parser/patterns/ and one line here; its cases stand in
// tests/cases/claims/.
#include "parser/claim_shape.h"

namespace claimassay {

std::optional<ShapeMatch> read_uncertainty(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_advice(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_effect_noun(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_noun_subject(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_change(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_cause(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_risk(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_frequency(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_detection(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_promise(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_effective(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_comparison(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_association(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_passive_effect(const LexToken* at, const LexToken* first, const LexToken* last);
std::optional<ShapeMatch> read_active_effect(const LexToken* at, const LexToken* first, const LexToken* last);

std::optional<ShapeMatch> read_way(const LexToken* at, const LexToken* first, const LexToken* last);

namespace {
using namespace claim_words;
}

const std::vector<ClaimShape>& claim_shapes() {
  static const std::vector<ClaimShape> shapes{
      {"frequency",
       read_frequency,
       {{.anywhere = any(of, in)}, {.group = bit(effect), .keywords = bit(Keyword::millions)}}},
      {"uncertainty",
       read_uncertainty,
       {{.keywords = bit(Keyword::evidence)},
        {.anywhere = bit(report), .keywords = bit(Keyword::studies)},
        {.group = bit(unclear)},
        {.group = bit(be), .keywords = bit(Keyword::studied) | bit(Keyword::excluded)}}},
      {"advice", read_advice, {{.group = any(should, advise)}}},
      {"cause", read_cause, {{.group = bit(be), .keywords = bit(Keyword::causes)}}},
      {"risk", read_risk, {{.anywhere = bit(bad_outcome), .keywords = bit(Keyword::bears)}}},
      {"association", read_association, {{.group = bit(assoc)}, {.anywhere = bit(assoc_noun)}}},
      {"effect-noun",
       read_effect_noun,
       {{.group = any(be, have, effect, report), .anywhere = bit(effect_noun)},
        {.anywhere = bit(effect_noun), .keywords = bit(Keyword::offers)},
        {.keywords = bit(Keyword::make)}}},
      {"noun-subject", read_noun_subject, {{.anywhere = any(effect_noun, bad_outcome)}}},
      {"promise", read_promise, {{.anywhere = bit(report), .keywords = bit(Keyword::promise)}}},
      {"way", read_way, {{.group = any(be, report), .keywords = bit(Keyword::ways)}}},
      {"effective",
       read_effective,
       {{.group = bit(be), .anywhere = any(good, bad)}, {.keywords = bit(Keyword::works)}}},
      {"passive-effect", read_passive_effect, {{.group = bit(be), .anywhere = bit(effect)}}},
      {"comparison",
       read_comparison,
       {{.group = any(be, have, report), .anywhere = bit(compare)}, {.keywords = bit(Keyword::difference)}}},
      {"detection", read_detection, {{.keywords = bit(Keyword::tests)}}},
      {"active-effect", read_active_effect, {{.group = bit(effect)}}},
      {"change", read_change, {{.group = bit(change)}}},
  };
  return shapes;
}

Direction direction_of(std::string_view says) { return from_word<Direction>(says).value_or(Direction::unclear); }

Direction direction_of_comparative(std::string_view word) {
  for (const std::string_view up : {"higher", "greater", "more", "longer", "larger", "elevated", "increased", "older",
                                    "stronger", "faster", "highest", "later"}) {
    if (word == up) return Direction::increases;
  }
  for (const std::string_view down : {"lower", "less", "fewer", "shorter", "smaller", "decreased", "reduced", "younger",
                                      "weaker", "slower", "lowest", "earlier"}) {
    if (word == down) return Direction::decreases;
  }
  if (word == "better") return Direction::improves;
  if (word == "worse" || word == "poorer" || word == "worst") return Direction::worsens;
  return Direction::no_effect;  // similar, comparable, equivalent
}

}  // namespace claimassay
