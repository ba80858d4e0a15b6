#include "parser/folded_text.h"

#include <algorithm>
#include <cstring>

#include "parser/word_map.h"

namespace claimassay {

namespace {

bool is_hyphen(std::string_view text) {
  return text == "-" || text == "\u2010" || text == "\u2011" || text == "\u2013";
}

bool ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool small_letter(char c) { return c >= 'a' && c <= 'z'; }

std::string folded_word(std::string_view written) {
  std::string out = fold(written);
  if (const std::size_t mark = out.find("\u2019"); mark != std::string::npos && out.size() > 3)
    out.replace(mark, 3, 1, '\'');
  return out;
}

/// Copies a text with small letters for ASCII's capitals, eight bytes at a time; true when all of it is ASCII.
bool copy_lower(std::string_view text, char* to) {
  constexpr std::uint64_t ones = 0x0101010101010101, high = 0x80 * ones;
  std::uint64_t all = 0;
  const auto lower = [&](const char* from, char* into, std::size_t bytes) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, from, bytes);
    all |= eight;
    const std::uint64_t low_bits = eight & ~high;
    const std::uint64_t from_a = low_bits + (0x80 - 'A') * ones, beyond_z = low_bits + (0x7F - 'Z') * ones;
    const std::uint64_t capitals = from_a & ~beyond_z & ~eight & high;
    eight |= capitals >> 2;
    std::memcpy(into, &eight, bytes);
  };
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) lower(text.data() + i, to + i, 8);
  for (; i < text.size(); ++i) lower(text.data() + i, to + i, 1);
  return !(all & high);
}

}  // namespace

FoldedText::FoldedText(std::string_view text)
    : text_(text), lower_(std::make_unique_for_overwrite<char[]>(text.size())) {
  all_ascii_ = copy_lower(text, lower_.get());
  const std::vector<Token> raw = claimassay::tokens(text);
  tokens_.resize(raw.size());
  std::size_t last_end = std::string_view::npos;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    FoldedToken& token = tokens_[i];
    const std::string_view written = text.substr(raw[i].span.begin, raw[i].span.size());
    token.span = raw[i].span;
    token.kind = raw[i].kind;
    token.glued = last_end == token.span.begin;
    last_end = token.span.end;
    if (all_ascii_ || ascii(written)) {
      token.folded = {lower_.get() + token.span.begin, written.size()};
      token.capital = token.kind == TokenKind::word && written[0] >= 'A' && written[0] <= 'Z';
    } else {
      token.folded = others_.emplace_back(folded_word(written));
      token.capital = token.kind == TokenKind::word && is_upper(character_at(written, 0));
    }
    token.hash = word_hash(token.folded);
    token.capitals = token.capital && std::none_of(written.begin(), written.end(), small_letter);
    token.hyphen = token.kind == TokenKind::symbol && is_hyphen(written);
  }
}

std::string_view FoldedText::folded(Span part, std::string& made) const {
  if (all_ascii_) return {lower_.get() + part.begin, part.size()};
  made = fold(text_.substr(part.begin, part.size()));
  return made;
}

std::span<const FoldedToken> FoldedText::inside(Span part) const {
  const auto first = std::lower_bound(tokens_.begin(), tokens_.end(), part.begin,
                                      [](const FoldedToken& token, std::size_t at) { return token.span.begin < at; });
  const auto last = std::lower_bound(first, tokens_.end(), part.end,
                                     [](const FoldedToken& token, std::size_t at) { return token.span.end <= at; });
  return {first, last};
}

}  // namespace claimassay
