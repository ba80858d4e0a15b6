// Bytes by kind, for the two passes of core/text.h over running text: words (tokens.cpp) and sentences (sentences.cpp).
// ASCII is told by one look into a table; anything else asks ICU through core/text.h.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/text.h"

namespace claimassay {

enum : std::uint8_t {
  space_byte = 1,
  upper_byte = 2,
  lower_byte = 4,
  digit_byte = 8,
  high_byte = 16,
  underscore_byte = 32,
  mark_byte = 64  ///< may end a sentence, or stands around one: . ! ? ( ) and the line feed
};

inline constexpr std::array<std::uint8_t, 256> byte_kinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (int c = 0; c < 256; ++c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) kinds[c] = space_byte;
    if (c >= 'A' && c <= 'Z') kinds[c] = upper_byte;
    if (c >= 'a' && c <= 'z') kinds[c] = lower_byte;
    if (c >= '0' && c <= '9') kinds[c] = digit_byte;
    if (c >= 0x80) kinds[c] = high_byte;
    if (c == '_') kinds[c] = underscore_byte;
    if (c == '.' || c == '!' || c == '?' || c == '(' || c == ')') kinds[c] = mark_byte;
    if (c == '\n') kinds[c] |= mark_byte;
  }
  return kinds;
}();

inline std::uint8_t kind_at(std::string_view text, std::size_t i) {
  return i < text.size() ? byte_kinds[static_cast<unsigned char>(text[i])] : 0;
}
inline bool digit_at(std::string_view text, std::size_t i) { return kind_at(text, i) & digit_byte; }
inline bool letter_kind(std::uint8_t kind) { return kind & (upper_byte | lower_byte); }

/// Length in bytes of a letter (or combining mark) at `i`, 0 when there is none.
inline std::size_t letter_size(std::string_view text, std::size_t i) {
  const std::uint8_t kind = kind_at(text, i);
  if (letter_kind(kind)) return 1;
  if (!(kind & high_byte)) return 0;
  std::size_t size = 1;
  const char32_t c = character_at(text, i, &size);
  const bool combining = c >= 0x300 && c < 0x370;
  return combining || is_letter(c) ? size : 0;
}

inline std::size_t space_size(std::string_view text, std::size_t i) {
  const std::uint8_t kind = kind_at(text, i);
  if (kind & space_byte) return 1;
  if (!(kind & high_byte)) return 0;
  std::size_t size = 1;
  return is_space(character_at(text, i, &size)) ? size : 0;
}

/// A decimal mark: full stop, or the middle dot of British journals.
inline std::size_t decimal_mark_size(std::string_view text, std::size_t i) {
  if (i >= text.size()) return 0;
  if (text[i] == '.') return 1;
  for (const std::string_view dot : {"\u00B7", "\u22C5", "\u2219"}) {
    if (text.substr(i, dot.size()) == dot) return dot.size();
  }
  return 0;
}

/// The same, where it ends at `end`.
inline std::size_t decimal_mark_before(std::string_view text, std::size_t end) {
  for (std::size_t size = 1; size <= 3 && size <= end; ++size) {
    if (decimal_mark_size(text, end - size) == size) return size;
  }
  return 0;
}

inline std::size_t digits_end(std::string_view text, std::size_t i) {
  while (digit_at(text, i)) ++i;
  return i;
}

}  // namespace claimassay
