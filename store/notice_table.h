// The rows of retraction lists in a store, by the PMID or DOI of the paper or of the notice. A list has no dates of
// revision: of one row (source and record) the state that was imported last stays, and a row that a later list leaves
// out stays too, because desks import parts of lists.
#pragma once

#include <string_view>
#include <vector>

#include "core/retraction_notice.h"
#include "store/database.h"

namespace claimassay {

enum class NoticeChange { added, changed, unchanged };

class NoticeTable {
 public:
  explicit NoticeTable(const Database& database);

  /// By date, then by the list's own numbers. 0 and "" name nothing.
  std::vector<RetractionNotice> naming(Pmid pmid, std::string_view doi);
  NoticeChange put(const RetractionNotice& notice, std::int64_t file);

 private:
  Statement by_pmid_, by_doi_, by_record_, put_;
};

}  // namespace claimassay
