#include "grading/surrogate.h"

#include <vector>

#include "core/embedded.h"
#include "grading/terms.h"

namespace claimassay {

namespace {

struct Row {
  std::vector<std::string> words;
  Surrogate surrogate;
};

const std::vector<Row>& table() {
  static const std::vector<Row> rows = [] {
    std::vector<Row> out;
    std::string_view text = embedded_file("data/surrogates.tsv").value_or("");
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      const std::size_t tab = line.find('\t');
      if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
      const std::string measure(line.substr(0, tab));
      const std::string_view rest = line.substr(tab + 1);
      out.push_back({folded_words(measure), {measure, std::string(rest.substr(0, rest.find('\t')))}});
    }
    return out;
  }();
  return rows;
}

constexpr double named = 0.99;  // every word of the measure: "blood" alone is no blood pressure

}  // namespace

Surrogate surrogate_in(std::string_view text, const Claim& claim) {
  const TermIndex words(folded_words(text)), claimed(folded_words(claim.text));
  if (words.empty()) return {};
  for (const Row& row : table()) {
    if (words.find(row.words).score >= named && claimed.find(row.words).score < named) return row.surrogate;
  }
  return {};
}

}  // namespace claimassay
