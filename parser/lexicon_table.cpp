#include "parser/lexicon_table.h"

#include <algorithm>
#include <cassert>

#include "core/embedded.h"

namespace claimassay {

std::vector<LexiconRow> lexicon_rows(std::string_view path, std::size_t columns) {
  const std::optional<std::string_view> bytes = embedded_file(path);
  assert(bytes && "the lexicon is not embedded");
  std::vector<LexiconRow> rows;
  std::string_view rest = bytes.value_or("");
  while (!rest.empty()) {
    const std::size_t newline = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, newline);
    rest.remove_prefix(std::min(newline + 1, rest.size()));
    if (line.empty() || line.front() == '#') continue;
    LexiconRow row;
    for (std::size_t tab; (tab = line.find('\t')) != std::string_view::npos; line.remove_prefix(tab + 1)) {
      row.push_back(line.substr(0, tab));
    }
    row.push_back(line);
    if (row.size() < columns) row.resize(columns);
    rows.push_back(std::move(row));
  }
  assert(!rows.empty() && "the lexicon has no rows");
  return rows;
}

}  // namespace claimassay
