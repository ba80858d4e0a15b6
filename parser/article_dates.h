// Dates that a page states of itself: "Last updated: April 14, 2025", front matter, meta elements.
// Refuses dates of running text ("a review published in 2019") and dates whose parts could be read two ways.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/article.h"

namespace claimassay {

struct ReadDate {
  PartialDate date;
  std::size_t size = 0;  ///< bytes read
};

/// The date that begins at the beginning of `text`: "April 14, 2025", "14 April 2025", "2025-04-14", "April 2025",
/// "2025". Digits may run into a word after the year ("2025View").
std::optional<ReadDate> read_date(std::string_view text);

/// The dated lines of one short block; spans into the source.
std::vector<DatedLine> read_dated_lines(const Source& source, Span block);
/// Those of the metadata.
std::vector<DatedLine> read_metadata_dates(const Document& document);

}  // namespace claimassay
