#include "importers/inline_text.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

#include "core/text.h"

namespace claimassay {

namespace {

bool is_xml_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// How many bytes, in steps of eight, need no look at each: no control characters, no two spaces in a row. Nine tenths of
/// a file's text pass here. `after_space`: does the text before end in one? Of the text up to here, afterwards.
std::size_t plain_length(std::string_view text, bool& after_space) {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101, tops = 0x8080'8080'8080'8080;
  std::size_t length = 0;
  for (; length + 8 <= text.size(); length += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + length, 8);
    if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
    const std::uint64_t control = (bytes - ones * 0x20) & ~bytes & tops;
    const std::uint64_t other = bytes ^ (ones * ' ');
    // The top bit of each byte that is a space, exactly: no borrow runs from byte to byte.
    const std::uint64_t spaces = ~(((other & ~tops) + ~tops) | other | ~tops);
    if (control || (spaces & ((spaces << 8) | (after_space ? 0x80 : 0)))) break;
    after_space = spaces >> 63 != 0;
  }
  return length;
}

struct Script {
  char32_t plain;
  std::string_view raised;
  std::string_view lowered;
};

// The signs that Unicode has in both forms. It has some letters as well, but no search and no reader expects "Vₘₐₓ".
constexpr Script scripts[] = {
    {U'0', "⁰", "₀"},
    {U'1', "¹", "₁"},
    {U'2', "²", "₂"},
    {U'3', "³", "₃"},
    {U'4', "⁴", "₄"},
    {U'5', "⁵", "₅"},
    {U'6', "⁶", "₆"},
    {U'7', "⁷", "₇"},
    {U'8', "⁸", "₈"},
    {U'9', "⁹", "₉"},
    {U'+', "⁺", "₊"},
    {U'-', "⁻", "₋"},
    {U'=', "⁼", "₌"},
    {U'(', "⁽", "₍"},
    {U')', "⁾", "₎"},
    // Typographic minus signs and dashes mean a minus here.
    {U'\u2212', "⁻", "₋"},
    {U'\u2013', "⁻", "₋"},
    {U'\u2010', "⁻", "₋"},
    {U'\u2011', "⁻", "₋"},
};

std::optional<std::string> translated(std::string_view content, std::string_view Script::*form) {
  std::string out;
  for (std::size_t i = 0, size = 0; i < content.size(); i += size) {
    const char32_t c = character_at(content, i, &size);
    const Script* found = nullptr;
    for (const Script& script : scripts) {
      if (script.plain == c) found = &script;
    }
    if (!found) return std::nullopt;
    out += found->*form;
  }
  return out;
}

/// "®", "°", "*": a sign that stands for itself wherever it stands.
bool single_sign(std::string_view content) {
  std::size_t size = 0;
  const char32_t c = character_at(content, 0, &size);
  return size == content.size() && !is_letter(c) && (c >= 0x80 || !is_digit(static_cast<char>(c)));
}

bool ordinal(std::string_view content) {
  return content == "st" || content == "nd" || content == "rd" || content == "th";
}

}  // namespace

std::string superscript(std::string_view content, bool after_digit) {
  content = trim(content);
  if (content.empty()) return "";
  if (auto raised = translated(content, &Script::raised)) return *raised;
  if (single_sign(content) || (after_digit && ordinal(content))) return std::string(content);
  return "^(" + std::string(content) + ")";
}

std::string subscript(std::string_view content) {
  content = trim(content);
  if (content.empty()) return "";
  if (auto lowered = translated(content, &Script::lowered)) return *lowered;
  if (single_sign(content)) return std::string(content);
  return "_(" + std::string(content) + ")";
}

void InlineText::clear() {
  text_.clear();
  open_.clear();
}

void InlineText::text(std::string_view piece) {
  // Long runs without anything to collapse are the rule; they are copied whole.
  std::size_t run = 0;
  bool after_space = text_.empty() || text_.back() == ' ';
  for (std::size_t i = 0; i < piece.size(); ++i) {
    i += plain_length(piece.substr(i), after_space);
    if (i == piece.size()) break;
    if (!is_xml_space(piece[i])) {
      after_space = false;
      continue;
    }
    if (piece[i] == ' ' && !after_space) {
      after_space = true;
      continue;
    }
    text_.append(piece, run, i - run);
    if (!after_space) text_ += ' ';
    after_space = true;
    run = i + 1;
  }
  text_.append(piece, run);
}

void InlineText::open(Markup markup) { open_.push_back({markup, text_.size()}); }

void InlineText::close() {
  if (open_.empty()) return;
  const Open closed = open_.back();
  open_.pop_back();
  if (closed.markup == Markup::plain) return;
  const std::string content = text_.substr(closed.begin);
  const bool space_before = !content.empty() && content.front() == ' ' && closed.begin > 0;
  const bool space_after = content.size() > 1 && content.back() == ' ';
  text_.resize(closed.begin);
  const bool after_digit = closed.begin > 0 && is_digit(text_.back());
  const std::string script =
      closed.markup == Markup::superscript ? superscript(content, after_digit) : subscript(content);
  // White space alone between the tags still separates the words around it.
  if (script.empty() && space_before) text_ += ' ';
  text_ += script;
  if (!script.empty() && space_after) text_ += ' ';
}

std::string InlineText::take() {
  while (!text_.empty() && text_.back() == ' ') text_.pop_back();
  std::string out = std::move(text_);
  clear();
  return out;
}

}  // namespace claimassay
