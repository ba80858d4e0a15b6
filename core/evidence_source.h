// The look-up interface to evidence. store/ implements it over SQLite, tests in memory; nobody above store/ knows SQL.
// Promises: read-only; answers are values, not views. Costs: one look-up is an indexed read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"
#include "core/guideline.h"
#include "core/retraction_notice.h"

namespace claimassay {

/// A link as seen from either end: `from` says of `to` what `type` says (RetractionOf, ErratumFor ...).
struct StoredLink {
  Pmid from = 0;
  std::string type;
  Pmid to = 0;         ///< 0 where only a DOI is given
  std::string source;  ///< RefSource as text
  PartialDate date;    ///< of the record that holds the link
};

class EvidenceSource {
 public:
  virtual ~EvidenceSource() = default;
  virtual std::optional<Citation> by_pmid(Pmid pmid) const = 0;
  virtual std::optional<Pmid> pmid_of_doi(std::string_view normal_doi) const = 0;
  virtual std::optional<Pmid> pmid_of_pmc(std::string_view normal_pmc) const = 0;
  /// Links that records in the store hold about this PMID, also when the PMID itself is not in the store, and those that
  /// name their record by this DOI alone (0 and "" name nothing). Ascending by the record that holds them.
  virtual std::vector<StoredLink> links_to(Pmid pmid, std::string_view normal_doi) const = 0;
  /// Rows of retraction lists that name this PMID or DOI (0 and "" name nothing), as the paper or as the notice, by date
  /// and then in the list's order.
  virtual std::vector<RetractionNotice> notices_for(Pmid, std::string_view /*normal_doi*/) const { return {}; }
  /// Is the store declared to hold every record that exists with such a PMID (so that absence means non-existence)?
  virtual bool complete_for(Pmid pmid) const = 0;
  virtual std::optional<Guideline> guideline_by_url(std::string_view url) const = 0;
  virtual std::optional<Guideline> guideline_by_doi(std::string_view normal_doi) const = 0;
};

}  // namespace claimassay
