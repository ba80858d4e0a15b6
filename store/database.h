// SQLite, held by values: a connection, a statement, a transaction. No other room sees SQLite.
// Promises: every failure is a StoreError that names the file and what SQLite said; statements and connections close
// themselves; a transaction that is not committed is rolled back. Refuses: to open a file that is not ours (migrate).
// One connection belongs to one thread at a time (NOMUTEX): whoever shares it takes turns.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace claimassay {

enum class StoreProblem {
  missing,      ///< there is no such file
  not_a_store,  ///< not SQLite, or another program's database
  newer,        ///< written by a newer version of this program
  failed,       ///< the disk, a lock that is not given up, damage
  exists,       ///< a file that would have to be overwritten
  copy          ///< a copy made to be read only, which was to be written
};

class StoreError : public std::runtime_error {
 public:
  StoreError(StoreProblem problem, const std::string& message) : std::runtime_error(message), problem(problem) {}
  StoreProblem problem;
};

enum class StoreMode { read, write };  ///< write creates what is missing, folders included

/// Marks bytes to be bound as a blob.
struct BlobView {
  std::string_view bytes;
};

class Statement {
 public:
  Statement(sqlite3* connection, std::string_view sql);
  Statement(Statement&& other) noexcept : statement_(other.statement_) { other.statement_ = nullptr; }
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  /// Sets all parameters, in order, after resetting. Text must outlive the next step.
  template <class... Values>
  Statement& with(const Values&... values) {
    reset();
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }
  /// False at the end of the rows; the statement is then ready to be used again.
  bool step();
  /// For statements without rows.
  void run();
  void reset();

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  ///< valid until the next step; blobs as well
  bool is_null(int column) const;

 private:
  void bind(int index, std::int64_t value);
  void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, std::string_view text);
  void bind(int index, const std::string& text) { bind(index, std::string_view(text)); }
  void bind(int index, const char* text) { bind(index, std::string_view(text)); }
  void bind(int index, const BlobView& blob);
  void bind(int index, std::nullptr_t);

  sqlite3_stmt* statement_ = nullptr;
};

class Database {
 public:
  /// Does not look inside; migrate() or check_version() does.
  Database(const std::string& path, StoreMode mode);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  void execute(const std::string& sql);  ///< one or more statements without parameters
  Statement prepare(std::string_view sql) const { return Statement(connection_, sql); }
  std::int64_t integer(std::string_view sql) const;  ///< the first column of the first row, 0 without one
  std::int64_t changes() const;
  const std::string& path() const { return path_; }
  sqlite3* connection() const { return connection_; }

 private:
  void open(int flags, bool immutable);
  std::string path_;
  sqlite3* connection_ = nullptr;
};

/// Rolls back unless committed. Takes the write lock at once, so that nothing fails half-way for want of it.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database* database_;
};

/// Brings the database to the newest version with the embedded store/migrations/<kind>_001.sql, 002 ...: each in a
/// transaction, once, with what `fill` then adds to the version just made. Refuses databases of other programs and of newer versions.
void migrate(Database& database, std::string_view kind, std::int32_t application_id,
             const std::function<void(Database&, std::int64_t version)>& fill = nullptr);
/// The same refusals for a database that is only read; an older version is refused as well.
void check_version(const Database& database, std::string_view kind, std::int32_t application_id);

}  // namespace claimassay
