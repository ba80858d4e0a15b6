// What can be said of an article's references and banner without reading a claim: first as facts, then as findings.
// The facts are what rules may ask (`source.status`, `article.has_references` ...); the findings are raised from them and
// from nothing else, so that a rule pack can take over the second half without the first half changing.
#pragma once

#include <vector>

#include "core/appraisal.h"
#include "core/fact.h"

namespace claimassay {

/// A scope of kind `article`, and in it one of kind `source` per reference, in the same order. What was not looked up is
/// unknown, never "ok".
Scope reference_facts(const Article& article, const std::vector<ResolvedReference>& references);

/// At most one finding per family and source; of numbering and missing lists one for the article. Stamped, not sorted.
std::vector<Finding> reference_findings(const Scope& facts, const Article& article,
                                        const std::vector<ResolvedReference>& references);

}  // namespace claimassay
