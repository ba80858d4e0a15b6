// The full text index over titles and abstracts: a file beside the evidence store, written in step with it.
// It follows the store by a watermark (the number of the last imported file). A killed import leaves it at most one file
// behind, and `unindexed` in the store says what that file changed; anything worse is mended by building it anew.
// Promises: the order of hits is a function of the texts and the query alone (BM25, then PMID).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"
#include "store/database.h"

namespace claimassay {

struct SearchMatch {
  Pmid pmid = 0;
  double score = 0;  ///< greater is better
};

class SearchIndex {
 public:
  /// Beside "evidence.db": "evidence.search.db".
  static std::string path_for(const std::string& store_path);

  SearchIndex(const std::string& store_path, StoreMode mode);

  /// Which store, and up to which of its files. ("", 0) for a new index.
  std::string store_id() const;
  std::int64_t watermark() const;

  // Writing, between begin and commit. Nothing is kept without commit.
  void begin();
  /// `text` is the abstract and what else the record is found by: searched_text (search_terms.h).
  void add(Pmid pmid, std::string_view title, std::string_view text);
  /// Needs the very texts that were added.
  void remove(Pmid pmid, std::string_view title, std::string_view text);
  void clear();
  void commit(std::string_view store_id, std::int64_t watermark);
  void roll_back();

  /// The best matches of an FTS5 expression, as search_expression (search_query.h) makes it.
  std::vector<SearchMatch> match(std::string_view expression, std::size_t limit) const;
  /// Is the index sound in itself? For `verify`.
  void check();
  /// Folds the WAL back into the file.
  void checkpoint();

 private:
  Database database_;
  std::unique_ptr<Transaction> transaction_;
  std::unique_ptr<Statement> insert_, delete_;
  std::string title_;
};

}  // namespace claimassay
