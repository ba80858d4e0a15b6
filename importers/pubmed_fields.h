// Small fields that PubMed's XML and its MEDLINE format share: numbers, months, identifiers as people typed them.
// Promises: what does not fit is 0 or stays as it is written; nothing is guessed.
#pragma once

#include <string>
#include <string_view>

#include "core/citation.h"

namespace claimassay {

/// The whole text as a number between the limits; 0 otherwise.
int number_in(std::string_view text, int low, int high);
/// "3", "03", "Mar", "March" -> 3.
int month_number(std::string_view text);
/// The first four digits in a row that can be a year: "1998 Dec-1999 Jan", "Winter 2016".
int year_in(std::string_view text);
/// Digits only, at most ten.
Pmid pmid_of(std::string_view text);
/// "https://orcid.org/0000-0002-1825-0097", "0000000218250097" -> "0000-0002-1825-0097"; other forms stay as written.
std::string normal_orcid(std::string&& text);
/// White space of ASCII alone: runs become one space, both ends are trimmed. A no-break space is part of its word, as it
/// is in the XML.
std::string one_line(std::string_view text);
/// "PMC123", "pmc-id: PMC123;manuscript-id: NIHMS1" -> "PMC123".
std::string pmc_in(std::string_view text);

}  // namespace claimassay
