// How well a record answers a search: BM25 over the words found, a word of the title counting as four of the abstract.
// Lengths are left out (b = 0): abstracts are of like length, and a record without one must not win for being short.
// A unit that can be fulfilled in several ways counts the best of them. Called by SQLite for every row that matches;
// costs about half a microsecond.
#pragma once

#include <vector>

#include "store/search_expression.h"

struct sqlite3;

namespace claimassay {

/// What a running search knows of its expression; the connection's function "search_score" reads it.
struct ScoreTask {
  const std::vector<SearchUnit>* units = nullptr;
  const std::vector<PhraseRole>* roles = nullptr;
};

/// Registers search_score(record_text) on the connection, which must not outlive `task`; and record_count(record_text),
/// the number of records in the index.
void register_search_score(sqlite3* connection, ScoreTask& task);

/// How much a word says that stands in `found` of `all` records.
double search_idf(double found, double all);

}  // namespace claimassay
