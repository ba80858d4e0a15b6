#include "cli/store_access.h"

#include <cstdio>

namespace claimassay {

EvidenceAccess read_evidence(const GlobalOptions& global) {
  try {
    return {open_evidence(global.store_path(), StoreMode::read), checked};
  } catch (const StoreError& failure) {
    if (failure.problem == StoreProblem::missing && !global.store_named()) return {nullptr, not_checked};
    std::fprintf(stderr, "claimassay: %s\n", failure.what());
    const bool wrong_file = failure.problem == StoreProblem::missing || failure.problem == StoreProblem::not_a_store;
    return {nullptr, wrong_file && global.store_named() ? bad_input : machine_failed};
  }
}

}  // namespace claimassay
