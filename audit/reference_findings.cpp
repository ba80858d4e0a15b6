#include "audit/reference_findings.h"

#include "grading/claim_findings.h"
#include "rules/evaluate.h"

namespace claimassay {

std::vector<Finding> reference_findings(const rules::Pack& pack, const Article& article,
                                        const std::vector<ResolvedReference>& references,
                                        const std::vector<AppraisedClaim>& claims) {
  Scope facts = reference_facts(article, references, claims);
  rules::Evaluator evaluator(pack, facts);
  return findings_on_references(pack, evaluator.run(rules::Phase::reference));
}

}  // namespace claimassay
