#include "importers/decode.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.h"

namespace claimassay {

namespace {

struct Mark {
  std::string_view bytes;
  const char* charset;
};
constexpr Mark marks[] = {{"\xEF\xBB\xBF", "UTF-8"}, {"\xFF\xFE", "UTF-16LE"}, {"\xFE\xFF", "UTF-16BE"}};

/// Labels that the web uses for sets which browsers read as others.
std::string charset_of(std::string_view label) {
  const std::string name = lower(trim(label));
  for (const char* alias : {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "ansi", "cp1252"}) {
    if (name == alias) return "windows-1252";
  }
  if (name == "utf8" || name == "unicode" || name.starts_with("utf-16")) return "utf-8";  // as the HTML standard has it
  return name;
}

Place place_of(const std::string& name, std::string_view bytes, std::size_t offset) {
  // Invalid bytes before the offset cannot be; what is before it is UTF-8 and counts in characters.
  const LineColumn where = locate_in(bytes, offset);
  return {name, where.line, where.column};
}

bool check_zeros(const std::string& name, std::string_view text, Diagnostics& diagnostics) {
  const std::size_t zero = text.find('\0');
  if (zero == std::string_view::npos) return true;
  diagnostics.error("binary-file", "the file holds a zero byte, so it is no text", place_of(name, text, zero),
                    "expected plain text, Markdown or HTML");
  return false;
}

}  // namespace

std::optional<std::string> decode_text(const std::string& name, std::string bytes, std::string_view declared,
                                       std::string_view fallback, Diagnostics& diagnostics) {
  std::string charset = charset_of(declared);
  for (const Mark& mark : marks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    charset = mark.charset;
    bytes.erase(0, mark.bytes.size());
    break;
  }
  const bool is_utf8 = charset.empty() || charset == "utf-8" || charset == "UTF-8";
  const std::optional<std::size_t> invalid = is_utf8 ? first_invalid_utf8(bytes) : std::nullopt;
  if (is_utf8 && !invalid) {
    if (!check_zeros(name, bytes, diagnostics)) return std::nullopt;
    return bytes;
  }
  if (is_utf8 && (!charset.empty() || fallback.empty())) {
    if (!check_zeros(name, bytes.substr(0, *invalid), diagnostics)) return std::nullopt;
    diagnostics.error(
        "invalid-utf8",
        fmt::format("byte 0x{:02X} at offset {} is not UTF-8", static_cast<unsigned char>(bytes[*invalid]), *invalid),
        place_of(name, bytes, *invalid), "save the file as UTF-8, or convert it with iconv");
    return std::nullopt;
  }
  if (is_utf8) {
    if (!check_zeros(name, bytes, diagnostics)) return std::nullopt;
    charset = std::string(fallback);
    diagnostics.warning("charset-guessed", "the file names no character set and is not UTF-8; read as " + charset,
                        place_of(name, bytes, *invalid), "letters outside ASCII may be wrong");
  }
  std::optional<std::string> text = to_utf8(bytes, charset);
  if (!text) {
    diagnostics.error("unknown-charset", "the file cannot be read in the character set that it names: " + charset,
                      {name, 0, 0}, "save the file as UTF-8, or convert it with iconv");
    return std::nullopt;
  }
  if (!check_zeros(name, *text, diagnostics)) return std::nullopt;
  return text;
}

}  // namespace claimassay
