// A grade in the words of its reader: the claim as the certainty allows it to be said, and the reasons, for clinicians or
// for patients. The words are data (data/tables/statements.tsv, explanations.tsv); the grade is never changed by them.
// Promises: one sentence per reason that moved the grade or left it open, in the order of the judgements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/assessment.h"
#include "core/claim.h"

namespace claimassay {

/// `statement` is the claim in licensed words; empty where it could not be built.
Phrased phrase(const Assessment& assessment, Audience audience, std::string statement);

}  // namespace claimassay
