// Opening the evidence store for commands that read it, with the contract's exit codes: a store that the user named and that
// is not there is wrong usage; the default store missing is "not checked"; a newer or a broken one is a failed machine.
#pragma once

#include <memory>

#include "cli/command.h"
#include "store/evidence_store.h"

namespace claimassay {

struct EvidenceAccess {
  std::unique_ptr<EvidenceStore> store;  ///< null where there is none
  int exit = checked;                    ///< anything else than `checked` and `not_checked`: stop, the reason was printed
  bool stop() const { return exit == bad_input || exit == machine_failed; }
};

EvidenceAccess read_evidence(const GlobalOptions& global);

}  // namespace claimassay
