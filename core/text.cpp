#include "core/text.h"

#include <libstemmer.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace claimassay {

namespace {

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + what + ": " + u_errorName(status));
}

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string narrow(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

}  // namespace

std::size_t characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; });
}

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int64_t>(bytes.size());
  int64_t i = 0;
  while (i < size) {
    if (data[i] < 0x80) {
      ++i;
      continue;
    }
    // U8_NEXT wants 32-bit indices; a window keeps files over 2 GB right.
    int32_t inside = 0;
    UChar32 c;
    const auto window = static_cast<int32_t>(std::min<int64_t>(size - i, 8));
    U8_NEXT(data + i, inside, window, c);
    if (c < 0) return static_cast<std::size_t>(i);
    i += inside;
  }
  return std::nullopt;
}

std::string replace_invalid_utf8(std::string_view bytes) {
  if (!first_invalid_utf8(bytes)) return std::string(bytes);
  std::string out;
  for (std::size_t i = 0; i < bytes.size();) {
    std::size_t size = 1;
    append_utf8(out, character_at(bytes, i, &size));
    i += size;
  }
  return out;
}

std::optional<std::string> to_utf8(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(charset.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &status), &ucnv_close);
  check(status, "UTF-8 converter");
  std::string out(bytes.size() * 3 + 16, '\0');
  char* target = out.data();
  const char* source = bytes.data();
  std::vector<UChar> pivot(4096);
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source, bytes.data() + bytes.size(),
                 pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), true, true, &status);
  if (U_FAILURE(status)) return std::nullopt;
  out.resize(static_cast<std::size_t>(target - out.data()));
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    const char32_t c = character_at(text, i, &size);
    const int8_t type = u_charType(static_cast<UChar32>(c));
    if (c == '\t') {
      out += ' ';
    } else if (type == U_CONTROL_CHAR || type == U_SURROGATE || (c >= 0x202A && c <= 0x202E) ||
               (c >= 0x2066 && c <= 0x2069)) {  // the last two ranges turn the direction of a whole line
      append_utf8(out, 0xFFFD);
    } else {
      out += text.substr(i, size);
    }
    i += size;
  }
  return out;
}

std::string fold(std::string_view text) {
  if (is_ascii(text)) return lower_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  check(status, "NFKC case folding");
  const icu::UnicodeString out = nfkc_casefold->normalize(wide(text), status);
  check(status, "NFKC case folding");
  return narrow(out);
}

std::string fold_plain(std::string_view text) {
  if (is_ascii(text)) return lower_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  check(status, "NFKD");
  const icu::UnicodeString apart = nfkd->normalize(wide(fold(text)), status);
  check(status, "NFKD");
  icu::UnicodeString kept;
  for (int32_t i = 0; i < apart.length();) {
    const UChar32 c = apart.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) kept.append(c);
    i += U16_LENGTH(c);
  }
  return narrow(kept);
}

std::string lower(std::string_view text) {
  if (is_ascii(text)) return lower_ascii(text);
  return narrow(wide(text).toLower(icu::Locale::getRoot()));
}

char32_t character_at(std::string_view text, std::size_t offset, std::size_t* size) {
  if (const auto byte = static_cast<unsigned char>(text[offset]); byte < 0x80) {
    if (size) *size = 1;
    return byte;
  }
  const auto* data = reinterpret_cast<const uint8_t*>(text.data()) + offset;
  int32_t i = 0;
  UChar32 c;
  const auto window = static_cast<int32_t>(std::min<std::size_t>(text.size() - offset, 4));
  U8_NEXT(data, i, window, c);
  if (c < 0) {
    if (size) *size = 1;
    return 0xFFFD;
  }
  if (size) *size = static_cast<std::size_t>(i);
  return static_cast<char32_t>(c);
}

