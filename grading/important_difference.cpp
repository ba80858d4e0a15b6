#include "grading/important_difference.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "core/embedded.h"
#include "core/split.h"
#include "grading/terms.h"

namespace claimassay {

namespace {

struct Row {
  std::vector<std::string> words;
  ImportantDifference difference;
};

const std::vector<Row>& table() {
  static const std::vector<Row> rows = [] {
    std::vector<Row> out;
    for (const std::string_view line : split(embedded_file("data/important_differences.tsv").value_or(""), "\n")) {
      const std::vector<std::string_view> cells = split(line, "\t");
      if (line.starts_with('#') || cells.size() < 3) continue;
      out.push_back(
          {folded_words(cells[0]),
           {std::strtod(std::string(cells[1]).c_str(), nullptr), std::string(cells[2]), std::string(cells[0])}});
    }
    return out;
  }();
  return rows;
}

}  // namespace

ImportantDifference important_difference_of(std::string_view outcome) {
  if (outcome.empty()) return {};
  const std::vector<std::string> words = folded_words(outcome);
  const Row* best = nullptr;
  for (const Row& row : table()) {
    if (best && row.words.size() <= best->words.size()) continue;
    const bool named = std::all_of(row.words.begin(), row.words.end(), [&](const std::string& word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    });
    if (named) best = &row;
  }
  return best ? best->difference : ImportantDifference{};
}

}  // namespace claimassay
