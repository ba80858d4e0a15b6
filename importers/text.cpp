// Plain text: the file is the text. Paragraphs, and list items with their depth; headings are left to the parser,
// because only words and position tell them from short paragraphs.
#include <algorithm>
#include <array>

#include "core/text.h"
#include "importers/decode.h"
#include "importers/document_formats.h"

namespace claimassay {

namespace {

struct Line {
  Span span;  ///< without the line end and the white space at both ends
  std::size_t indent = 0;
  std::size_t width = 0;  ///< characters with the indentation
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    Line line;
    std::size_t at = begin;
    for (; at < end; ++at) {
      if (text[at] == '\t') line.indent = (line.indent / 4 + 1) * 4;
      else if (text[at] == ' ') ++line.indent;
      else break;
    }
    // No-break spaces indent as well: pages are copied with them.
    for (std::size_t size = 1; at < end && is_space(character_at(text, at, &size)); at += size) ++line.indent;
    const std::string_view kept = trim(text.substr(at, end - at));
    line.span = {at, at + kept.size()};
    line.width = line.indent + characters(kept);
    lines.push_back(line);
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return lines;
}

bool is_rule(std::string_view line) {
  return line.size() >= 3 && line.find_first_not_of("-=_*~#") == std::string_view::npos;
}

}  // namespace

std::size_t bullet_size(std::string_view line, std::string& marker) {
  static constexpr std::array<char32_t, 18> bullets = {U'•', U'◦', U'▪', U'▫', U'‣', U'⁃', U'●', U'○', U'■',
                                                       U'□', U'–', U'—', U'-', U'*', U'+', U'·', U'➢', U'✓'};
  if (line.empty()) return 0;
  std::size_t size = 1;
  const char32_t first = character_at(line, 0, &size);
  const auto blank_after = [line](std::size_t at) { return at < line.size() && is_space(character_at(line, at)); };
  if (std::find(bullets.begin(), bullets.end(), first) != bullets.end()) {
    // A round bullet may touch its text; a dash that does is a minus or a hyphen.
    const bool round = first >= 0x2020 && first != U'–' && first != U'—';
    if (!blank_after(size) && (!round || size >= line.size())) return 0;
    marker = std::string(line.substr(0, size));
  } else {
    // "1.", "12)", "(3)", "[4]", "[^4]:", "a)"
    std::size_t at = 0;
    const bool round = line[0] == '(', square = line[0] == '[';
    if (round || square) ++at;
    if (square && line.substr(at, 1) == "^") ++at;
    const std::size_t digits = at;
    while (at < line.size() && line[at] >= '0' && line[at] <= '9' && at - digits < 4) ++at;
    const bool letter = at == digits && !square && at < line.size() && line[at] >= 'a' && line[at] <= 'z';
    if (letter) ++at;
    if (at == digits || at - digits > 3) return 0;
    const std::string_view closers = round ? ")" : square ? "]" : letter ? ")" : ".)";
    if (at >= line.size() || closers.find(line[at]) == std::string_view::npos) return 0;
    ++at;
    if (square && line.substr(at, 1) == ":") ++at;
    if (!blank_after(at)) return 0;
    marker = std::string(line.substr(0, at));
    size = at;
  }
  for (std::size_t step = 1; size < line.size() && is_space(character_at(line, size, &step)); size += step) {
  }
  return size < line.size() ? size : 0;
}

bool recognises_text(std::string_view, std::string_view) { return true; }

std::optional<Document> read_text_document(std::string name, std::string bytes, Diagnostics& diagnostics) {
  std::optional<std::string> decoded = decode_text(name, std::move(bytes), "", "", diagnostics);
  if (!decoded) return std::nullopt;
  Document document;
  document.source.name = std::move(name);
  document.source.text = std::move(*decoded);
  const std::string_view text = document.source.text;
  const std::vector<Line> lines = lines_of(text);
  std::size_t widest = 0;
  for (const Line& line : lines) widest = std::max(widest, line.width);
  // Where lines run on past any terminal's width a line is a paragraph; otherwise lines were broken to fit.
  constexpr std::size_t widest_wrapped = 110, narrowest_wrapped = 45;
  const bool wrapped = widest <= widest_wrapped && widest >= narrowest_wrapped;

  std::vector<std::size_t> indents;  // of the open lists' bullets
  bool open = false;                 // the last block may go on
  std::size_t last_width = 0;
  for (const Line& line : lines) {
    if (line.span.empty() || is_rule(text.substr(line.span.begin, line.span.size()))) {
      open = false;
      continue;
    }
    const std::string_view words = text.substr(line.span.begin, line.span.size());
    std::string marker;
    const std::size_t bullet = bullet_size(words, marker);
    const std::size_t first_word = std::min(words.find(' '), words.size());
    Block* last = document.blocks.empty() ? nullptr : &document.blocks.back();
    const bool was_full = wrapped && last_width + 1 + first_word > widest * 9 / 10;
    if (!bullet && open && last) {
      const bool hangs = last->kind == BlockKind::list_item && !indents.empty() && line.indent > indents.back();
      if (hangs || (was_full && (last->kind != BlockKind::list_item || line.indent >= indents.back()))) {
        last->span.end = line.span.end;
        last_width = line.width;
        continue;
      }
    }
    Block block;
    block.span = line.span;
    if (bullet) {
      block.kind = BlockKind::list_item;
      block.marker = marker;
      block.span.begin += bullet;
      while (!indents.empty() && line.indent < indents.back()) indents.pop_back();
      if (indents.empty() || line.indent > indents.back()) indents.push_back(line.indent);
      block.level = static_cast<int>(std::min<std::size_t>(indents.size(), 32));
    } else {
      indents.clear();
    }
    document.blocks.push_back(std::move(block));
    open = true;
    last_width = line.width;
  }
  return document;
}

}  // namespace claimassay
