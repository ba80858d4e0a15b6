// Why the claims of a checked article have their grades. Promises: the same grade as in the appraisal, by the same steps: the claim
// is read and graded again, and this time everything is kept. Costs: reading every cited record once, and a grade per claim.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/appraisal.h"
#include "core/audience.h"
#include "core/explanation.h"
#include "rules/pack.h"

namespace claimassay {

/// The claim that is meant: its number in the report, its key, or LINE:COLUMN in the article's file. Nothing when there is none.
std::optional<std::size_t> find_claim(const ArticleAppraisal& appraisal, const std::string& which);

struct ExplainOptions {
  std::vector<std::size_t> claims;      ///< places in the appraisal
  std::string as_of;                    ///< ISO date
  bool reasons = true;                  ///< facts and rules
  std::optional<Certainty> why_not;     ///< also what would have given this level
  const rules::Pack* scheme = nullptr;  ///< grade by this pack as well, as the appraisal did
  std::optional<Certainty> why_not_in_scheme;
  std::optional<Audience> audience = std::nullopt;
};

std::vector<ClaimExplanation> explain_claims(const rules::Pack& pack, const ArticleAppraisal& appraisal,
                                             const ExplainOptions& options);

}  // namespace claimassay
