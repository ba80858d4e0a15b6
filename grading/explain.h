// What the rules did for one claim, in the shape that reports take: one outcome for each rule that acted, could not be decided, or
// was kept silent. Nothing is evaluated again.
#pragma once

#include <vector>

#include "core/explanation.h"
#include "grading/grade.h"

namespace claimassay {

/// "downgrade 1", "flag major", "set source.tier".
std::string in_words(const rules::Action& action);

std::vector<RuleOutcome> outcomes_of(const Graded& graded);

GradeExplanation explain_grade(Graded graded);
/// Everything about one claim but where it stands and what its sources say.
ClaimExplanation explain(const Claim& claim, Graded graded);

}  // namespace claimassay
