#include "core/entry_identifiers.h"

#include "core/identifiers.h"
#include "core/text.h"

namespace claimassay {

std::string EntryIdentifiers::best() const {
  if (pmid) return std::to_string(pmid);
  return doi.empty() ? pmc : doi;
}

EntryIdentifiers identifiers_of(const ReferenceEntry& entry) {
  EntryIdentifiers ids{entry.pmid, entry.pmc, entry.doi};
  if (entry.url.empty()) return ids;
  const std::string url = lower(entry.url);
  if (!ids.pmid && url.find("pubmed") != std::string::npos) ids.pmid = parse_pmid(entry.url).value_or(0);
  if (ids.pmc.empty() && url.find("pmc") != std::string::npos) ids.pmc = parse_pmc(entry.url).value_or("");
  if (ids.doi.empty() && url.find("doi.org/") != std::string::npos) ids.doi = parse_doi(entry.url).value_or("");
  return ids;
}

}  // namespace claimassay
