// The stretch of the pipeline between a claim and its grade, the same for an article and for the filter `grade`: resolved
// references are read as studies, the claim's text is read for what rules ask of it, and the rules judge.
// Promises: an answer for every claim; what could not be looked up is said, never taken for fine.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/appraisal.h"
#include "core/explanation.h"
#include "grading/grade.h"
#include "parser/claims.h"

namespace claimassay {

/// A resolved reference with the study read from its record; `id` is what quotes and findings call it, else its stable id.
/// Costs: reading one abstract; do it once per reference.
CitedRecord read_cited(const ResolvedReference& reference, std::string id = "");

/// A record that was given instead of looked up; its status is what it says of itself.
ResolvedReference given_reference(int number, Citation record, const std::string& title_of_reference = "");

/// What the rules ask of a claim's words and place. `sentence` is the text that holds it.
ClaimContext read_context(const Claim& claim, std::string_view sentence, const std::string& as_of);

/// What one record is worth by itself, with no claim to hold it against: whether it bears on one stays unknown.
Graded grade_record(const rules::Pack& pack, const CitedRecord& cited, const std::string& as_of);

/// A text, a question or a PICO by itself, as the filter takes it.
struct StatementToGrade {
  std::string text;
  bool question = false;
  bool lead = false;
  std::optional<Pico> pico;
  std::string as_of;
  std::optional<Audience> audience = std::nullopt;
};

struct GradedStatement {
  Claim claim;                    ///< the one that the grade is of
  Graded graded;                  ///< of several claims in the text, the lowest grade; the findings of all
  std::vector<Finding> findings;  ///< of the claims and of the cited references, worst first
  std::set<std::string> acted;    ///< the rules that acted, for any of the claims or references
  // What grading that claim again takes.
  ClaimContext context;
  std::vector<CitedRecord> cited;
  GivenFacts given;

  WhyNot why_not(const rules::Pack& pack, Certainty wanted) const;
};

/// Adds the rules that acted.
void note_acted(const std::vector<rules::RuleResult>& results, std::set<std::string>& acted);

/// `ids` name the references where the caller has names for them (else empty).
GradedStatement grade_statement(const rules::Pack& pack, const StatementToGrade& statement,
                                const std::vector<ResolvedReference>& references, const std::vector<std::string>& ids,
                                const GivenFacts& given);

}  // namespace claimassay
