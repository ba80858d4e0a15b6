// Everything that an evidence store derives from its records, made anew: SQLite's own indexes, columns, identifiers, links,
// and the full text index. Brings an older store up to date. One transaction for the store; the full text index follows.
// Promises: no record is touched, unless damaged ones are to be dropped. Refuses (StoreError) when records are damaged and
// are not to be dropped.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/citation.h"

namespace claimassay {

struct ReindexOptions {
  bool drop_damaged = false;
  std::function<void(std::int64_t done, std::int64_t in_all)> progress;  ///< of records; may be empty
};

struct ReindexReport {
  std::int64_t records = 0;
  std::vector<Pmid> dropped;
};

/// The store must open for writing.
ReindexReport reindex_evidence(const std::string& store_path, const ReindexOptions& options);

}  // namespace claimassay
