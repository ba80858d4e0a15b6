// A parsed query -> what to ask the full text index for, and what to look at in each record that it finds.
// Words become units with their other names; fields become terms; a heading of the MeSH tree brings its narrower ones;
// designs and statuses are checked on the records, because they depend on more than one record's words.
// Promises: everything that was added to what was typed is listed, so that it can be shown.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/status_marks.h"
#include "core/vocabulary.h"
#include "store/search_index.h"
#include "store/search_query.h"
#include "store/search_result.h"

namespace claimassay {

class EvidenceStore;

/// Holds when the record has one of the designs or statuses; or, not wanted, none.
struct SearchCheck {
  std::vector<Design> designs;
  std::vector<RecordStatus> statuses;
  bool wanted = true;
};

struct SearchPlan {
  std::vector<SearchUnit> units;
  std::vector<SearchUnit> excluded;
  std::vector<PmidSet> sets;  ///< a record must be in all of them
  std::vector<SearchCheck> checks;
  std::vector<SearchExpansion> expansions;
  std::vector<std::string> notes;  ///< whole sentences: what could not be searched as typed, and why
};

class SearchPlanner {
 public:
  SearchPlanner(const EvidenceStore& store, const SearchIndex& index,
                const std::function<StatusMarks(RecordStatus)>& marks_of, const Source& typed, Diagnostics& diagnostics)
      : store_(store), index_(index), marks_of_(marks_of), typed_(typed), diagnostics_(diagnostics) {}

  SearchPlan plan(const SearchQuery& query);

 private:
  std::size_t text_unit(const std::vector<SearchClause>& clauses, std::size_t at, SearchUnit& unit);
  void add_other_names(SearchUnit& unit, const std::string& stems, const std::string& typed);
  void put_clause(const SearchClause& clause);
  void put_checked(const SearchClause& clause, bool wanted);
  void put_mesh(const SearchItem& item);
  bool is_checked(const SearchItem& item) const;
  std::vector<SearchWay> ways_of(const SearchItem& item);
  std::vector<std::string> headings(const SearchItem& item);
  PmidSet with_status(RecordStatus status);
  PmidSet stating(const StatusMarks& marks);

  const EvidenceStore& store_;
  const SearchIndex& index_;
  const std::function<StatusMarks(RecordStatus)>& marks_of_;
  const Source& typed_;
  Diagnostics& diagnostics_;
  SearchPlan plan_;
};

}  // namespace claimassay
