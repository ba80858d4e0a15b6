// The rows of an embedded table (data/*.tsv): columns between tabs, comments and short rows left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/split.h"

namespace claimassay {

inline std::vector<std::vector<std::string>> table_rows(std::string_view path, std::size_t columns) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string_view line : split(embedded_file(path).value_or(""), "\n")) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> row;
    for (const std::string_view cell : split(line, "\t")) row.emplace_back(cell);
    if (row.size() >= columns) rows.push_back(std::move(row));
  }
  return rows;
}

/// Every `from` of the text becomes `to`.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace claimassay
