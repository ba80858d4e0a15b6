#include "audit/reference_findings.h"

#include "grading/claim_findings.h"

namespace claimassay {

JudgedReferences judge_references(const rules::Pack& pack, const Article& article,
                                  const std::vector<ResolvedReference>& references,
                                  const std::vector<AppraisedClaim>& claims) {
  Scope facts = reference_facts(article, references, claims);
  rules::Evaluator evaluator(pack, facts);
  evaluator.run(rules::Phase::reference);
  JudgedReferences judged{findings_on_references(pack, evaluator.results()), {}};
  judged.results = evaluator.take_results();
  return judged;
}

}  // namespace claimassay
