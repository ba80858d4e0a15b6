// What can be said of an article's references and banner without reading a claim: as facts, and as the findings that rules
// of the phase `reference` raise from them. A fact carries the place in the article where it was read; a rule says with
// `at` which of them its finding stands at. No finding is decided here.
// Costs: a scope of some ten facts per reference.
#pragma once

#include <vector>

#include "core/appraisal.h"
#include "core/fact.h"
#include "rules/evaluate.h"
#include "rules/pack.h"

namespace claimassay {

/// A scope of kind `article`, and in it one of kind `source` per reference, in the same order. What was not looked up is
/// unknown, never "ok".
Scope reference_facts(const Article& article, const std::vector<ResolvedReference>& references,
                      const std::vector<AppraisedClaim>& claims = {});

struct JudgedReferences {
  std::vector<Finding> findings;           ///< at most one per family and reference, and one per family for the article
  std::vector<rules::RuleResult> results;  ///< what each rule did; their scopes are those of reference_facts
};

/// Findings are stamped, not sorted by place.
JudgedReferences judge_references(const rules::Pack& pack, const Article& article,
                                  const std::vector<ResolvedReference>& references,
                                  const std::vector<AppraisedClaim>& claims = {});

}  // namespace claimassay
