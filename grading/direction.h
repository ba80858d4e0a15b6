// Which way the body of evidence points: higher, lower, no_difference, uncertain, insufficient_data (contract: `grade`).
#pragma once

#include <string>
#include <vector>

#include "core/assessment.h"
#include "core/fact.h"
#include "grading/body.h"

namespace claimassay {

std::string direction_of(const Scope& body, const std::vector<Member>& members, const Assessment& assessment);

}  // namespace claimassay
