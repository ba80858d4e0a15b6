// Which facts would have given another level: the smallest sets of them, found by asking the rules that stand in the way what
// would silence them (rules/flips.h) and grading again with each answer, so that nothing is told that the rules do not bear out.
//   At every step one obstacle is taken: a reason why no grade is given, a cap, or, when steps are missing, every rule that takes
//   or could give one. Each set that works must remove it, so its answers are all that has to be followed; sets grow by size.
// Promises: deterministic; every way told was graded and gives the level; none is smaller. Where nothing in the rules' reach
// gives it, that is said, and when the search came to its limit, that too.
// Refuses: to change the claim, words of texts, ratings or grades from outside, and which sources make up the body.
// Costs: at most `most_tried` grades of the claim.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/explanation.h"
#include "grading/grade.h"

namespace claimassay {

constexpr std::size_t most_tried = 1500;

/// A level by its name in the pack's scheme ("B", "2") or on the common scale ("low"); nothing where the scheme has none that
/// stands for it.
std::optional<Certainty> level_asked(const rules::Pack& pack, std::string_view name);

/// `base` is the claim's grade as it is.
WhyNot why_not(const rules::Pack& pack, const Claim& claim, const ClaimContext& context,
               const std::vector<CitedRecord>& sources, const GivenFacts& given, const Graded& base, Certainty wanted);

}  // namespace claimassay
