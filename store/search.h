// A search of the evidence store: what was typed -> the best records, with why each was found.
// The order, which can be said in one sentence: records with every word in the title come first, then those with some words
// in the abstract alone; within each, BM25 times the weight of the kind of study and of the status
// (data/lexicon/search_kinds.tsv); then the newer PMID. Without words: the newest first.
// Promises: a function of the store and the query alone. What is cut short for time is said: `stopped`.
// Costs: half a microsecond per word of each record that holds all the words, of which only the newest ten thousands are
// looked at where there are more; then some 200 records are read.
#pragma once

#include <optional>

#include "store/search_plan.h"
#include "store/search_result.h"
#include "store/search_snippet.h"

namespace claimassay {

class EvidenceSearch {
 public:
  EvidenceSearch(const EvidenceStore& store, const SearchIndex& index, const SearchOptions& options)
      : store_(store), index_(index), options_(options) {}

  /// Nothing where the query asks for what there is not; the diagnostics say what.
  std::optional<SearchResult> run(const Source& typed, Diagnostics& diagnostics);

 private:
  struct Candidate;
  void weigh_words();
  void search_words();
  std::optional<std::vector<SearchUnit>> as_indexed() const;
  void search_without_words();
  void search_some_words();
  /// `most` 0: as many as can be scored in the time of a scan.
  ScanResult scan(const std::vector<SearchUnit>& units, bool in_title, std::size_t most = 0);
  void take(const ScanResult& matches, bool in_title);
  void keep(Candidate&& candidate, bool in_title);
  bool holds(const SearchCheck& check, const Candidate& candidate) const;
  bool enough() const { return result_.hits.size() >= options_.limit; }
  std::vector<SearchPhrase> phrases() const;

  const EvidenceStore& store_;
  const SearchIndex& index_;
  const SearchOptions& options_;
  SearchPlan plan_;
  SearchResult result_;
  std::vector<Pmid> seen_;
};

}  // namespace claimassay
