#include "store/search_index.h"

#include "store/search_words.h"

namespace claimassay {

namespace {

constexpr std::int32_t application_id = 0x43414654;  // "CAFT"

// A word in the title counts as four in the abstract [H]: titles name the topic, abstracts mention many.
constexpr const char* match_sql =
    "SELECT rowid, bm25(record_text, 4.0, 1.0) AS rank_value FROM record_text WHERE record_text MATCH ?1 "
    "ORDER BY rank_value, rowid LIMIT ?2";

}  // namespace

std::string SearchIndex::path_for(const std::string& store_path) {
  constexpr std::string_view ending = ".db";
  const bool db = store_path.size() > ending.size() && store_path.ends_with(ending);
  return (db ? store_path.substr(0, store_path.size() - ending.size()) : store_path) + ".search.db";
}

SearchIndex::SearchIndex(const std::string& store_path, StoreMode mode) : database_(path_for(store_path), mode) {
  register_search_words(database_.connection());
  if (mode == StoreMode::read) {
    check_version(database_, "search", application_id);
    return;
  }
  database_.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384");
  migrate(database_, "search", application_id);
  insert_ = std::make_unique<Statement>(
      database_.prepare("INSERT INTO record_text (rowid, title, text) VALUES (?1, ?2, ?3)"));
  delete_ = std::make_unique<Statement>(
      database_.prepare("INSERT INTO record_text (record_text, rowid, title, text) VALUES ('delete', ?1, ?2, ?3)"));
}

std::string SearchIndex::store_id() const {
  Statement statement = database_.prepare("SELECT store_id FROM watermark");
  return statement.step() ? std::string(statement.text(0)) : "";
}

std::int64_t SearchIndex::watermark() const { return database_.integer("SELECT file FROM watermark"); }

void SearchIndex::begin() { transaction_ = std::make_unique<Transaction>(database_); }

void SearchIndex::add(Pmid pmid, std::string_view title, std::string_view text) {
  title_.assign(1, title_mark).append(title);
  insert_->with(pmid, title_, text).run();
}

void SearchIndex::remove(Pmid pmid, std::string_view title, std::string_view text) {
  title_.assign(1, title_mark).append(title);
  delete_->with(pmid, title_, text).run();
}

void SearchIndex::clear() { database_.execute("INSERT INTO record_text (record_text) VALUES ('delete-all')"); }

void SearchIndex::commit(std::string_view store_id, std::int64_t watermark) {
  database_.prepare("UPDATE watermark SET store_id = ?1, file = ?2").with(store_id, watermark).run();
  transaction_->commit();
  transaction_.reset();
}

void SearchIndex::roll_back() { transaction_.reset(); }

std::vector<SearchMatch> SearchIndex::match(std::string_view expression, std::size_t limit) const {
  std::vector<SearchMatch> matches;
  Statement statement = database_.prepare(match_sql);
  statement.with(expression, static_cast<std::int64_t>(limit));
  // FTS5 ranks from below: the best has the most negative value.
  while (statement.step()) matches.push_back({statement.integer(0), -statement.real(1)});
  return matches;
}

void SearchIndex::check() { database_.execute("INSERT INTO record_text (record_text) VALUES ('integrity-check')"); }
void SearchIndex::checkpoint() { database_.execute("PRAGMA wal_checkpoint(TRUNCATE)"); }

}  // namespace claimassay
