// The same claims graded by two rule packs: what came out differently. Data; the command chooses the words.
// Promises: nothing listed is equal, everything that differs in a grade or a finding is listed.
#pragma once

#include <string>
#include <vector>

#include "core/assessment.h"
#include "core/finding.h"

namespace claimassay {

struct GradeChange {
  std::string what;  ///< "certainty", "start", "imprecision" ...
  std::string before, after;
};

struct FindingChange {
  enum class Kind { raised, gone, changed } kind = Kind::changed;
  Finding before;  ///< of what is gone or changed
  Finding after;   ///< of what was raised or changed
};

/// What became of one claim, one input of `grade`, or an article's references.
struct Altered {
  std::vector<GradeChange> grades;
  std::vector<FindingChange> findings;
  std::vector<std::string> rules_no_more, rules_now;  ///< whose judgements make the difference
  bool empty() const { return grades.empty() && findings.empty(); }
};

void compare_grades(const Assessment& before, const Assessment& after, Altered& into);
void compare_findings(const std::vector<Finding>& before, const std::vector<Finding>& after, Altered& into);

}  // namespace claimassay
