// Citation markers in running text: "[2,3]", superscripts, "#ref3" links, "(1)", and bare digits after a word or a full
// stop ("decreased stiffness 2." and "stiffness.2 The next").
// Promises: a marker is never a quantity, a year, an age, a dose, a range of units, a table, a type or a phase. Bare digits
// are believed only as the article's style: numbers that stay within its reference list, or that run on from 1 without
// large gaps. Where another style is at home, bare digits and brackets of a lesser style are left alone.
// Costs: one pass over the text.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/article.h"

namespace claimassay {

/// A stretch of text that markers do not cross: a block of a document, a line of bare text.
struct MarkerRegion {
  Span span;
  std::size_t section = 0;
  std::size_t block = 0;
  const std::vector<Run>* runs = nullptr;  ///< superscripts and links of the block; may be null
  bool running_text = true;  ///< false for headings, captions and table cells: there a bare number is a number
};

/// What is known of the reference list. Without one, nothing is refused for being out of its range.
struct KnownReferences {
  bool has_list = false;
  std::vector<int> numbers;  ///< of the entries, ascending
};

/// Markers of a bare text, each line a region of its own; CitationMarker::block is the line's number from 0.
std::vector<CitationMarker> read_markers(std::string_view text);

/// Markers of a document's blocks, in the order of the text. Regions are in ascending order and do not overlap.
std::vector<CitationMarker> read_markers(std::string_view text, std::span<const MarkerRegion> regions,
                                         const KnownReferences& references);

}  // namespace claimassay
