// One cited record beside one claim -> the facts about that source, and what in it speaks of the claimed outcome.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/claim.h"
#include "core/fact.h"
#include "grading/evidence.h"

namespace claimassay {

/// Fills the record's sentences and words; once per record, when title and abstract are there.
void index_words(CitedRecord& source);

Scope source_scope(const CitedRecord& source, const Claim& claim, const ClaimContext& context);

/// The estimate of the claimed outcome among those that a record reports; nothing when none can be tied to it.
std::optional<EffectEstimate> estimate_for(const Claim& claim, const ClaimContext& context, const CitedRecord& source);

/// The grade that the source states for what is claimed: the one in the sentence that speaks of it.
const StatedGradeMention* declared_for(const Claim& claim, const CitedRecord& source);

}  // namespace claimassay
