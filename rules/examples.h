// Runs the examples that stand inside rules. An example tests its rule alone: other rules have fired only where it says
// so.
#pragma once

#include <string>
#include <vector>

#include "rules/pack.h"

namespace claimassay::rules {

struct ExampleFailure {
  const Rule* rule = nullptr;
  const Example* example = nullptr;
  std::string expected;
  std::string found;
};

struct ExampleRun {
  std::size_t run = 0;
  std::vector<ExampleFailure> failures;
};

/// "downgrade 1 because \"only 120 events\"", "nothing".
std::string expected(const Example& example);
ExampleRun run_examples(const Pack& pack, const Rule& rule);
ExampleRun run_examples(const Pack& pack);
/// The failures as messages at their examples.
void report_failures(const Pack& pack, const ExampleRun& run, Diagnostics& diagnostics);

}  // namespace claimassay::rules
