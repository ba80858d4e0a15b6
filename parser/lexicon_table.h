// Rows of a lexicon that travels in the binary (data/lexicon/*.tsv): tab-separated columns, '#' begins a remark line.
// Promises: a missing or short row is a bug of the data and asserts, so that a spoilt table never reads as an empty one.
#pragma once

#include <string_view>
#include <vector>

namespace claimassay {

using LexiconRow = std::vector<std::string_view>;

/// All rows of an embedded table, each with at least `columns` columns (missing ones at the end are empty).
std::vector<LexiconRow> lexicon_rows(std::string_view path, std::size_t columns);

}  // namespace claimassay
