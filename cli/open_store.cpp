#include "cli/open_store.h"

#include <fmt/format.h>

#include <cstdio>

namespace claimassay {

int exit_code_of(const StoreError& error, const GlobalOptions& global) {
  switch (error.problem) {
    case StoreProblem::missing: return global.store_named() ? bad_input : not_checked;
    case StoreProblem::not_a_store: return bad_input;
    case StoreProblem::newer:
    case StoreProblem::failed: return machine_failed;
  }
  return machine_failed;
}

std::unique_ptr<EvidenceStore> open_store(const GlobalOptions& global, StoreMode mode, int& code) {
  try {
    return open_evidence(global.store_path(), mode);
  } catch (const StoreError& error) {
    code = exit_code_of(error, global);
    fmt::print(stderr, "claimassay: {}\n", error.what());
    if (error.problem == StoreProblem::missing) {
      fmt::print(stderr, "  = make one with: claimassay import FILE...\n");
    }
    return nullptr;
  }
}

}  // namespace claimassay
