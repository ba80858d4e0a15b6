// Text -> what it says, statement by statement, ready to be compared with another text (see core/evidence_reading.h).
// Promises: spans are offsets into the text given. Costs: one pass over words and one over numbers.
#pragma once

#include <string>
#include <string_view>

#include "core/citation.h"
#include "core/evidence_reading.h"

namespace claimassay {

/// A claim or a question. Citation markers and the numbers in them are no part of what it says.
EvidenceReading read_claim_statement(std::string_view text);
/// A passage without a record around it.
EvidenceReading read_passage(std::string_view text, std::string id);
/// Title and abstract; the title is the first statement and has an offset of its own (place title).
EvidenceReading read_evidence(const Citation& record, std::string id);

}  // namespace claimassay
