#include "store/totals.h"

#include <filesystem>

#include "store/database.h"
#include "store/search_index.h"

namespace claimassay {

namespace {

std::uint64_t on_disk(const std::string& path) {
  std::uint64_t bytes = 0;
  for (const char* ending : {"", "-wal"}) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(path + ending, missing);
    if (!missing) bytes += size;
  }
  return bytes;
}

std::string text_of(const Database& database, const char* sql) {
  Statement row = database.prepare(sql);
  return row.step() ? std::string(row.text(0)) : "";
}

}  // namespace

StoreTotals store_totals(const std::string& store_path) {
  Database database(store_path, StoreMode::read);
  database.execute("BEGIN");  // one state of the store, though another process may import
  const auto count = [&](const char* table) { return database.integer(std::string("SELECT count(*) FROM ") + table); };
  StoreTotals totals;
  totals.format = database.integer("PRAGMA user_version");
  totals.records = count("citation");
  totals.deletions = count("deletion");
  totals.guidelines = count("guideline");
  totals.recommendations = count("recommendation");
  totals.mesh_descriptors = count("mesh_descriptor");
  totals.retraction_notices = count("retraction_notice");
  totals.files = count("source_file");
  totals.read_bytes = database.integer("SELECT sum(bytes) FROM source_file");
  totals.first_import = text_of(database, "SELECT min(imported_on) FROM source_file");
  totals.last_import = text_of(database, "SELECT max(imported_on) FROM source_file");
  Statement formats = database.prepare("SELECT format, count(*) FROM source_file GROUP BY format ORDER BY format");
  while (formats.step()) totals.formats.emplace_back(formats.text(0), formats.integer(1));
  Statement years = database.prepare("SELECT year, count(*) FROM citation GROUP BY year ORDER BY year");
  while (years.step()) totals.years.emplace_back(static_cast<int>(years.integer(0)), years.integer(1));
  Statement ranges = database.prepare("SELECT low, high FROM complete_range ORDER BY low");
  while (ranges.step()) {
    // A fetch that was answered "there is none" declares the one PMID.
    if (ranges.integer(0) == ranges.integer(1)) ++totals.known_absent;
    else totals.complete.emplace_back(ranges.integer(0), ranges.integer(1));
  }
  totals.store_bytes = on_disk(store_path);
  totals.index_bytes = on_disk(SearchIndex::path_for(store_path));
  return totals;
}

}  // namespace claimassay
