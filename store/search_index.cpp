#include "store/search_index.h"

#include <algorithm>

#include "store/search_words.h"

namespace claimassay {

namespace {

constexpr std::int32_t application_id = 0x43414654;  // "CAFT"

constexpr std::size_t most_counted = 30'000;  // matches; beyond it a frequency is estimated

/// Weaker matches come after better ones; a heap of the best has the weakest on top.
bool better(const SearchMatch& a, const SearchMatch& b) {
  return a.score != b.score ? a.score > b.score : a.pmid > b.pmid;
}

class BestMatches {
 public:
  explicit BestMatches(std::size_t most) : most_(most) {}
  void offer(SearchMatch match) {
    if (heap_.size() == most_) {
      if (!better(match, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), better);
      heap_.pop_back();
    }
    heap_.push_back(match);
    std::push_heap(heap_.begin(), heap_.end(), better);
  }
  std::vector<SearchMatch> take() {
    std::sort(heap_.begin(), heap_.end(), better);
    return std::move(heap_);
  }

 private:
  std::size_t most_;
  std::vector<SearchMatch> heap_;
};

/// Both descend, so that the whole scan walks each set once.
class SetWalk {
 public:
  explicit SetWalk(const PmidSet* set) : at_(set->begin()), end_(set->end()) {}
  bool holds(Pmid pmid) {
    while (at_ != end_ && *at_ > pmid) ++at_;
    return at_ != end_ && *at_ == pmid;
  }

 private:
  PmidSet::const_iterator at_, end_;
};

}  // namespace

std::string SearchIndex::path_for(const std::string& store_path) {
  constexpr std::string_view ending = ".db";
  const bool db = store_path.size() > ending.size() && store_path.ends_with(ending);
  return (db ? store_path.substr(0, store_path.size() - ending.size()) : store_path) + ".search.db";
}

SearchIndex::SearchIndex(const std::string& store_path, StoreMode mode) : database_(path_for(store_path), mode) {
  register_search_words(database_.connection());
  score_ = std::make_unique<ScoreTask>();
  register_search_score(database_.connection(), *score_);
  if (mode == StoreMode::read) {
    check_version(database_, "search", application_id);
    show_terms();
    return;
  }
  database_.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384");
  migrate(database_, "search", application_id);
  show_terms();
  insert_ = std::make_unique<Statement>(
      database_.prepare("INSERT INTO record_text (rowid, title, text) VALUES (?1, ?2, ?3)"));
  delete_ = std::make_unique<Statement>(
      database_.prepare("INSERT INTO record_text (record_text, rowid, title, text) VALUES ('delete', ?1, ?2, ?3)"));
}

/// A table over the index's terms, of this connection alone.
void SearchIndex::show_terms() {
  database_.execute("CREATE VIRTUAL TABLE temp.record_term USING fts5vocab('main', 'record_text', 'row')");
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

ScanResult SearchIndex::scan(const ScanRequest& request) const {
  ScanResult result;
  *score_ = {request.units, &request.expression->roles};
  BestMatches best(request.keep);
  std::vector<SetWalk> within(request.within.begin(), request.within.end());
  const auto wanted = [&](Pmid pmid) {
    return std::all_of(within.begin(), within.end(), [&](SetWalk& walk) { return walk.holds(pmid); });
  };
  Statement statement = database_.prepare(
      "SELECT rowid, search_score(record_text) FROM record_text WHERE record_text MATCH ?1 ORDER BY rowid DESC");
  statement.with(request.expression->text);
  while (statement.step()) {
    const Pmid pmid = statement.integer(0);
    if (!wanted(pmid)) continue;
    if (result.matched == request.most) {
      result.stopped = true;
      break;
    }
    ++result.matched;
    best.offer({pmid, statement.real(1)});
  }
  result.best = best.take();
  return result;
}

std::size_t SearchIndex::count(const MatchExpression& expression, std::size_t most) const {
  Statement statement = database_.prepare(
      "SELECT count(*) FROM (SELECT rowid FROM record_text WHERE record_text MATCH ?1 ORDER BY rowid DESC LIMIT ?2)");
  statement.with(expression.text, static_cast<std::int64_t>(most));
  return statement.step() ? static_cast<std::size_t>(statement.integer(0)) : 0;
}

SearchIndex::Frequency SearchIndex::frequency(const MatchExpression& expression, Pmid lowest, Pmid highest) const {
  Frequency frequency;
  Statement all =
      database_.prepare("SELECT record_count(record_text) FROM record_text WHERE record_text MATCH ?1 LIMIT 1");
  if (!all.with(expression.text).step()) return frequency;
  frequency.all = static_cast<double>(all.integer(0));
  all.reset();
  Statement newest = database_.prepare(
      "SELECT count(*), min(rowid) FROM (SELECT rowid FROM record_text WHERE record_text MATCH ?1 ORDER BY rowid DESC "
      "LIMIT ?2)");
  newest.with(expression.text, static_cast<std::int64_t>(most_counted)).step();
  frequency.found = static_cast<double>(newest.integer(0));
  if (newest.integer(0) == static_cast<std::int64_t>(most_counted) && highest > lowest) {
    const double part = static_cast<double>(highest - newest.integer(1)) / static_cast<double>(highest - lowest);
    frequency.found = std::clamp(frequency.found / std::max(part, 1e-6), frequency.found, frequency.all);
  }
  return frequency;
}

PmidSet SearchIndex::pmids(const MatchExpression& expression) const {
  PmidSet set;
  Statement statement =
      database_.prepare("SELECT rowid FROM record_text WHERE record_text MATCH ?1 ORDER BY rowid DESC");
  statement.with(expression.text);
  while (statement.step()) set.push_back(statement.integer(0));
  return set;
}

std::vector<std::string> SearchIndex::terms_below(std::string_view beginning) const {
  std::vector<std::string> terms;
  if (beginning.empty()) return terms;
  std::string end(beginning);
  ++end.back();
  Statement statement = database_.prepare("SELECT term FROM temp.record_term WHERE term >= ?1 AND term < ?2");
  statement.with(beginning, end);
  while (statement.step()) terms.emplace_back(statement.text(0));
  return terms;
}

void SearchIndex::check() { database_.execute("INSERT INTO record_text (record_text) VALUES ('integrity-check')"); }
void SearchIndex::checkpoint() { database_.execute("PRAGMA wal_checkpoint(TRUNCATE)"); }

}  // namespace claimassay
