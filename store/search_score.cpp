#include "store/search_score.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>

#include "store/database.h"
#include "store/search_words.h"

namespace claimassay {

namespace {

constexpr double title_weight = 4.0;  // [H] titles name the topic, abstracts mention many
constexpr double k1 = 1.2;
constexpr int most_counted = 12;  // a word that stands there more often says hardly more

/// 0 where the phrase does not occur in the row; towards k1 + 1 the more often it does.
double saturation(const Fts5ExtensionApi* api, Fts5Context* row, int phrase) {
  Fts5PhraseIter at;
  int column = -1, offset = 0;
  double times = 0;
  if (api->xPhraseFirst(row, phrase, &at, &column, &offset) != SQLITE_OK) return 0;
  for (int count = 0; column >= 0 && count < most_counted; ++count) {
    times += column == 0 ? title_weight : 1.0;
    api->xPhraseNext(row, &at, &column, &offset);
  }
  return times * (k1 + 1) / (times + k1);
}

double score_of(const ScoreTask& task, const Fts5ExtensionApi* api, Fts5Context* row) {
  const auto& roles = *task.roles;
  double total = 0, best = 0;
  // The phrases of one way follow each other, and so do the ways of one unit.
  for (std::size_t i = 0; i < roles.size();) {
    const PhraseRole role = roles[i];
    double sum = 0;
    int phrases = 0;
    bool whole = true;
    for (; i < roles.size() && roles[i].unit == role.unit && roles[i].way == role.way; ++i, ++phrases) {
      const double one = role.unit < 0 || !whole ? 0 : saturation(api, row, static_cast<int>(i));
      whole = whole && one > 0;
      sum += one;
    }
    if (role.unit < 0) continue;
    const SearchUnit& unit = (*task.units)[static_cast<std::size_t>(role.unit)];
    if (whole) best = std::max(best, unit.ways[static_cast<std::size_t>(role.way)].weight * sum / phrases);
    if (i == roles.size() || roles[i].unit != role.unit) {
      total += unit.idf * best;
      best = 0;
    }
  }
  return total;
}

void score_function(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* out, int, sqlite3_value**) {
  sqlite3_result_double(out, score_of(*static_cast<const ScoreTask*>(api->xUserData(row)), api, row));
}

void count_function(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* out, int, sqlite3_value**) {
  sqlite3_int64 rows = 0;
  api->xRowCount(row, &rows);
  sqlite3_result_int64(out, rows);
}

}  // namespace

double search_idf(double found, double all) {
  return std::log(1 + (std::max(all, found) - found + 0.5) / (found + 0.5));
}

void register_search_score(sqlite3* connection, ScoreTask& task) {
  fts5_api* api = full_text_api(connection);
  const int code = api->xCreateFunction(api, "search_score", &task, score_function, nullptr);
  if (code != SQLITE_OK || api->xCreateFunction(api, "record_count", nullptr, count_function, nullptr) != SQLITE_OK) {
    throw StoreError(StoreProblem::failed, "the ranking of the full text search cannot be set up");
  }
}

}  // namespace claimassay
