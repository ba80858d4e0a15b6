// Document -> Guideline: title, issuer, year, and each recommendation with the words it uses for strength and certainty.
// Refuses (with a Diagnostic) a document in which no recommendation is found: it is not a guideline summary.
#pragma once

#include <optional>

#include "core/diagnostic.h"
#include "core/document.h"
#include "core/guideline.h"

namespace claimassay {

std::optional<Guideline> read_guideline(const Document& document, Diagnostics& diagnostics);

}  // namespace claimassay
