#include <fmt/format.h>

#include "core/embedded.h"
#include "store/database.h"

namespace claimassay {

namespace {

std::optional<std::string_view> migration(std::string_view kind, std::int64_t version) {
  return embedded_file(fmt::format("store/migrations/{}_{:03}.sql", kind, version));
}

std::int64_t newest_version(std::string_view kind) {
  std::int64_t version = 0;
  while (migration(kind, version + 1)) ++version;
  return version;
}

/// The version that the database has; 0 for an empty file.
std::int64_t version_of(const Database& database, std::string_view kind, std::int32_t application_id) {
  const std::int64_t id = database.integer("PRAGMA application_id");
  const std::int64_t version = database.integer("PRAGMA user_version");
  if (id != application_id && (id != 0 || database.integer("SELECT count(*) FROM sqlite_schema") != 0)) {
    throw StoreError(StoreProblem::not_a_store,
                     fmt::format("{} is a database, but not one of the kind '{}'", database.path(), kind));
  }
  const std::int64_t known = newest_version(kind);
  if (version > known) {
    throw StoreError(
        StoreProblem::newer,
        fmt::format("{} was written by a newer version of claimassay (format {}; this one knows {}): use that "
                    "version, or import into a new store",
                    database.path(), version, known));
  }
  return version;
}

}  // namespace

void migrate(Database& database, std::string_view kind, std::int32_t application_id,
             const std::function<void(Database&, std::int64_t)>& fill) {
  // Looked at without the lock first, so that opening a store that is up to date never waits for an import.
  const std::int64_t newest = newest_version(kind);
  if (version_of(database, kind, application_id) == newest) return;
  Transaction transaction(database);
  for (std::int64_t version = version_of(database, kind, application_id); version < newest; ++version) {
    database.execute(std::string(*migration(kind, version + 1)));
    if (fill) fill(database, version + 1);
    database.execute(fmt::format("PRAGMA user_version = {}; PRAGMA application_id = {}", version + 1, application_id));
  }
  transaction.commit();
}

void check_version(const Database& database, std::string_view kind, std::int32_t application_id) {
  const std::int64_t version = version_of(database, kind, application_id);
  if (version == 0) {
    throw StoreError(StoreProblem::not_a_store, fmt::format("{} is an empty file, not a store", database.path()));
  }
  if (version < newest_version(kind)) {
    throw StoreError(
        StoreProblem::failed,
        fmt::format(
            "{} was written by an older version of claimassay (format {}; this one writes {}): any import into it, "
            "or claimassay evidence reindex, brings it up to date",
            database.path(), version, newest_version(kind)));
  }
}

}  // namespace claimassay
