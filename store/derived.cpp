#include "store/derived.h"

#include <algorithm>

#include "core/hash.h"
#include "core/identifiers.h"
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

namespace {

void sort_and_unite(std::vector<std::int64_t>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

}  // namespace

std::int64_t key_of_link_to(std::string_view normal_doi) { return identifier_key("link-to-doi", normal_doi); }
std::int64_t key_of_links_by_doi(std::string_view type) { return identifier_key("links-by-doi", lower(type)); }

std::vector<std::int64_t> link_keys_of(const Citation& citation) {
  std::vector<std::int64_t> keys;
  for (const RecordLink& link : citation.links) {
    const std::string doi = findable_doi(link);
    if (doi.empty()) continue;
    keys.push_back(key_of_link_to(doi));
    keys.push_back(key_of_links_by_doi(link.type));
  }
  sort_and_unite(keys);
  return keys;
}

std::vector<std::int64_t> keys_of(const Citation& citation) {
  std::vector<std::int64_t> keys = link_keys_of(citation);
  if (!citation.doi.empty()) keys.push_back(identifier_key("doi", citation.doi));
  if (!citation.pmc.empty()) keys.push_back(identifier_key("pmc", citation.pmc));
  for (const DataBankEntry& entry : citation.data_banks) {
    if (!entry.accession.empty()) keys.push_back(identifier_key("registry", registry_form(entry.accession)));
  }
  sort_and_unite(keys);
  return keys;
}

std::string findable_doi(const RecordLink& link) { return link.type == "Cites" ? "" : doi_of(link); }

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
