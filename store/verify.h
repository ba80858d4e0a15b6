// Is an evidence store what it says it is? Everything that is written twice is computed again and compared: hashes with
// contents, identifiers and links with the records, the full text index with the texts, rows with the rows they belong to.
// Promises: only reads; goes on after damage, so that one look names all of it; says how each kind is mended.
// Costs: reads every record, and indexes every text anew into a scratch file that never holds more than a part; memory flat.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace claimassay {

struct StoreFault {
  std::string what;  ///< one sentence without a full stop
  std::string mend;  ///< what to do
  std::size_t count = 1;
};

struct VerifyReport {
  std::int64_t records = 0;  ///< looked at
  std::int64_t identifiers = 0;
  std::int64_t links = 0;
  bool index_compared = false;     ///< the full text index was compared with the texts
  std::string index_not_compared;  ///< why not
  std::vector<StoreFault> faults;
};

struct VerifyOptions {
  bool quick = false;                                                    ///< only what does not read every record
  std::function<void(std::int64_t done, std::int64_t in_all)> progress;  ///< of records; may be empty
};

/// The store must open (EvidenceStore refuses what is none). Throws StoreError when it cannot be read at all.
VerifyReport verify_evidence(const std::string& store_path, const VerifyOptions& options);

}  // namespace claimassay
