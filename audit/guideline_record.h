// A guideline summary as a cited record: its recommendations become the text that rules quote, and the grade of each is
// what the source declares. Strength stays apart from certainty. Promises: a recommendation without a grade gets none.
#pragma once

#include "core/guideline.h"
#include "grading/evidence.h"

namespace claimassay {

/// Fills record, abstract, study and `against` of a reference that led to a guideline and to no record.
void read_guideline_summary(const Guideline& guideline, CitedRecord& cited);

}  // namespace claimassay
