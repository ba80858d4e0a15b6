// A guideline summary as JSON: what `evidence show` and `evidence export` print, and by which the store compares two.
#pragma once

#include "core/guideline.h"
#include "core/json.h"

namespace claimassay {

/// One object. Every field is always there, in this order.
void write_guideline(JsonWriter& json, const Guideline& guideline);

}  // namespace claimassay
