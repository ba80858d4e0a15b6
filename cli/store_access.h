// The evidence store of a command that can do part of its work without one: a missing default store is "not checked" and
// the command goes on; everything else that is wrong with the store stops it.
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
