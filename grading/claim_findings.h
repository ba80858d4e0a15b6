// Flags that rules raised for one claim -> findings: folded, suppressed, softened, one per family.
#pragma once

#include <vector>

#include "core/claim.h"
#include "core/finding.h"
#include "rules/evaluate.h"
#include "rules/pack.h"

namespace claimassay {

/// Codes that folding or suppressing rules took away.
std::vector<std::string> folded_codes(const std::vector<rules::RuleResult>& results);

/// Worst first, then in the order of the framework's families. `results` are those of all phases.
std::vector<Finding> claim_findings(const rules::Pack& pack, const Claim& claim,
                                    const std::vector<rules::RuleResult>& results);

}  // namespace claimassay
