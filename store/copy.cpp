#include "store/copy.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <fmt/format.h>

#include "store/database.h"
#include "store/search_index.h"

namespace claimassay {

namespace {

namespace fs = std::filesystem;

/// A file on its way: under another name until it is whole, and gone again when it never is.
class Part {
 public:
  explicit Part(const std::string& target) : target_(target), path_(target + ".part") { remove(); }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  ~Part() {
    if (!kept_) remove();
  }
  const std::string& path() const { return path_; }
  void keep() {
    // On the disk before it gets its name: whoever finds the name finds the whole file.
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool safe = file >= 0 && ::fsync(file) == 0 && ::fchmod(file, S_IRUSR | S_IRGRP | S_IROTH) == 0;
    if (file >= 0) ::close(file);
    std::error_code error;
    if (safe) fs::rename(path_, target_, error);
    if (!safe || error) throw StoreError(StoreProblem::failed, target_ + " cannot be written");
    kept_ = true;
  }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) fs::remove(path_ + ending, ignored);
  }
  std::string target_, path_;
  bool kept_ = false;
};

void copy_file(const std::string& from, const Part& part) {
  Database source(from, StoreMode::read);
  source.prepare("VACUUM INTO ?1").with(part.path()).run();
}

/// Without a write-ahead log from here on: the file is all there is.
void make_plain(const Part& part, bool is_store) {
  Database copy(part.path(), StoreMode::write);
  if (is_store) copy.execute("INSERT INTO setting VALUES ('read_only_copy', '1') ON CONFLICT (name) DO NOTHING");
  copy.execute("PRAGMA journal_mode = DELETE");
}

std::pair<std::string, std::int64_t> state(const Database& database, const char* id, const char* at) {
  Statement row = database.prepare(id);
  return {row.step() ? std::string(row.text(0)) : "", database.integer(at)};
}

bool in_step(const Part& store, const Part& index) {
  const Database of_store(store.path(), StoreMode::read), of_index(index.path(), StoreMode::read);
  return state(of_store, "SELECT value FROM setting WHERE name = 'store_id'", "SELECT max(id) FROM source_file") ==
         state(of_index, "SELECT store_id FROM watermark", "SELECT file FROM watermark");
}

}  // namespace

void copy_evidence(const std::string& store_path, const std::string& target) {
  const std::string index_target = SearchIndex::path_for(target);
  for (const std::string& path : {target, index_target}) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(path, ignored)))
      throw StoreError(StoreProblem::exists, path + " is there already: name a new file");
  }
  Part store(target), index(index_target);
  copy_file(store_path, store);
  copy_file(SearchIndex::path_for(store_path), index);
  if (!in_step(store, index)) {
    throw StoreError(StoreProblem::failed,
                     fmt::format("{}: an import changed the store while it was copied, or the full text index is "
                                 "behind; try again",
                                 store_path));
  }
  make_plain(store, true);
  make_plain(index, false);
  index.keep();
  store.keep();
}

}  // namespace claimassay
