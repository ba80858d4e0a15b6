// Claims as JSON, in the fields of the contract's filter `claims`. Promises: every field is always there, empty or null
// where the text does not say.
#pragma once

#include "core/article.h"
#include "core/claim.h"
#include "core/json.h"

namespace claimassay {

/// The fields of a claim, into an object that the caller has opened. `markers` is the list that Claim::markers points
/// into.
void write_claim_fields(JsonWriter& json, const Claim& claim, const std::vector<CitationMarker>& markers);

}  // namespace claimassay
