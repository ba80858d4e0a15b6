#include "store/reindex.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "store/database.h"
#include "store/derived.h"
#include "store/evidence_store.h"
#include "store/identifier_table.h"
#include "store/record_blob.h"
#include "store/search_index.h"

namespace claimassay {

namespace {

/// Writes what is derived from each record; the tables are empty when it begins.
class Derived {
 public:
  explicit Derived(Database& database)
      : keys_(database),
        add_link_(database.prepare("INSERT INTO link VALUES (?1, ?2, ?3, ?4, ?5, ?6)")),
        set_columns_(database.prepare("UPDATE citation SET year = ?2, revised = ?3 WHERE pmid = ?1 AND (year <> ?2 OR "
                                      "revised <> ?3)")) {}
  void add(const Citation& citation) {
    set_columns_.with(citation.pmid, citation.year(), revision_date(citation)).run();
    for (const std::int64_t key : keys_of(citation)) keys_.change(key, citation.pmid, true);
    int ordinal = 0;
    for (const RecordLink& link : citation.links) {
      ++ordinal;
      if (is_findable(link))
        add_link_.with(link.pmid, citation.pmid, ordinal, link.type, link.source, link_date(citation)).run();
    }
  }
  void finish() { keys_.finish(); }

 private:
  IdentifierWriter keys_;
  Statement add_link_, set_columns_;
};

/// Nothing for a record whose bytes are not what was imported.
std::optional<Citation> read_sound(const Statement& row) {
  if (content_of(row.text(2), row.text(3), row.text(4)) != row.integer(5)) return std::nullopt;
  try {
    return read_record_blob(row.integer(0), static_cast<int>(row.integer(1)), row.text(2), row.text(3), row.text(4));
  } catch (const StoreError&) {
    return std::nullopt;
  }
}

ReindexReport rewrite_tables(Database& database, const ReindexOptions& options) {
  ReindexReport report;
  Transaction transaction(database);
  database.execute("REINDEX; DELETE FROM identifier; DELETE FROM identifier_segment; DELETE FROM link");
  {
    const std::int64_t all = database.integer("SELECT count(*) FROM citation");
    Derived derived(database);
    Statement row = database.prepare("SELECT pmid, version, title, abstract, rest, hash FROM citation ORDER BY pmid");
    while (row.step()) {
      if (const auto citation = read_sound(row)) derived.add(*citation);
      else report.dropped.push_back(row.integer(0));
      ++report.records;
      if (options.progress && report.records % 1000 == 0) options.progress(report.records, all);
    }
    derived.finish();
    // Deleted records that came back all the same: dropped with the damaged ones.
    Statement back = database.prepare("SELECT pmid FROM deletion JOIN citation USING (pmid) WHERE revised <= until");
    while (back.step()) report.dropped.push_back(back.integer(0));
  }
  std::sort(report.dropped.begin(), report.dropped.end());
  report.dropped.erase(std::unique(report.dropped.begin(), report.dropped.end()), report.dropped.end());
  if (!report.dropped.empty() && !options.drop_damaged) {
    throw StoreError(StoreProblem::failed,
                     fmt::format("{}: {} record{} damaged or deleted by PubMed, the first with PMID {}: with "
                                 "--drop-damaged they are taken out",
                                 database.path(), report.dropped.size(), report.dropped.size() == 1 ? " is" : "s are",
                                 report.dropped.front()));
  }
  for (const Pmid pmid : report.dropped) {
    for (const char* sql : {"UPDATE source_file SET deleted = deleted + 1 WHERE id = (SELECT file FROM citation WHERE "
                            "pmid = ?1)",
                            "DELETE FROM identifier WHERE pmid = ?1", "DELETE FROM link WHERE pmid = ?1",
                            "DELETE FROM citation WHERE pmid = ?1"})
      database.prepare(sql).with(pmid).run();
  }
  report.records -= static_cast<std::int64_t>(report.dropped.size());
  transaction.commit();
  return report;
}

/// Makes the index one that has to be filled. Where it cannot even be told so, it goes.
void forget_index(const std::string& store_path) {
  const std::string path = SearchIndex::path_for(store_path);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return;
  try {
    Database index(path, StoreMode::write);
    index.execute("UPDATE watermark SET store_id = '', file = 0");
    if (index.integer("SELECT count(*) FROM pragma_integrity_check(1) WHERE integrity_check <> 'ok'") == 0) return;
  } catch (const StoreError&) {
  }
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending, ignored);
}

}  // namespace

ReindexReport reindex_evidence(const std::string& store_path, const ReindexOptions& options) {
  // Brings an older store up to date, and refuses what may not be written.
  EvidenceStore(store_path, StoreMode::write);
  ReindexReport report;
  {
    Database database(store_path, StoreMode::write);
    database.execute("PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768");
    report = rewrite_tables(database, options);
  }
  forget_index(store_path);
  EvidenceStore store(store_path, StoreMode::write);
  store.refresh_search();
  store.checkpoint();
  return report;
}

}  // namespace claimassay
