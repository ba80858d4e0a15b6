#include "store/derived.h"

#include <algorithm>

#include "core/hash.h"
#include "core/text.h"
#include "store/dates.h"
#include "store/evidence_store.h"

namespace claimassay {

std::string registry_form(std::string_view accession) {
  std::string out;
  for (const char c : lower(accession)) {
    if (c != ' ') out += c;
  }
  return out;
}

std::vector<std::int64_t> keys_of(const Citation& citation) {
  std::vector<std::int64_t> keys;
  if (!citation.doi.empty()) keys.push_back(identifier_key("doi", citation.doi));
  if (!citation.pmc.empty()) keys.push_back(identifier_key("pmc", citation.pmc));
  for (const DataBankEntry& entry : citation.data_banks) {
    if (!entry.accession.empty()) keys.push_back(identifier_key("registry", registry_form(entry.accession)));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool is_findable(const RecordLink& link) { return link.pmid != 0 && link.type != "Cites"; }

int link_date(const Citation& citation) {
  return date_number(citation.published.known() ? citation.published : citation.electronic);
}

int revision_date(const Citation& citation) {
  return date_number(citation.revised.known() ? citation.revised : citation.completed);
}

std::int64_t content_of(std::string_view title, std::string_view abstract, std::string_view blob) {
  std::string all;
  all.reserve(title.size() + abstract.size() + blob.size() + 2);
  all.append(title).append(1, '\0').append(abstract).append(1, '\0').append(blob);
  return static_cast<std::int64_t>(hash64(all));
}

}  // namespace claimassay
