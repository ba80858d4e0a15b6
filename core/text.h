// Unicode text: validity, conversion, case folding, words, sentences, stems. The only door to ICU: no other file of the
// project includes it.
// Promises: every function takes any bytes that are valid UTF-8 and never fails; spans are byte offsets into what was
// given. Costs: pure ASCII takes a short path without ICU; everything else goes through it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace claimassay {

/// Code points in valid UTF-8.
std::size_t characters(std::string_view text);
/// Offset of the first byte that is not valid UTF-8 (overlong forms and surrogates count as invalid).
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);
/// The same text with every invalid byte sequence replaced by U+FFFD.
std::string replace_invalid_utf8(std::string_view bytes);
/// From a named character set ("windows-1252", "UTF-16LE") to UTF-8; nothing when the name is unknown or a byte
/// sequence has no meaning in it.
std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset);
/// Safe to print on a terminal: control characters (and with them escape sequences) become U+FFFD, tabs a space.
std::string printable(std::string_view text);

/// Full Unicode case folding after NFKC: what two spellings of a word have in common. Not for display.
std::string fold(std::string_view text);
/// Letters without their diacritics, folded: "Müller" -> "muller".
std::string fold_plain(std::string_view text);
std::string lower(std::string_view text);
std::string_view trim(std::string_view text);
/// Runs of white space (Unicode's, no-break and thin spaces included) become one space; trimmed.
std::string collapse_space(std::string_view text);
/// For messages: white space collapsed, at most `most` characters, "..." where something was cut. Reads no more of a long
/// text than it needs.
std::string shorten(std::string_view text, std::size_t most);
/// The code point that begins at `offset`, and how many bytes it takes (1 for an invalid byte, value U+FFFD).
char32_t character_at(std::string_view text, std::size_t offset, std::size_t* size = nullptr);
void append_utf8(std::string& out, char32_t character);
bool is_letter(char32_t character);
bool is_upper(char32_t character);
bool is_space(char32_t character);
/// Columns that a terminal needs for the text (wide East Asian characters take two, combining marks none).
std::size_t display_width(std::string_view text);

enum class TokenKind { word, number, symbol };
struct Token {
  Span span;
  TokenKind kind = TokenKind::word;
};
/// Words, numbers and single symbols, without white space.
std::vector<Token> tokens(std::string_view text);

/// Sentences of one block of running text; each span is trimmed of white space. Citation digits after a full stop
/// (".3 The next") belong to the sentence that they follow.
std::vector<Span> sentences(std::string_view text);

/// ICU's own words or sentences (trimmed, white space left out): for scripts without spaces between words, and to measure
/// the two functions above against.
enum class TextUnit { word, sentence };
std::vector<Span> text_segments(std::string_view text, TextUnit unit);

/// English (Porter2) stem of one folded word.
std::string stem(std::string_view folded_word);

}  // namespace claimassay
