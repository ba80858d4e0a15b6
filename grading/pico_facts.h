// How a claim's population, intervention, comparator and outcome stand to those of one record, as facts: same, narrower,
// broader, related, different, not_stated; unknown where the words do not tell; and the reason for each. Another member of a
// class is looked for in the title and the arms only: what an abstract mentions in passing was not studied. Also what was
// measured in place of the claimed outcome.
#pragma once

#include "core/claim.h"
#include "core/fact.h"
#include "grading/evidence.h"

namespace claimassay {

void add_pico_facts(const Claim& claim, const CitedRecord& source, Scope& scope);

}  // namespace claimassay
