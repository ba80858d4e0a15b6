// PMID, PMC and DOI as people and records write them -> one normal form each, so that equal identifiers compare equal.
// Refuses what cannot be an identifier; says nothing about whether the record exists.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/citation.h"

namespace claimassay {

/// "PMID: 12345", "https://pubmed.ncbi.nlm.nih.gov/12345/", "12345". At most 8 digits today; 1 to 10 are taken.
std::optional<Pmid> parse_pmid(std::string_view text);
/// "PMC123", "pmc 123", a PMC URL -> "PMC123".
std::optional<std::string> parse_pmc(std::string_view text);
/// "doi:10.1000/ABC.", "https://doi.org/10.1000%2Fabc", "10.1000/abc," -> "10.1000/abc": lower case, without prefix,
/// percent escapes and trailing punctuation; a closing bracket stays when the DOI opens one.
std::optional<std::string> parse_doi(std::string_view text);
/// The DOI by which a link without a PMID names the other record ("J Feet. 2021 May 3. doi: 10.1000/x."); else "".
std::string doi_of(const RecordLink& link);

}  // namespace claimassay
