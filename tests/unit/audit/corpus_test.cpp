#include "audit/corpus.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "tests/catch.h"

using namespace claimassay;
namespace fs = std::filesystem;

namespace {

/// A folder that is gone at the end of the test.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("claimassay-corpus-" + std::to_string(::getpid()));
  Folder() { fs::remove_all(path), fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string put(const std::string& name, const std::string& text = "x") const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
};

}  // namespace

TEST_CASE("a corpus is a sorted list of articles with the references beside them") {
  const Folder folder;
  const std::string b = folder.put("deep/b.md"), a = folder.put("a.txt"), refs = folder.put("a.refs.txt");
  folder.put("picture.png");
  folder.put(".git/c.txt");
  Diagnostics diagnostics;
  const auto corpus = find_corpus({folder.path.string(), a}, diagnostics);
  REQUIRE(corpus.size() == 2);
  CHECK(corpus[0].path == a);
  CHECK(corpus[0].refs_path == refs);
  CHECK(corpus[1].path == b);
  CHECK(corpus[1].refs_path.empty());
  CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE("a list names articles one a line; what does not exist is said, the rest goes on") {
  const Folder folder;
  const std::string a = folder.put("a.txt"), odd = folder.put("notes.dat");
  const std::string list = folder.put("list", "# the spring batch\n" + a + "\r\n\n" + odd + "\n" + a + ".gone\n");
  Diagnostics diagnostics;
  const auto corpus = find_corpus({"@" + list}, diagnostics);
  REQUIRE(corpus.size() == 2);
  CHECK(corpus[1].path == odd);
  CHECK(diagnostics.errors() == 1);
  CHECK(diagnostics.all()[0].place.file == a + ".gone");
}
