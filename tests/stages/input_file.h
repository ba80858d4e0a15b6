// The file that a case is about: the only one that is no expectation and no side file.
#pragma once

#include <filesystem>

#include "tests/stages/stages.h"

namespace claimassay::test {

/// The file called "article.*" or "input.*", else the only file of the folder that is no expectation.
inline std::filesystem::path input_file(const std::filesystem::path& folder) {
  std::filesystem::path found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("expect.")) continue;
    if (name.starts_with("article.") || name.starts_with("input.")) return entry.path();
    if (!found.empty()) throw CaseFailure("more than one input; name one of them article.*");
    found = entry.path();
  }
  if (found.empty()) throw CaseFailure("the case has no input");
  return found;
}

}  // namespace claimassay::test
