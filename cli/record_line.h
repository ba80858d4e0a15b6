// A record as the filters take it: {"pmid"?, "title", "abstract", "publication_types"?, "mesh"?, "year"?}; `abstract`
// is a string or a list of {"label", "text"}. Throws FilterError for a field of another type.
#pragma once

#include <string>
#include <string_view>

#include "cli/filter.h"
#include "core/citation.h"

namespace claimassay {

Citation read_record_line(JsonObject line);

/// Offsets in an answer are into `abstract` as it was given. A list of sections is read as one text, "LABEL: text"
/// joined by line breaks; that text is then part of the answer, so that the offsets mean something.
bool abstract_is_list(JsonObject line);

}  // namespace claimassay
