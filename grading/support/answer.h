// What the evidence answers in one plain sentence: the claimed effect, its opposite, or no difference. Made to accuse on,
// so it refuses wherever words could be read both ways: a sentence that names the control group, moves in two directions,
// or lacks one of the claim's terms answers nothing, and one sentence that agrees outweighs all that do not.
#pragma once

#include "grading/support/features.h"
#include "grading/support/support.h"

namespace claimassay {

/// Sets answer, answered_by, missing and instead.
void read_answer(const EvidenceReading& claim, const std::vector<EvidenceReading>& evidence,
                 const SupportFeatures& features, SupportJudgement& out);

}  // namespace claimassay
