#include "grading/effect_band.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "grading/pool.h"

namespace claimassay {

namespace {

struct Band {
  std::string scale, word, table;
  double below = HUGE_VAL;
};

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == '\t') {
      cells.emplace_back();
    } else {
      cells.back().push_back(c);
    }
  }
  return cells;
}

const std::vector<Band>& bands() {
  static const std::vector<Band> rows = [] {
    std::vector<Band> out;
    std::string_view text = embedded_file("data/effect_bands.tsv").value_or("");
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      if (line.empty() || line[0] == '#') continue;
      const std::vector<std::string> cells = cells_of(line);
      if (cells.size() != 4) continue;
      out.push_back(
          {cells[0], cells[1], cells[3], cells[2].empty() ? HUGE_VAL : std::strtod(cells[2].c_str(), nullptr)});
    }
    return out;
  }();
  return rows;
}

}  // namespace

EffectBand effect_band(const EffectEstimate& estimate) {
  if (!estimate.value) return {};
  const bool ratio = is_ratio(estimate.measure) && *estimate.value > 0;
  const std::string_view scale = ratio ? "ratio" : estimate.measure == "SMD" ? "smd" : "";
  // To a tenth of a per cent: 1 - 0.9 is not quite 0.1 in binary, and 10 % must be 10 %.
  const double size = ratio ? std::round(std::abs(*estimate.value - 1) * 1000) / 10 : std::abs(*estimate.value);
  for (const Band& band : bands()) {
    if (band.scale == scale && size < band.below) return {band.word, band.table};
  }
  return {};
}

}  // namespace claimassay
