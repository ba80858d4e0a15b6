// Reference entries and cited numbers -> records of the evidence store, with their status.
// Not in the store is not the same as not existing: `unresolvable` is said only of malformed identifiers and where the
// store is declared complete for the identifier.
#pragma once

#include <string>
#include <vector>

#include "core/appraisal.h"
#include "core/evidence_source.h"

namespace claimassay {

/// One entry per reference and per cited number without an entry, in ascending order of number. `evidence` may be null
/// (no store): then nothing is found and nothing is checked.
std::vector<ResolvedReference> resolve_references(const Article& article, const std::vector<ReferenceEntry>& entries,
                                                  const EvidenceSource* evidence);

/// One PubMed query for all that the store lacks: "123[uid] OR 10.1/x[doi] OR PMC1[pmcid]"; "" when it lacks nothing.
std::string pubmed_query(const std::vector<ResolvedReference>& references);

}  // namespace claimassay
