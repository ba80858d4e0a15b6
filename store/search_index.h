// The full text index over titles and abstracts: a file beside the evidence store, written in step with it.
// It follows the store by a watermark (the number of the last imported file). A killed import leaves it at most one file
// behind, and `unindexed` in the store says what that file changed; anything worse is mended by building it anew.
// Promises: the order of hits is a function of the texts and the query alone (BM25, then the newer PMID), and so is what
// a scan that is cut short has looked at.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"
#include "store/database.h"
#include "store/search_expression.h"
#include "store/search_score.h"

namespace claimassay {

struct SearchMatch {
  Pmid pmid = 0;
  double score = 0;  ///< greater is better
};

/// Descending, each once.
using PmidSet = std::vector<Pmid>;

/// What a scan looks for, and how far it goes.
struct ScanRequest {
  const MatchExpression* expression = nullptr;
  const std::vector<SearchUnit>* units = nullptr;
  std::vector<const PmidSet*> within;  ///< a record must be in all of them
  std::size_t keep = 200;              ///< the best so many
  std::size_t most = 60'000;           ///< stop after so many matches: the newest, by PMID
};

struct ScanResult {
  std::vector<SearchMatch> best;  ///< by score, then the newer PMID
  std::size_t matched = 0;
  bool stopped = false;  ///< there are more matches than were looked at
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

  /// Every match is looked at and scored, newest first, until `most` were.
  ScanResult scan(const ScanRequest& request) const;
  /// How many records match, at most `most`.
  std::size_t count(const MatchExpression& expression, std::size_t most) const;
  /// In how many records of how many the expression occurs; an estimate beyond some ten thousand, when it rests on how
  /// close together the newest matches lie.
  struct Frequency {
    double found = 0, all = 0;
  };
  Frequency frequency(const MatchExpression& expression, Pmid lowest, Pmid highest) const;
  /// All records that match.
  PmidSet pmids(const MatchExpression& expression) const;
  /// The index's terms that begin so.
  std::vector<std::string> terms_below(std::string_view beginning) const;
  /// Is the index sound in itself? For `verify`.
  void check();
  /// Folds the WAL back into the file.
  void checkpoint();

 private:
  void show_terms();
  Database database_;
  std::unique_ptr<Transaction> transaction_;
  std::unique_ptr<Statement> insert_, delete_;
  std::string title_;
  std::unique_ptr<ScoreTask> score_;  ///< where the ranking function finds the running search
};

}  // namespace claimassay
