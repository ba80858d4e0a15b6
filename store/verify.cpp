#include "store/verify.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/hash.h"
#include "store/database.h"
#include "store/derived.h"
#include "store/identifier_table.h"
#include "store/record_blob.h"
#include "store/search_index.h"
#include "store/search_terms.h"
#include "store/search_words.h"

namespace claimassay {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_named = 10;
// Records indexed anew at a time: what the scratch file holds.
constexpr std::int64_t records_in_scratch = 20'000;
// The sums of an index are kept by these many groups of records, so that a fault can be counted and memory stays flat.
constexpr std::size_t groups = 1 << 16;

constexpr const char* mend_index = "claimassay evidence reindex builds it anew";
constexpr const char* mend_file =
    "restore a copy of the store, or import into a new one (everything in it can be imported again)";
constexpr const char* mend_record =
    "claimassay evidence reindex --drop-damaged takes them out, so that they can be imported or fetched again";

/// One kind of fault: counted, the first few named.
class Faulty {
 public:
  void add(std::string name) {
    ++count_;
    if (count_ <= most_named) named_ += (named_.empty() ? "" : ", ") + std::move(name);
  }
  void add(std::int64_t pmid) { add(std::to_string(pmid)); }
  std::size_t count() const { return count_; }
  void report(VerifyReport& report, std::string_view what, std::string mend) const {
    if (!count_) return;
    const std::string more = count_ > most_named ? fmt::format(" and {} more", count_ - most_named) : "";
    report.faults.push_back({fmt::format("{}: {}{}", what, named_, more), std::move(mend), count_});
  }

 private:
  std::size_t count_ = 0;
  std::string named_;
};

/// An order-free sum over every word of an index, by groups of records: equal indexes have equal sums, and what differs
/// in one record differs in one group.
using IndexSums = std::vector<std::uint64_t>;

void add_index(const Database& database, IndexSums& sums) {
  Statement rows = database.prepare("SELECT doc, term, col, offset FROM temp.every_word");
  while (rows.step()) {
    const auto doc = static_cast<std::uint64_t>(rows.integer(0));
    std::uint64_t one = hash64(rows.text(1)) ^ (doc * 0x9E3779B97F4A7C15u);
    one ^= hash64(rows.text(2)) + static_cast<std::uint64_t>(rows.integer(3)) * 0xC2B2AE3D27D4EB4Fu;
    one *= 0xFF51AFD7ED558CCDu;
    sums[doc % groups] += one ^ (one >> 33);
  }
}

void show_words(Database& database) {
  register_search_words(database.connection());
  database.execute("CREATE VIRTUAL TABLE temp.every_word USING fts5vocab('main', 'record_text', 'instance')");
}

/// $TMPDIR may name a folder that is not there.
fs::path folder_for_scratch() {
  std::error_code missing;
  const fs::path named = fs::temp_directory_path(missing);
  return missing ? fs::path("/tmp") : named;
}

/// The texts indexed again, in a file of its own that is gone afterwards.
class Scratch {
 public:
  Scratch() : folder_(folder_for_scratch() / fmt::format("claimassay-verify-{}", ::getpid())), sums_(groups) {
    fs::create_directories(folder_);
    index_ = std::make_unique<SearchIndex>(path(), StoreMode::write);
    index_->begin();
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    index_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  void add(const Citation& citation, std::string_view abstract) {
    index_->add(citation.pmid, citation.title, searched_text(citation, abstract));
    if (++count_ == records_in_scratch) sum_up();
  }
  const IndexSums& sums() {
    sum_up();
    return sums_;
  }

 private:
  std::string path() const { return (folder_ / "scratch.db").string(); }
  void sum_up() {
    count_ = 0;
    index_->commit("", 0);
    {
      Database reader(SearchIndex::path_for(path()), StoreMode::read);
      show_words(reader);
      add_index(reader, sums_);
    }
    index_->begin();
    index_->clear();
  }

  fs::path folder_;
  IndexSums sums_;
  std::unique_ptr<SearchIndex> index_;
  std::int64_t count_ = 0;
};

class Verifier {
 public:
  Verifier(const std::string& path, const VerifyOptions& options)
      : path_(path), options_(options), database_(path, StoreMode::read) {}

  VerifyReport run();