void append_utf8(std::string& out, char32_t character) {
  uint8_t buffer[4];
  int32_t length = 0;
  UBool failed = false;
  U8_APPEND(buffer, length, 4, static_cast<UChar32>(character), failed);
  if (failed) return append_utf8(out, 0xFFFD);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

bool is_letter(char32_t character) {
  if (character < 0x80) return (character | 0x20) - 'a' < 26U;
  return u_isalpha(static_cast<UChar32>(character));
}
bool is_upper(char32_t character) {
  if (character < 0x80) return character - 'A' < 26U;
  return u_isupper(static_cast<UChar32>(character));
}
bool is_space(char32_t character) {
  if (character < 0x80) return character == ' ' || character - '\t' < 5U;
  return u_isUWhiteSpace(static_cast<UChar32>(character)) || character == 0x200B || character == 0xFEFF;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t size = 1;
    if (!is_space(character_at(text, begin, &size))) break;
    begin += size;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    if (!is_space(character_at(text, start))) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

std::string collapse_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto plain = [&](std::size_t i) { return i < text.size() && text[i] > ' ' && text[i] < 0x7F; };
  bool pending = false;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    if (!plain(i) && (text[i] == ' ' || is_space(character_at(text, i, &size)))) {
      pending = !out.empty();
    } else {
      while (plain(i + size)) ++size;  // the rest of a word, and of those that one space follows
      while (i + size < text.size() && text[i + size] == ' ' && plain(i + size + 1)) {
        for (size += 2; plain(i + size);) ++size;
      }
      if (pending) out += ' ';
      pending = false;
      out += text.substr(i, size);
    }
    i += size;
  }
  return out;
}

std::string shorten(std::string_view text, std::size_t most) {
  // Even where white space is generous, 16 bytes for a character are plenty; the cut falls between characters.
  std::size_t read = std::min(text.size(), (most + 1) * 16);
  while (read < text.size() && read > 0 && (static_cast<unsigned char>(text[read]) & 0xC0) == 0x80) --read;
  std::string out = collapse_space(text.substr(0, read));
  if (characters(out) <= most) return read < text.size() ? out + "..." : out;
  std::size_t end = 0;
  for (std::size_t count = 0; count < most; ++count) {
    std::size_t size = 1;
    character_at(out, end, &size);
    end += size;
  }
  out.resize(end);
  return out + "...";
}

std::size_t display_width(std::string_view text) {
  if (is_ascii(text)) return text.size();
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t size = 1;
    const auto c = static_cast<UChar32>(character_at(text, i, &size));
    i += size;
    const int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) continue;
    const int wide_form = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += wide_form == U_EA_WIDE || wide_form == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::vector<Span> text_segments(std::string_view text, TextUnit unit) {
  struct Breakers {
    std::unique_ptr<icu::BreakIterator> of[2];
    Breakers() {
      UErrorCode status = U_ZERO_ERROR;
      of[0].reset(icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
      of[1].reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
      check(status, "break iterator");
    }
  };
  thread_local Breakers breakers;
  icu::BreakIterator& breaker = *breakers.of[unit == TextUnit::sentence];
  UErrorCode status = U_ZERO_ERROR;
  // Over UTF-8 in place, so that the offsets are byte offsets.
  std::unique_ptr<UText, decltype(&utext_close)> utf8(
      utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status), &utext_close);
  check(status, "UTF-8 text");
  breaker.setText(utf8.get(), status);
  check(status, "break iterator");
  std::vector<Span> out;
  int32_t begin = breaker.first();
  for (int32_t end = breaker.next(); end != icu::BreakIterator::DONE; begin = end, end = breaker.next()) {
    const std::string_view kept =
        trim(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
    if (kept.empty()) continue;
    const auto from = static_cast<std::size_t>(kept.data() - text.data());
    out.push_back({from, from + kept.size()});
  }
  return out;
}

std::string stem(std::string_view folded_word) {
  thread_local std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer(sb_stemmer_new("english", "UTF_8"),
                                                                                 &sb_stemmer_delete);
  const sb_symbol* out = sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(folded_word.data()),
                                         static_cast<int>(folded_word.size()));
  return std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(sb_stemmer_length(stemmer.get())));
}

}  // namespace claimassay
