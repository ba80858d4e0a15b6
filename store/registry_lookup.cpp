// Trial numbers are the one identifier that many records share: a trial's protocol, its report, the later analyses.
#include <algorithm>

#include "store/derived.h"
#include "store/evidence_store.h"

namespace claimassay {

std::vector<Pmid> EvidenceStore::pmids_of_registry(std::string_view accession) const {
  const std::string wanted = registry_form(accession);
  std::vector<Pmid> pmids;
  if (wanted.empty()) return pmids;
  {
    const std::lock_guard lock(mutex_);
    Statement row = database_.prepare("SELECT pmid FROM identifier WHERE key = ?1 ORDER BY pmid");
    row.with(identifier_key("registry", wanted));
    while (row.step()) pmids.push_back(row.integer(0));
  }
  // The key is a hash: the record has the last word.
  std::erase_if(pmids, [&](Pmid pmid) {
    const auto record = by_pmid(pmid);
    return !record ||
           std::none_of(record->data_banks.begin(), record->data_banks.end(),
                        [&](const DataBankEntry& entry) { return registry_form(entry.accession) == wanted; });
  });
  return pmids;
}

}  // namespace claimassay
