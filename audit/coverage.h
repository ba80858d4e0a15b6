// What an appraisal did and did not check, and why: computed from the appraisal itself, so that nothing that was left out can
// be left unsaid. One entry per kind of thing and reason, with how many there were.
#pragma once

#include "core/appraisal.h"

namespace claimassay {

/// Fills coverage from references, claims and the document; `has_store` false says that nothing could be looked up.
Coverage coverage_of(const ArticleAppraisal& appraisal, bool has_store, const std::string& as_of);

/// The exit code's meaning, apart from the exit code: what one appraisal amounts to.
enum class Outcome { clean, findings, incomplete };

/// `findings` when one is at or above the limit (nothing = never), else `incomplete` when anything was not checked.
Outcome outcome_of(const ArticleAppraisal& appraisal, std::optional<Severity> fail_on);

}  // namespace claimassay
