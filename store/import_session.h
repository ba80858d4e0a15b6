// One file on its way into the store: one transaction, all of it or nothing.
// Promises: whatever the order of files, the outcome is the same. Of a record's states the one with the highest version
// stays, then the last revised; equal ones are settled by content. A deletion holds against every state of the record
// that is not revised after it. Importing the same again changes nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/citation.h"
#include "core/guideline.h"
#include "store/evidence_store.h"
#include "store/identifier_table.h"
#include "store/index_writer.h"

namespace claimassay {

struct ImportCounts {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;
  std::size_t older = 0;    ///< the store has a later state of the record, or its deletion
  std::size_t deleted = 0;  ///< records that were there and are gone

  ImportCounts& operator+=(const ImportCounts& other);
};

class ImportSession {
 public:
  ImportSession(EvidenceStore& store, const SourceFile& file);
  ~ImportSession();
  ImportSession(const ImportSession&) = delete;
  ImportSession& operator=(const ImportSession&) = delete;

  void put(const Citation& citation);
  /// Takes effect at commit, when the newest revision date of the file is known: that is the deletion's own date.
  void remove(Pmid pmid);
  void put(const Guideline& guideline);
  void put(const MeshDescriptor& descriptor);
  void put(const RetractionNotice& notice);
  /// Without it nothing of the file is kept.
  ImportCounts commit();

 private:
  struct Queries;
  struct Stored;
  void begin(const SourceFile& file);
  bool wins(const Citation& citation, int revised, std::int64_t hash, const Stored& stored) const;
  void write(const Citation& citation, int revised, std::int64_t hash, bool is_new);
  void forget(const Citation& old, const std::string& old_abstract, bool replaced);
  void write_side_tables(const Citation& citation);
  void change_keys(const Citation& citation, bool added);
  void apply_deletions();

  EvidenceStore& store_;
  std::unique_lock<std::mutex> lock_;
  std::unique_ptr<Transaction> transaction_;
  std::unique_ptr<Queries> queries_;
  std::unique_ptr<IndexWriter> index_;
  std::unique_ptr<MeshWriter> mesh_;
  std::unique_ptr<NoticeTable> notices_;
  std::unique_ptr<IdentifierWriter> keys_;
  std::int64_t file_ = 0;
  int newest_revision_ = 0;
  std::vector<Pmid> deletions_;
  ImportCounts counts_;
  std::string abstract_, blob_;
};

}  // namespace claimassay
