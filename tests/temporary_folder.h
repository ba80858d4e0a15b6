// A folder of its own for each test, gone afterwards, whatever the test finds.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace claimassay::test {

struct TemporaryFolder {
  std::filesystem::path path;

  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "claimassay-test-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  /// Where a store in it would lie.
  std::string store() const { return (path / "evidence.db").string(); }
};

}  // namespace claimassay::test
