// JSON of grades and quotations, spelled once: the report of `check` and the filter `grade` write the same fields for the
// same thing. Each function writes into an object that the caller opened.
#pragma once

#include "core/assessment.h"
#include "core/json.h"

namespace claimassay {

/// The key "judgements" with one entry for each rule that acted.
void write_judgements(JsonWriter& json, const Assessment& assessment);
/// certainty, range, consistency ... pack_hash: the answer of `grade`.
void write_assessment_fields(JsonWriter& json, const Assessment& assessment);
void write_quotes(JsonWriter& json, const std::vector<Quote>& quotes);

}  // namespace claimassay
