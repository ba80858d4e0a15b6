// Trial numbers are the one identifier that many records share: a trial's protocol, its report, the later analyses.
#include <algorithm>

#include "store/derived.h"
#include "store/evidence_store.h"

namespace claimassay {

std::vector<Pmid> EvidenceStore::pmids_of_registry(std::string_view accession) const {
  const std::string wanted = registry_form(accession);
  if (wanted.empty()) return {};
  std::vector<Pmid> pmids = carrying(identifier_key("registry", wanted));
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
