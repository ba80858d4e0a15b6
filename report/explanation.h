// Explanations of claims (core/explanation.h) as text for a reader and as JSON. Promises: nothing is left out in JSON; the text
// tells texts shortened and says how many facts it does not print.
#pragma once

#include <string>
#include <vector>

#include "core/explanation.h"
#include "core/json.h"
#include "report/report.h"

namespace claimassay {

/// Of claims of one article; `lines` places them.
std::string write_explanations(const ArticleAppraisal& appraisal, const std::vector<ClaimExplanation>& claims,
                               const ReportOptions& options);
/// One document on one line: {"article", "claims": [...], "pack" ...}.
std::string write_explanations_json(const ArticleAppraisal& appraisal, const std::vector<ClaimExplanation>& claims);

/// "facts" (a tree of scopes), "rules" and, where it was asked for, "why_not"; into an object that the caller has opened.
void write_explanation_fields(JsonWriter& json, const GradeExplanation& grade, bool with_reasons);
void write_why_not_field(JsonWriter& json, const WhyNot& why_not);

}  // namespace claimassay
