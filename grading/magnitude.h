// How an effect stands to what matters: the smallest difference that patients notice (body.mid) for a difference on a scale,
// and the absolute effect per 1,000 people (body.absolute_ci) for a ratio whose control group's risk is known.
// Promises: nothing is set that is known already; where the size of no control group is told, nothing is assumed for it.
#pragma once

#include <vector>

#include "grading/body.h"
#include "grading/facts.h"

namespace claimassay {

void describe_magnitude(const Claim& claim, const ClaimContext& context, const std::vector<Member>& members,
                        const GivenFacts& given, Scope& body);

}  // namespace claimassay
