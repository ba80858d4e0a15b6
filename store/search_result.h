// What a search answers, and what it asks of the rooms above the store, which know of designs and statuses.
// Plain structs, so that whoever shows an answer need not see the search (search.h) or its index.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/citation.h"
#include "core/span.h"
#include "core/status_marks.h"
#include "core/vocabulary.h"

namespace claimassay {

struct Snippet {
  std::string text;           ///< one line; " ... " where it was cut
  std::vector<Span> matches;  ///< into text
};

/// Other names that were searched for as well.
struct SearchExpansion {
  std::string typed;
  std::vector<std::string> names;
  bool mesh = false;  ///< narrower MeSH headings
};

struct SearchHit {
  Citation record;
  double score = 0;
  bool all_in_title = false;  ///< every word, or another name of it, stands in the title
  double kind_weight = 1;     ///< what its kind and its status made of the score
  RecordStatus status = RecordStatus::ok;
  Snippet snippet;  ///< of the abstract; of the title where there is no abstract
  std::vector<Span> title_matches;
};

struct SearchResult {
  std::vector<SearchHit> hits;
  bool every_word = true;            ///< false: nothing holds all the words, so these hold some
  std::vector<std::string> missing;  ///< then: the words that no record holds together with the others
  std::size_t matches = 0;           ///< how many records match
  bool more_matches = false;         ///< at least so many
  bool checked = false;              ///< then designs or statuses were looked at, which `matches` does not know of
  bool read_all = true;              ///< false: only the best of them were, so that there may be more hits
  bool stopped = false;              ///< the order is that among the newest matches, by PMID, that were looked at
  std::size_t looked_at = 0;         ///< then: how many those were
  std::vector<SearchExpansion> expansions;
  std::vector<std::string> left_out;
  std::vector<std::string> notes;
};

struct SearchOptions {
  std::size_t limit = 10;
  // What only rooms above this one can tell of a record. Without them statuses and designs cannot be asked for.
  std::function<RecordStatus(const Citation&)> status_of;
  std::function<Design(const Citation&)> design_of;
  std::function<StatusMarks(RecordStatus)> marks_of;
};

}  // namespace claimassay
