// One row of a retraction list: a notice, the paper that it is about, what it does to the paper and why. Kept apart from
// what PubMed's records say of themselves, so that an editor sees who said it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"
#include "core/vocabulary.h"

namespace claimassay {

enum class NoticeNature { retraction, concern, correction, reinstatement };
template <>
struct Vocabulary<NoticeNature> {
  static constexpr std::string_view words[] = {"retraction", "concern", "correction", "reinstatement"};
};

struct RetractionNotice {
  std::string source;  ///< who lists it: "Retraction Watch"
  std::string record;  ///< the row's own number in that list
  NoticeNature nature = NoticeNature::retraction;
  PartialDate date;        ///< of the notice
  Pmid notice_pmid = 0;    ///< 0 = not stated
  std::string notice_doi;  ///< as core/identifiers.h normalises it; often the paper's own
  Pmid paper_pmid = 0;     ///< a notice states at least one of the paper's identifiers
  std::string paper_doi;
  PartialDate paper_date;
  std::string title;  ///< of the paper
  std::string journal;
  std::vector<std::string> reasons;  ///< in the list's words
  std::string note;
};

/// One line of NDJSON, with its line break.
std::string notice_line(const RetractionNotice& notice);

}  // namespace claimassay
