// A bibliographic record as JSON: what `evidence show` and `evidence export` print and what the importers' golden cases
// compare. Promises: every field is always there, in this order, empty or not, so that two records can be compared line
// by line and a reader need not ask which keys exist; names are those of core/citation.h.
#pragma once

#include <string>

#include "core/citation.h"
#include "core/json.h"

namespace claimassay {

/// Writes one object; a caller that wants more keys in it opens the object itself and calls write_citation_fields.
void write_citation(JsonWriter& json, const Citation& citation);
void write_citation_fields(JsonWriter& json, const Citation& citation);
/// One line of NDJSON, with its line break.
std::string citation_line(const Citation& citation);

}  // namespace claimassay
