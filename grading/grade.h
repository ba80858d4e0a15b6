// One claim and what it cites -> an Assessment and the claim's findings. Runs a rule pack phase by phase over the facts,
// adds up what the rules say as the pack's framework declares it, and never judges by itself: start, steps, caps,
// consistency and flags all come from rules. What is code: which sources make up the body (-> body.h), the arithmetic of
// domains, the range (high end = before caps; low end = one level less for each of risk of bias and imprecision that is
// unknown), and that a grade which the source declares itself outranks an estimate.
// Promises: same input, same result. Costs: the rules, once per claim.
#pragma once

#include <vector>

#include "core/assessment.h"
#include "core/claim.h"
#include "core/finding.h"
#include "grading/evidence.h"
#include "grading/facts.h"
#include "rules/evaluate.h"

namespace claimassay {

struct Graded {
  Assessment assessment;
  std::vector<Finding> findings;    ///< worst first; spans count in the text that the claim's spans count in
  std::vector<std::string> folded;  ///< codes that another finding covers
  std::string strength;             ///< of the recommendation that the source declares: strong, conditional, none, ""
  std::string letter;               ///< of a declared grade in a scheme of letters; ""
  Scope facts;                      ///< everything that the rules saw and set
  std::vector<rules::RuleResult> results;  ///< of every phase; their scopes are numbered as they stand in `facts`
};

Graded grade(const rules::Pack& pack, const Claim& claim, const ClaimContext& context,
             const std::vector<CitedRecord>& sources, const GivenFacts& given = {});

}  // namespace claimassay
