#include "importers/markdown_definitions.h"

#include <algorithm>
#include <optional>

#include "core/text.h"

namespace claimassay {

namespace {

constexpr std::size_t most_front_matter_lines = 200;
constexpr std::size_t longest_label = 60;

/// The line at `at`, without its end; `next` is where the following one begins.
std::string_view line_at(std::string_view file, std::size_t at, std::size_t& next) {
  const std::size_t newline = std::min(file.find('\n', at), file.size());
  next = std::min(newline + 1, file.size());
  std::string_view line = file.substr(at, newline - at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

void blank_out(std::string& text, Span span) {
  for (std::size_t i = span.begin; i < span.end; ++i) {
    if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
  }
}

/// Where the front matter ends (after its closing line), 0 where there is none.
std::size_t read_front_matter(std::string_view file, std::vector<FrontMatterField>& fields) {
  std::size_t next = 0;
  if (line_at(file, 0, next) != "---") return 0;
  std::vector<FrontMatterField> found;
  for (std::size_t lines = 0; next < file.size() && lines < most_front_matter_lines; ++lines) {
    const std::size_t at = next;
    const std::string_view line = line_at(file, at, next);
    if (line == "---" || line == "...") {
      fields = std::move(found);
      return next;
    }
    const std::size_t colon = line.find(':');
    const bool key =
        !line.empty() && line[0] != ' ' && line[0] != '#' && line[0] != '-' && colon != std::string_view::npos;
    if (!key) continue;
    std::string_view value = trim(line.substr(colon + 1));
    const bool quoted = value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0];
    if (quoted) value = value.substr(1, value.size() - 2);
    const std::size_t begin = static_cast<std::size_t>(value.data() - file.data());
    found.push_back({lower(trim(line.substr(0, colon))), {begin, begin + value.size()}});
  }
  return 0;
}

/// "[^label]: text" or "[12]: text" at the beginning of a line; the text's offset in the line.
std::optional<MarkdownDefinition> definition_in(std::string_view line, std::size_t& text_at) {
  std::size_t at = line.find_first_not_of(' ');
  if (at == std::string_view::npos || at > 3 || line[at] != '[') return std::nullopt;
  const std::size_t open = at++;
  const bool footnote = at < line.size() && line[at] == '^';
  if (footnote) ++at;
  const std::size_t close = line.find(']', at);
  if (close == std::string_view::npos || close == at || close - at > longest_label) return std::nullopt;
  if (close + 1 >= line.size() || line[close + 1] != ':') return std::nullopt;
  const std::string_view label = line.substr(at, close - at);
  const bool number = label.find_first_not_of("0123456789") == std::string_view::npos && label.size() <= 4;
  if (!footnote && !number) return std::nullopt;
  text_at = line.find_first_not_of(" \t", close + 2);
  if (text_at == std::string_view::npos) text_at = line.size();
  MarkdownDefinition definition;
  definition.marker = std::string(line.substr(open, close + 1 - open));
  definition.label = std::string(label);
  if (number) definition.number = std::stoi(definition.label);
  return definition;
}

}  // namespace

MarkdownParts take_markdown_apart(std::string_view file) {
  MarkdownParts parts;
  parts.rest = std::string(file);
  std::size_t next = read_front_matter(file, parts.front_matter);
  blank_out(parts.rest, {0, next});
  bool fenced = false;
  MarkdownDefinition* open = nullptr;
  bool after_blank = false;
  while (next < file.size()) {
    const std::size_t at = next;
    const std::string_view line = line_at(file, at, next);
    const std::string_view words = trim(line);
    if (words.starts_with("```") || words.starts_with("~~~")) fenced = !fenced;
    std::size_t text_at = 0;
    std::optional<MarkdownDefinition> definition = fenced ? std::nullopt : definition_in(line, text_at);
    if (definition) {
      if (definition->number == 0) definition->number = static_cast<int>(parts.definitions.size()) + 1;
      definition->text = {at + text_at, at + line.size()};
      parts.definitions.push_back(std::move(*definition));
      open = &parts.definitions.back();
    } else if (open && is_blank(line)) {
      after_blank = true;
      continue;
    } else if (open && (!after_blank || line.starts_with("    ") || line.starts_with("\t")) &&
               !words.starts_with("#")) {
      // A footnote goes on until a blank line, and after it with lines that are set in.
      open->text.end = at + line.size();
    } else {
      open = nullptr;
    }
    after_blank = false;
    if (open) blank_out(parts.rest, {at, next});
  }
  return parts;
}

}  // namespace claimassay
