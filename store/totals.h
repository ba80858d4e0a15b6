// How much of what an evidence store holds, counted by SQLite without reading a record; and what its files take on disk.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/citation.h"

namespace claimassay {

struct StoreTotals {
  std::int64_t format = 0;  ///< of the schema
  std::int64_t records = 0, deletions = 0, guidelines = 0, recommendations = 0;
  std::int64_t mesh_descriptors = 0, retraction_notices = 0;
  std::int64_t files = 0;                                     ///< imported, or fetched in one answer
  std::int64_t read_bytes = 0;                                ///< of those files
  std::string first_import, last_import;                      ///< ISO dates; empty without any
  std::vector<std::pair<std::string, std::int64_t>> formats;  ///< files by format, by name
  std::vector<std::pair<int, std::int64_t>> years;            ///< records by year, ascending; 0 = not stated
  std::vector<std::pair<Pmid, Pmid>> complete;                ///< declared complete, ascending
  std::int64_t known_absent = 0;                              ///< single PMIDs that PubMed has no record of
  std::uint64_t store_bytes = 0, index_bytes = 0;             ///< on disk, write-ahead logs included
};

/// The store must open.
StoreTotals store_totals(const std::string& store_path);

}  // namespace claimassay
