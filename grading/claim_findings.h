// Flags that rules raised -> findings. For a claim: folded, suppressed, softened, one per family. For an article and the
// references that it cites (the phase `reference`): one per family and reference, each where the rule says it stands.
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

/// Of the results of the phase `reference`, in the order of the scopes. A finding stands where the fact of its `at` was
/// read and quotes that; without one its span is empty.
std::vector<Finding> findings_on_references(const rules::Pack& pack, const std::vector<rules::RuleResult>& results);

}  // namespace claimassay
