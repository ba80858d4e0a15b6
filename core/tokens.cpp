// tokens() of core/text.h: one pass over the bytes, no ICU where the text is ASCII; runs of scripts that write words
// without spaces go to ICU's dictionaries.
#include <string_view>
#include <vector>

#include "core/byte_kinds.h"
#include "core/text.h"

namespace claimassay {

namespace {

/// Scripts that write words without spaces: their runs are cut by ICU's dictionaries.
bool unspaced_script(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF);
}

/// "'" and U+2019 inside a word: "patient's", "don't".
std::size_t apostrophe_size(std::string_view text, std::size_t i) {
  if (i < text.size() && text[i] == '\'') return 1;
  return text.substr(i, 3) == "\u2019" ? 3 : 0;
}

/// What stands inside a word without showing: a soft hyphen, a (non-)joiner.
std::size_t joiner_size(std::string_view text, std::size_t i) {
  if (text.substr(i, 2) == "\u00AD") return 2;
  return text.substr(i, 3) == "\u200C" || text.substr(i, 3) == "\u200D" ? 3 : 0;
}

/// Spaces that group thousands: the no-break, the thin and the narrow no-break one.
std::size_t group_space_size(std::string_view text, std::size_t i) {
  if (text.substr(i, 2) == "\u00A0") return 2;
  return text.substr(i, 3) == "\u2009" || text.substr(i, 3) == "\u202F" ? 3 : 0;
}

/// Three digits and no fourth: a group of thousands.
bool thousands_at(std::string_view text, std::size_t i) {
  return digit_at(text, i) && digit_at(text, i + 1) && digit_at(text, i + 2) && !digit_at(text, i + 3);
}

std::size_t number_end(std::string_view text, std::size_t i) {
  const std::size_t begin = i;
  i = digits_end(text, i);
  if (i > begin && i - begin <= 3) {
    for (;;) {
      if (i < text.size() && text[i] == ',' && thousands_at(text, i + 1)) {
        i += 4;
      } else if (const std::size_t space = group_space_size(text, i); space && thousands_at(text, i + space)) {
        i += space + 3;
      } else {
        break;
      }
    }
  }
  if (const std::size_t mark = decimal_mark_size(text, i); mark && digit_at(text, i + mark)) {
    i = digits_end(text, i + mark);
  }
  // 1.2e-05
  if (i > begin && i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    std::size_t k = i + 1;
    if (k < text.size() && (text[k] == '-' || text[k] == '+')) ++k;
    if (const std::size_t end = digits_end(text, k); end > k && !letter_size(text, end)) i = end;
  }
  return i;
}

/// ".05" is a number after a space, a bracket or an operator; after a word, a closing bracket or a percent sign the
/// full stop ends a sentence and the digits cite ("45%).3 The next").
bool leading_decimal(std::string_view text, std::size_t i) {
  if (!digit_at(text, i + 1)) return false;
  if (i == 0) return true;
  return kind_at(text, i - 1) & (space_byte | high_byte) ||
         std::string_view("(=<>-~[+,;:/").find(text[i - 1]) != std::string_view::npos;
}

std::size_t word_end(std::string_view text, std::size_t i) {
  for (;;) {
    while (kind_at(text, i) & (upper_byte | lower_byte | digit_byte | underscore_byte)) ++i;
    if (const std::size_t size = letter_size(text, i)) {
      i += size;
    } else if (const std::size_t mark = apostrophe_size(text, i); mark && letter_size(text, i + mark)) {
      i += mark;
    } else if (const std::size_t joiner = joiner_size(text, i); joiner && letter_size(text, i + joiner)) {
      i += joiner;
    } else {
      return i;
    }
  }
}

}  // namespace

std::vector<Token> tokens(std::string_view text) {
  constexpr std::uint8_t word_bytes = upper_byte | lower_byte | digit_byte | underscore_byte;
  std::vector<Token> out;
  out.reserve(text.size() / 5 + 4);
  for (std::size_t i = 0; i < text.size();) {
    const std::uint8_t kind = byte_kinds[static_cast<unsigned char>(text[i])];
    std::size_t end = i + 1;
    TokenKind token = TokenKind::symbol;
    if (kind & space_byte) {
      i = end;
      continue;
    }
    if (letter_kind(kind)) {
      while (end < text.size() && byte_kinds[static_cast<unsigned char>(text[end])] & word_bytes) ++end;
      if (end < text.size() && (text[end] == '\'' || kind_at(text, end) & high_byte)) end = word_end(text, end);
      token = TokenKind::word;
    } else if (kind & digit_byte || (text[i] == '.' && leading_decimal(text, i))) {
      end = number_end(text, i);
      token = TokenKind::number;
    } else if (kind & high_byte) {
      if (const std::size_t space = space_size(text, i)) {
        i += space;
        continue;
      }
      std::size_t size = 1;
      const char32_t c = character_at(text, i, &size);
      end = i + size;
      if (letter_size(text, i)) {
        end = word_end(text, i);
        token = TokenKind::word;
        if (unspaced_script(c)) {
          for (const Span part : text_segments(text.substr(i, end - i), TextUnit::word)) {
            out.push_back({{i + part.begin, i + part.end}, TokenKind::word});
          }
          i = end;
          continue;
        }
      }
    }
    out.push_back({{i, end}, token});
    i = end;
  }
  return out;
}

}  // namespace claimassay
