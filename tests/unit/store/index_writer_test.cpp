#include "store/index_writer.h"

#include <filesystem>

#include "store/search_index.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

namespace fs = std::filesystem;

struct Index {
  fs::path folder;
  std::unique_ptr<SearchIndex> search;
  Index() {
    std::string name = (fs::temp_directory_path() / "index-test-XXXXXX").string();
    folder = mkdtemp(name.data());
    search = std::make_unique<SearchIndex>((folder / "evidence.db").string(), StoreMode::write);
    search->begin();
  }
  ~Index() {
    search.reset();
    fs::remove_all(folder);
  }
  std::size_t hits(const std::string& word) const { return search->count({"\"" + word + "\"", {}}, 100'000); }
};

}  // namespace

TEST_CASE("what is put reaches the index, in order, however many batches it takes") {
  Index index;
  const std::string padding(2000, 'x');
  {
    IndexWriter writer(*index.search);
    for (Pmid pmid = 1; pmid <= 6000; ++pmid) writer.add(pmid, "Aspirin", padding);
    // Of a text that came in an earlier batch.
    for (Pmid pmid = 1; pmid <= 6000; pmid += 2) {
      writer.remove(pmid, "Aspirin", padding);
      writer.add(pmid, "Heparin", padding);
    }
    writer.finish();
  }
  index.search->commit("store", 1);
  CHECK(index.hits("aspirin") == 3000);
  CHECK(index.hits("heparin") == 3000);
  index.search->check();
}

TEST_CASE("one text may be larger than everything that may wait") {
  Index index;
  std::string large;
  while (large.size() < 12'000'000) large += "mastocytoma ";
  {
    IndexWriter writer(*index.search);
    writer.add(1, "before", "");
    writer.add(2, "large", large);
    writer.add(3, "after", "");
    writer.finish();
  }
  index.search->commit("store", 1);
  CHECK(index.hits("before") == 1);
  CHECK(index.hits("mastocytoma") == 1);
  CHECK(index.hits("after") == 1);
}

TEST_CASE("a writer that is not finished gives up at once and leaves an index that can be rolled back") {
  Index index;
  {
    IndexWriter writer(*index.search);
    for (Pmid pmid = 1; pmid <= 2000; ++pmid) writer.add(pmid, "Aspirin", std::string(1000, 'x'));
  }
  index.search->roll_back();
  index.search->begin();
  index.search->commit("store", 0);
  CHECK(index.hits("aspirin") == 0);
}

TEST_CASE("a failure of the index reaches the caller, who does not wait for ever") {
  Index index;
  const auto fill = [&] {
    IndexWriter writer(*index.search);
    // Text that was never added cannot be taken out of the index.
    for (Pmid pmid = 1; pmid <= 20'000; ++pmid) writer.remove(pmid, "never there", std::string(1000, 'x'));
    writer.finish();
  };
  CHECK_THROWS_AS(fill(), StoreError);
  index.search->roll_back();
}
