// evidence.db: bibliographic records, their links and identifiers, guideline summaries, and the full text index beside it.
// Promises: look-ups are indexed reads and may come from several threads (they take turns); what one import wrote is seen
// whole or not at all; records come back exactly as they were put in.
// Refuses (StoreError) missing files, databases of others, and stores of a newer version.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/evidence_source.h"
#include "store/database.h"
#include "store/mesh_table.h"
#include "store/notice_table.h"
#include "store/search_result.h"

namespace claimassay {

class IdentifierTable;
class ImportSession;
class SearchIndex;

struct StoreCounts {
  std::int64_t records = 0;
  std::int64_t guidelines = 0;
  std::int64_t files = 0;
};

/// A file that is about to be imported.
struct SourceFile {
  std::string name;
  std::string hash;    ///< content_hash of the bytes on disk; empty for standard input
  std::string format;  ///< "pubmed-xml", "guideline"
  std::int64_t bytes = 0;
  std::string imported_on;  ///< ISO date
};

class EvidenceStore : public EvidenceSource {
 public:
  EvidenceStore(const std::string& path, StoreMode mode);
  ~EvidenceStore() override;

  // EvidenceSource
  std::optional<Citation> by_pmid(Pmid pmid) const override;
  std::optional<Pmid> pmid_of_doi(std::string_view normal_doi) const override;
  std::optional<Pmid> pmid_of_pmc(std::string_view normal_pmc) const override;
  /// Every record that states this trial number (NCT01234567, ISRCTN12345678), ascending.
  std::vector<Pmid> pmids_of_registry(std::string_view accession) const;
  std::vector<StoredLink> links_to(Pmid pmid, std::string_view normal_doi) const override;
  std::vector<RetractionNotice> notices_for(Pmid pmid, std::string_view normal_doi) const override;
  bool complete_for(Pmid pmid) const override;
  std::optional<Guideline> guideline_by_url(std::string_view url) const override;
  std::optional<Guideline> guideline_by_doi(std::string_view normal_doi) const override;

  std::optional<Guideline> guideline_by_id(std::string_view id) const;

  // The MeSH vocabulary, where one was imported: all of these are empty without it.
  std::optional<MeshDescriptor> mesh_by_ui(std::string_view ui) const;
  /// By name or entry term, in any spelling of case, signs and accents; first the one whose name it is.
  std::vector<MeshDescriptor> mesh_by_term(std::string_view term) const;
  /// The descriptors at and below a tree number, in the order of the tree.
  std::vector<MeshName> mesh_below(std::string_view tree_number) const;
  /// The descriptor first, then every narrower one (below any of its places), each once. What "MeSH heading, exploded" means.
  std::vector<MeshName> mesh_narrower(std::string_view ui) const;
  StoreCounts counts() const;
  const std::string& path() const { return path_; }
  /// Every record in ascending order of PMID.
  void for_each(const std::function<void(const Citation&)>& visit) const;
  void for_each_guideline(const std::function<void(const Guideline&)>& visit) const;

  /// Is the full text index up to date? Where it is not (another process was killed, the file was lost), a store that may
  /// be written mends it with refresh_search.
  bool search_is_ready() const;
  void refresh_search();
  /// The best records for what a person typed, best first (search.h). Throws StoreError when the index is not ready.
  std::optional<SearchResult> search(const Source& typed, const SearchOptions& options, Diagnostics& diagnostics) const;
  /// The PMIDs of the store lie between these two; (0, 0) where it has none.
  std::pair<Pmid, Pmid> lowest_and_highest() const;
  /// The records of the store to which a link of this type leads by their DOI alone.
  std::vector<Pmid> linked_by_doi(std::string_view type) const;
  /// The papers to which a row of a retraction list may give this status, descending.
  std::vector<Pmid> papers_on_lists(RecordStatus status) const;

  /// The imported file with these bytes, if there is one.
  bool has_file(std::string_view hash) const;
  /// Declares that the store holds every record with a PMID in low..high.
  void declare_complete(Pmid low, Pmid high);
  /// Opens the transaction for one file. One at a time.
  std::unique_ptr<ImportSession> begin_import(const SourceFile& file);
  /// After the last file: folds the write-ahead logs back, so that the store is one plain file and on the disk.
  void checkpoint();

 private:
  friend class ImportSession;
  struct Queries;

  std::vector<Pmid> carrying(std::int64_t key) const;
  std::optional<Pmid> pmid_of(std::string_view kind, std::string_view value, std::string Citation::*field) const;
  std::optional<Guideline> guideline_where(std::string_view condition, std::string_view value) const;
  Guideline read_guideline_row(Statement& row) const;
  std::string store_id() const;
  std::int64_t last_file() const;
  void catch_up();
  void rebuild_search();
  void add_to_search(const Statement& row);
  MeshTable& mesh() const;

  std::string path_;
  StoreMode mode_;
  mutable std::mutex mutex_;
  mutable std::mutex search_mutex_;
  mutable Database database_;
  std::unique_ptr<SearchIndex> search_;  ///< null where the file is missing and may not be made
  std::unique_ptr<Queries> queries_;
  std::unique_ptr<IdentifierTable> identifiers_;
  mutable std::unique_ptr<MeshTable> mesh_;  ///< prepared when first asked
  mutable std::unique_ptr<NoticeTable> notices_;
};

/// The key under which an identifier is found: kind is "doi", "pmc" or "registry".
std::int64_t identifier_key(std::string_view kind, std::string_view value);
/// A guideline's address without what makes no difference: scheme, www, fragment, closing slash, case of the host.
std::string url_key(std::string_view url);

std::unique_ptr<EvidenceStore> open_evidence(const std::string& path, StoreMode mode);

}  // namespace claimassay
