// Opening the evidence store for a command, with the contract's exit codes when that fails: a store that the user named and
// that is not there, or a file that is no store, is wrong usage (2); the default store missing is "not checked" (3); the
// rest (a newer store, a disk) is a failed machine (4).
#pragma once

#include <memory>

#include "cli/command.h"
#include "store/evidence_store.h"

namespace claimassay {

/// Nothing when it cannot be opened; the reason was then written to standard error and `code` is set.
std::unique_ptr<EvidenceStore> open_store(const GlobalOptions& global, StoreMode mode, int& code);

/// Says on standard error what is wrong with a store, and gives the exit code for it.
int say_store_error(const StoreError& error, const GlobalOptions& global);

/// For commands that can go on without the default store: they check what they can and say what they could not.
struct EvidenceAccess {
  std::unique_ptr<EvidenceStore> store;  ///< null where there is none
  int exit = checked;                    ///< neither `checked` nor `not_checked`: stop, the reason was printed
  bool stop() const { return exit == bad_input || exit == machine_failed; }
};

EvidenceAccess read_evidence(const GlobalOptions& global);

}  // namespace claimassay
