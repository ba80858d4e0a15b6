#include "store/database.h"

#include <sqlite3.h>

#include <cassert>
#include <filesystem>

#include <fmt/format.h>

namespace claimassay {

namespace {

constexpr int busy_milliseconds = 10'000;

[[noreturn]] void fail(sqlite3* connection, const std::string& what) {
  const int code = connection ? sqlite3_errcode(connection) : SQLITE_NOMEM;
  const char* file = connection ? sqlite3_db_filename(connection, "main") : nullptr;
  const std::string name = file && *file ? file : "the store";
  switch (code) {
    case SQLITE_NOTADB:
      throw StoreError(StoreProblem::not_a_store,
                       fmt::format("{} is not an evidence store (no SQLite database)", name));
    case SQLITE_BUSY:
      throw StoreError(StoreProblem::failed, fmt::format("{} is in use by another process that does not let go", name));
    default: throw StoreError(StoreProblem::failed, fmt::format("{}: {}: {}", name, what, sqlite3_errmsg(connection)));
  }
}

std::string uri_of(const std::string& path) {
  std::string uri = "file:";
  for (const unsigned char c : path) {
    if (std::isalnum(c) || c == '/' || c == '.' || c == '-' || c == '_') uri += static_cast<char>(c);
    else uri += fmt::format("%{:02X}", c);
  }
  return uri;
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) {
  const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement_, nullptr);
  if (code != SQLITE_OK) fail(connection, "cannot be read");
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::bind(int index, std::int64_t value) {
  [[maybe_unused]] const int code = sqlite3_bind_int64(statement_, index, value);
  assert(code == SQLITE_OK);
}

void Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL.
  const int code =
      sqlite3_bind_text64(statement_, index, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) fail(sqlite3_db_handle(statement_), "a value is too large");
}

void Statement::bind(int index, const BlobView& blob) {
  const int code = sqlite3_bind_blob64(statement_, index, blob.bytes.data() ? blob.bytes.data() : "", blob.bytes.size(),
                                       SQLITE_STATIC);
  if (code != SQLITE_OK) fail(sqlite3_db_handle(statement_), "a value is too large");
}

void Statement::bind(int index, std::nullptr_t) { sqlite3_bind_null(statement_, index); }

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(statement_);
    return false;
  }
  sqlite3* connection = sqlite3_db_handle(statement_);
  try {
    fail(connection, "cannot be used");
  } catch (...) {
    sqlite3_reset(statement_);
    throw;
  }
}

void Statement::run() {
  while (step()) {
  }
}

void Statement::reset() { sqlite3_reset(statement_); }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }
bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::string_view Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Database::Database(const std::string& path, StoreMode mode) : path_(path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (mode == StoreMode::write) {
    const fs::path folder = fs::path(path).parent_path();
    if (!folder.empty()) fs::create_directories(folder, ignored);
    open(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, false);
    return;
  }
  if (!fs::exists(path, ignored)) throw StoreError(StoreProblem::missing, path + ": there is no such store");
  try {
    open(SQLITE_OPEN_READONLY, false);
    (void)integer("PRAGMA schema_version");
  } catch (const StoreError& failure) {
    // On a read-only disk SQLite cannot make the shared-memory file that a WAL database wants. Without a -wal file, or
    // with an empty one (a reader leaves it behind), nothing can be missing, and the file may be read as it lies there.
    const auto log = fs::file_size(path + "-wal", ignored);
    if (failure.problem != StoreProblem::failed || (!ignored && log > 0)) throw;
    sqlite3_close_v2(connection_);
    connection_ = nullptr;
    open(SQLITE_OPEN_READONLY, true);
  }
}

void Database::open(int flags, bool immutable) {
  // SQLite's own account of its memory is a lock that every allocation on every thread takes, and nobody reads it.
  [[maybe_unused]] static const int unaccounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  const std::string uri = uri_of(path_) + (immutable ? "?immutable=1" : "");
  const int code = sqlite3_open_v2(uri.c_str(), &connection_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
  if (code != SQLITE_OK) {
    const std::string why = connection_ ? sqlite3_errmsg(connection_) : "out of memory";
    sqlite3_close_v2(connection_);
    connection_ = nullptr;
    throw StoreError(StoreProblem::failed, path_ + " cannot be opened: " + why);
  }
  sqlite3_busy_timeout(connection_, busy_milliseconds);
  sqlite3_db_config(connection_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

Database::~Database() { sqlite3_close_v2(connection_); }

void Database::execute(const std::string& sql) {
  if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(connection_, "cannot be used");
}

std::int64_t Database::integer(std::string_view sql) const {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::changes() const { return sqlite3_changes64(connection_); }

Transaction::Transaction(Database& database) : database_(&database) { database.execute("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  // SQLite may have rolled back by itself (disk full); a second ROLLBACK then only says so.
  if (database_) sqlite3_exec(database_->connection(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_->execute("COMMIT");
  database_ = nullptr;
}

}  // namespace claimassay
