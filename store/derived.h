// What the store derives from a record: the keys under which it is found, the links that others find it by, the hash that
// tells one state from another. Written by an import, and computed again to verify them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"

namespace claimassay {

/// A trial's number in a register, however it is spelled: "NCT 01234567" -> "nct01234567".
std::string registry_form(std::string_view accession);
/// Every key (identifier_key) under which a record is found, ascending and without repetitions.
std::vector<std::int64_t> keys_of(const Citation& citation);
/// The keys of records that name others by DOI alone: by that DOI, and by the type of the link.
std::int64_t key_of_link_to(std::string_view normal_doi);
std::int64_t key_of_links_by_doi(std::string_view type);
/// Those of a record's keys, ascending.
std::vector<std::int64_t> link_keys_of(const Citation& citation);
/// The DOI of a link that can be found by nothing else; "" for any other.
std::string findable_doi(const RecordLink& link);
/// Old files list a paper's references as links of the type Cites: thousands, and none says anything of the other record.
bool is_findable(const RecordLink& link);
/// The date that the record's links carry: yyyymmdd, unknown parts 0.
int link_date(const Citation& citation);
/// The date by which one state of a record is newer than another.
int revision_date(const Citation& citation);
/// Of title, abstract and rest (record_blob.h).
std::int64_t content_of(std::string_view title, std::string_view abstract, std::string_view blob);

}  // namespace claimassay
