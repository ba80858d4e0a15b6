// JSON of the parts that several answers share, spelled once: the report of `check`, and the filters `claims` and
// `grade` write the same object for the same thing. Each function writes fields into an object that the caller opened.
#pragma once

#include "core/article.h"
#include "core/assessment.h"
#include "core/claim.h"
#include "core/json.h"

namespace claimassay {

/// From start and end to estimates: all of a claim but its citations.
void write_claim_fields(JsonWriter& json, const Claim& claim);
/// marker, numbers, start, end.
void write_marker_fields(JsonWriter& json, const CitationMarker& marker);
/// certainty, range, consistency ... pack_hash: the answer of `grade`.
void write_assessment_fields(JsonWriter& json, const Assessment& assessment);
void write_quotes(JsonWriter& json, const std::vector<Quote>& quotes);

}  // namespace claimassay
