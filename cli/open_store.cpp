#include "cli/open_store.h"

#include <fmt/format.h>

#include <cstdio>

namespace claimassay {

namespace {

int exit_code_of(const StoreError& error, const GlobalOptions& global) {
  switch (error.problem) {
    case StoreProblem::missing: return global.store_named() ? bad_input : not_checked;
    case StoreProblem::not_a_store:
    case StoreProblem::exists:
    case StoreProblem::copy: return bad_input;
    case StoreProblem::newer:
    case StoreProblem::failed: return machine_failed;
  }
  return machine_failed;
}

}  // namespace

int say_store_error(const StoreError& error, const GlobalOptions& global) {
  fmt::print(stderr, "claimassay: {}\n", error.what());
  if (error.problem == StoreProblem::missing) fmt::print(stderr, "  = make one with: claimassay import FILE...\n");
  return exit_code_of(error, global);
}

std::unique_ptr<EvidenceStore> open_store(const GlobalOptions& global, StoreMode mode, int& code) {
  try {
    return open_evidence(global.store_path(), mode);
  } catch (const StoreError& error) {
    code = say_store_error(error, global);
    return nullptr;
  }
}

EvidenceAccess read_evidence(const GlobalOptions& global) {
  EvidenceAccess access;
  try {
    access.store = open_evidence(global.store_path(), StoreMode::read);
  } catch (const StoreError& error) {
    // The report says itself that nothing was looked up; --quiet leaves it at that.
    const bool can_go_on = exit_code_of(error, global) == not_checked;
    access.exit = can_go_on && global.quiet ? not_checked : say_store_error(error, global);
  }
  return access;
}

}  // namespace claimassay
