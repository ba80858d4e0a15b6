// A Study as JSON, in the fields of the contract's filter `appraise`. Promises: every field is always there, null or
// empty where the record does not say.
#pragma once

#include "core/json.h"
#include "core/study.h"

namespace claimassay {

/// One estimate as an object; `outcome` and `beside` only where they are known.
void write_estimate(JsonWriter& json, const EffectEstimate& estimate);
/// The fields of a study, into an object that the caller has opened.
void write_study_fields(JsonWriter& json, const Study& study);

}  // namespace claimassay
