// Blocks -> reference entries: where one entry ends and the next begins, and which number it has.
#pragma once

#include <cstddef>
#include <vector>

#include "core/article.h"

namespace claimassay {

/// The entries of blocks [first, end). Continuing paragraphs and nested items belong to the entry before them.
/// `number_from` is the place of the first one, used where an entry prints none.
std::vector<ReferenceEntry> read_reference_blocks(const Document& document, std::size_t first, std::size_t end,
                                                  int number_from = 1);

/// A list at the end of a document that stands under no heading: the blocks [first, end) of the last run of numbered
/// items that look like references. Empty range where there is none.
struct BlockRange {
  std::size_t first = 0, end = 0;
  bool empty() const { return first >= end; }
};
BlockRange find_unheaded_list(const Document& document);

}  // namespace claimassay
