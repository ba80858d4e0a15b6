#include "cli/store_access.h"

#include "cli/open_store.h"

namespace claimassay {

EvidenceAccess read_evidence(const GlobalOptions& global) {
  EvidenceAccess access;
  access.store = open_store(global, StoreMode::read, access.exit);
  return access;
}

}  // namespace claimassay
