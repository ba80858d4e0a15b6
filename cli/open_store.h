// Opening the evidence store for a command, with the contract's exit codes when that fails.
#pragma once

#include <memory>

#include "cli/command.h"
#include "store/evidence_store.h"

namespace claimassay {

/// What a failed opening means: a missing store that the user named and a file that is no store are wrong usage (2), a
/// missing default store is "not checked" (3), the rest (a newer store, a disk) a failed machine (4).
int exit_code_of(const StoreError& error, const GlobalOptions& global);

/// Nothing when it cannot be opened; the reason was then written to standard error and `code` is set.
std::unique_ptr<EvidenceStore> open_store(const GlobalOptions& global, StoreMode mode, int& code);

}  // namespace claimassay
