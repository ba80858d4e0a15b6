#include "parser/statement_kind.h"

#include <utility>
#include <vector>

#include "core/embedded.h"
#include "core/split.h"
#include "core/text.h"

namespace claimassay {

namespace {

using Wordings = std::vector<std::pair<std::string, std::string>>;

Wordings read_wordings() {
  Wordings wordings;
  const std::string_view file = embedded_file("data/lexicon/statement_kinds.tsv").value_or("");
  for (const std::string_view line : split(file, "\n")) {
    const auto cells = split(line, "\t");
    if (line.empty() || line.front() == '#' || cells.size() < 2) continue;
    wordings.emplace_back(" " + std::string(cells[0]) + " ", std::string(cells[1]));
  }
  return wordings;
}

/// Words alone, folded, with one space around each.
std::string spaced_words(std::string_view text) {
  std::string out = " ";
  for (const Token& token : tokens(text)) {
    if (token.kind == TokenKind::symbol) continue;
    out += fold(text.substr(token.span.begin, token.span.size())) + " ";
  }
  return out;
}

}  // namespace

std::string statement_kind(std::string_view text) {
  static const Wordings wordings = read_wordings();
  const std::string words = spaced_words(text);
  for (const auto& [wording, kind] : wordings) {
    if (words.find(wording) != std::string::npos) return kind;
  }
  return "";
}

}  // namespace claimassay