 private:
  /// Runs one check; what SQLite cannot read is itself a fault.
  template <class Check>
  void check(std::string_view what, const char* mend, const Check& one) {
    try {
      one();
    } catch (const StoreError& error) {
      report_.faults.push_back({fmt::format("{} cannot be checked: {}", what, error.what()), mend});
    }
  }
  void check_pages(const Database& database, const char* which, const char* mend);
  void check_rows_belong();
  void check_records();
  void check_record(const Statement& row);
  void check_keys(const Citation& citation);
  void check_links(const Citation& citation);
  void report_records();
  void open_index();
  void check_index_itself();
  void compare_index();
  std::string first_text(const Database& database, const char* sql) const;

  std::string path_;
  const VerifyOptions& options_;
  Database database_;
  std::unique_ptr<Database> index_;  ///< null where it cannot be compared
  std::unique_ptr<Scratch> scratch_;
  std::unique_ptr<IdentifierTable> key_;
  std::unique_ptr<Statement> link_;
  Faulty unreadable_, wrong_hash_, wrong_columns_, no_key_, no_link_;
  VerifyReport report_;
};

std::string Verifier::first_text(const Database& database, const char* sql) const {
  Statement row = database.prepare(sql);
  return row.step() ? std::string(row.text(0)) : "";
}

void Verifier::check_pages(const Database& database, const char* which, const char* mend) {
  Faulty faulty;
  Statement rows = database.prepare("PRAGMA integrity_check(100)");
  while (rows.step()) {
    if (rows.text(0) != "ok") faulty.add(std::string(rows.text(0)));
  }
  faulty.report(report_, fmt::format("the pages of {} are damaged", which), mend);
}

void Verifier::check_rows_belong() {
  Faulty faulty;
  Statement rows = database_.prepare("PRAGMA foreign_key_check");
  while (rows.step()) faulty.add(fmt::format("{} without its {}", rows.text(0), rows.text(2)));
  faulty.report(report_, "rows belong to nothing", mend_file);
  Faulty deleted;
  Statement back =
      database_.prepare("SELECT pmid FROM deletion JOIN citation USING (pmid) WHERE revised <= until ORDER BY pmid");
  while (back.step()) deleted.add(back.integer(0));
  deleted.report(report_, "records are here that PubMed has deleted", mend_record);
}

void Verifier::check_keys(const Citation& citation) {
  for (const std::int64_t key : keys_of(citation)) {
    ++report_.identifiers;
    if (!key_->holds(key, citation.pmid)) no_key_.add(citation.pmid);
  }
}

void Verifier::check_links(const Citation& citation) {
  int ordinal = 0;
  for (const RecordLink& link : citation.links) {
    ++ordinal;
    if (!is_findable(link)) continue;
    ++report_.links;
    const bool found = link_->with(link.pmid, citation.pmid, ordinal).step() && link_->text(0) == link.type &&
                       link_->text(1) == link.source && link_->integer(2) == link_date(citation);
    link_->reset();
    if (!found) no_link_.add(citation.pmid);
  }
}

void Verifier::check_record(const Statement& row) {
  const Pmid pmid = row.integer(0);
  if (content_of(row.text(2), row.text(3), row.text(4)) != row.integer(5)) return wrong_hash_.add(pmid);
  Citation citation;
  try {
    citation = read_record_blob(pmid, static_cast<int>(row.integer(1)), row.text(2), row.text(3), row.text(4));
  } catch (const StoreError&) {
    return unreadable_.add(pmid);
  }
  if (citation.year() != row.integer(6) || revision_date(citation) != row.integer(7)) wrong_columns_.add(pmid);
  check_keys(citation);
  check_links(citation);
  if (scratch_) scratch_->add(citation, row.text(3));
}

void Verifier::check_records() {
  key_ = std::make_unique<IdentifierTable>(database_);
  link_ = std::make_unique<Statement>(
      database_.prepare("SELECT type, source, published FROM link WHERE target = ?1 AND pmid = ?2 AND ordinal = ?3"));
  const std::int64_t all = database_.integer("SELECT count(*) FROM citation");
  Statement row =
      database_.prepare("SELECT pmid, version, title, abstract, rest, hash, year, revised FROM citation ORDER BY pmid");
  while (row.step()) {
    check_record(row);
    ++report_.records;
    if (options_.progress && report_.records % 1000 == 0) options_.progress(report_.records, all);
  }
}

void Verifier::report_records() {
  wrong_hash_.report(report_, "records are not what was imported (their hash is another)", mend_record);
  unreadable_.report(report_, "records cannot be read", mend_record);
  wrong_columns_.report(report_, "records state another year or revision than their columns", mend_index);
  no_key_.report(report_, "records are not found by an identifier that they carry", mend_index);
  no_link_.report(report_, "links of records are not found from their other end", mend_index);
  // Extra rows can only be told from damaged records when there are none.
  if (wrong_hash_.count() + unreadable_.count() > 0) return;
  const auto extra = [&](const char* table, std::int64_t expected, std::size_t missing, std::string_view what) {
    const std::int64_t held = database_.integer(fmt::format("SELECT count(*) FROM {}", table));
    const std::int64_t more = held - (expected - static_cast<std::int64_t>(missing));
    if (more > 0)
      report_.faults.push_back(
          {fmt::format("{} {} that no record carries", more, what), mend_index, static_cast<std::size_t>(more)});
  };
  extra("identifier", report_.identifiers, no_key_.count(), "identifiers are held");
  extra("link", report_.links, no_link_.count(), "links are held");
}

void Verifier::open_index() {
  const std::string path = SearchIndex::path_for(path_);
  std::error_code ignored;
  if (!fs::exists(path, ignored)) {
    report_.index_not_compared = "there is none";
    return;
  }
  auto index = std::make_unique<Database>(path, StoreMode::read);
  // One state of the index, and one of the store: that they belong together is what the watermark says.
  index->execute("BEGIN");
  const std::string id = first_text(*index, "SELECT store_id FROM watermark");
  const std::int64_t at = index->integer("SELECT file FROM watermark");
  const std::int64_t last = database_.integer("SELECT max(id) FROM source_file");
  const bool both_new = id.empty() && at == 0 && last == 0;
  if (!both_new && id != first_text(database_, "SELECT value FROM setting WHERE name = 'store_id'")) {
    report_.index_not_compared = id.empty() ? "it has not been filled yet" : "it belongs to another store";
  } else if (at != last) {
    report_.index_not_compared = fmt::format("it is at file {} and the store at file {}", at, last);
  } else {
    index_ = std::move(index);
  }
}

/// FTS5's own check. SQLite counts it as writing, though it writes nothing: where the file cannot be written, or an import
/// is at it, the comparison with the texts has to do.
void Verifier::check_index_itself() {
  const std::string path = SearchIndex::path_for(path_);
  struct stat status {};
  const bool writable = ::stat(path.c_str(), &status) == 0 && (status.st_mode & S_IWUSR) != 0;
  if (!writable || ::access(path.c_str(), W_OK) != 0) return;  // root may write what is marked as not to be written

  Database writer(path, StoreMode::write);
  register_search_words(writer.connection());
  try {
    writer.execute("BEGIN IMMEDIATE");
  } catch (const StoreError&) {
    return;
  }
  writer.execute("INSERT INTO record_text (record_text) VALUES ('integrity-check')");
  writer.execute("ROLLBACK");
}

void Verifier::compare_index() {
  IndexSums sums(groups);
  show_words(*index_);
  add_index(*index_, sums);
  const IndexSums& expected = scratch_->sums();
  std::size_t differ = 0;
  for (std::size_t group = 0; group < groups; ++group) differ += sums[group] != expected[group];
  if (differ) {
    report_.faults.push_back({fmt::format("the full text index does not agree with the texts of at least {} record{}",
                                          differ, differ == 1 ? "" : "s"),
                              mend_index, differ});
  }
  report_.index_compared = true;
}

VerifyReport Verifier::run() {
  database_.execute("BEGIN");
  check("the full text index", mend_index, [&] { open_index(); });
  check("the file", mend_file, [&] { check_pages(database_, "the store", mend_file); });
  check("the tables", mend_file, [&] { check_rows_belong(); });
  if (index_) {
    check("the full text index", mend_index, [&] {
      check_pages(*index_, "the full text index", mend_index);
      check_index_itself();
    });
  }
  if (options_.quick) {
    if (index_) report_.index_not_compared = "only a quick look was asked for";
    return std::move(report_);
  }
  if (index_) scratch_ = std::make_unique<Scratch>();
  check("the records", mend_file, [&] {
    check_records();
    report_records();
  });
  if (index_ && wrong_hash_.count() + unreadable_.count() == 0)
    check("the full text index", mend_index, [&] { compare_index(); });
  else if (index_) report_.index_not_compared = "some records cannot be read";
  return std::move(report_);
}

}  // namespace

VerifyReport verify_evidence(const std::string& store_path, const VerifyOptions& options) {
  return Verifier(store_path, options).run();
}

}  // namespace claimassay
