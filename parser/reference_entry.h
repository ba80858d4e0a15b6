// What can be told from the text of one reference: identifiers, addresses, and a guess at title and year. No list, no
// numbering: that is references.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/article.h"

namespace claimassay {

struct PrintedNumber {
  int number = 0;
  std::size_t size = 0;  ///< bytes of the ordinal and the white space after it
};

/// "12.", "12)", "(12)", "[12]", "[^12]:" at the beginning of a text. Never a year, a DOI or a bare PMID.
std::optional<PrintedNumber> printed_number(std::string_view text);

/// Fills identifiers, url, title and year of `entry` from its text; `targets` are the addresses of links inside it.
void read_entry_text(std::string_view text, const std::vector<std::string_view>& targets, ReferenceEntry& entry);

/// Has an identifier, an address, or both a year and the look of an author or a journal.
bool looks_like_reference(std::string_view text);

}  // namespace claimassay
