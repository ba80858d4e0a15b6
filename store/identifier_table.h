// Keys of identifiers (hashes of DOIs, PMC and trial numbers) and the records that carry them.
// Promises: a record is found by a key exactly while it carries it; answers ascend by PMID.
// Costs: what an import adds is appended, so that its price does not grow with the store; segments of one level are merged
// when there are `most_segments` of them, so that each key is written again once for every level, and a look-up reads at
// most that many places a level.
#pragma once

#include <cstdint>
#include <vector>

#include "core/citation.h"
#include "store/database.h"

namespace claimassay {

/// Looks keys up; several may be open on one database.
class IdentifierTable {
 public:
  explicit IdentifierTable(const Database& database);
  std::vector<Pmid> find(std::int64_t key);
  bool holds(std::int64_t key, Pmid pmid);

 private:
  Statement find_, holds_;
};

/// Collects what records gain and lose, and writes it sorted. Inside a transaction of the caller's.
class IdentifierWriter {
 public:
  explicit IdentifierWriter(Database& database);
  /// A record that loses a key has it; one that gains a key has it not, or has lost it before.
  void change(std::int64_t key, Pmid pmid, bool added);
  /// Without it the last changes are not written.
  void finish();

 private:
  struct Change {
    std::int64_t key;
    Pmid pmid;
    bool added;
  };
  void write();
  void merge(std::int64_t level);
  std::int64_t new_segment(std::int64_t level);

  Database& database_;
  Statement add_, drop_;
  std::vector<Change> changes_;
};

}  // namespace claimassay
