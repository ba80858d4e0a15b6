#include "parser/number_list.h"

#include <algorithm>

#include "core/text.h"

namespace claimassay {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits at `at`, moved past; 0 where there is no citation number (none, a leading zero, more than four digits).
int read_number(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  int value = 0;
  while (at < text.size() && is_digit(text[at]) && at - begin < 5) value = value * 10 + (text[at++] - '0');
  const std::size_t digits = at - begin;
  if (digits == 0 || digits > 4 || text[begin] == '0') return 0;
  return value;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t size = 1;
    const char32_t c = character_at(text, at, &size);
    if (c == '\n' || !is_space(c)) break;
    at += size;
  }
  return at;
}

}  // namespace

std::size_t dash_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return 0;
  if (text[offset] == '-') return 1;
  if (static_cast<unsigned char>(text[offset]) < 0x80) return 0;
  std::size_t size = 1;
  const char32_t c = character_at(text, offset, &size);
  const bool dash = (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D;
  return dash ? size : 0;
}

std::optional<NumberList> read_number_list(std::string_view text, std::size_t offset, Spacing spacing,
                                           bool semicolons) {
  NumberList list;
  std::size_t at = offset;
  int first = read_number(text, at);
  if (first == 0) return std::nullopt;
  const auto put = [&list](int number) {
    list.numbers.push_back(number);
    list.low = list.numbers.size() == 1 ? number : std::min(list.low, number);
    list.high = std::max(list.high, number);
  };
  put(first);
  list.end = at;
  for (;;) {
    const std::size_t before = spacing == Spacing::free ? skip_space(text, at) : at;
    if (before >= text.size()) break;
    const std::size_t dash = dash_at(text, before);
    const bool comma = text[before] == ',' || (semicolons && text[before] == ';');
    if (!dash && !comma) break;
    std::size_t next = before + (dash ? dash : 1);
    const bool may_space = spacing == Spacing::free || (spacing == Spacing::after_comma && comma);
    const std::size_t unspaced = next;
    if (may_space) next = skip_space(text, next);
    const bool spaced = next != unspaced || before != at;
    if (next >= text.size() || !is_digit(text[next])) break;
    const int number = read_number(text, next);
    if (number == 0) return std::nullopt;
    const int from = list.numbers.back();
    if (dash) {
      list.range = true;
      // A range that runs backwards is no range that we could fill in: its ends stand as written.
      const bool ascending = number > from;
      if (ascending && static_cast<std::size_t>(number - from) + list.numbers.size() > NumberList::most_numbers) {
        return std::nullopt;
      }
      for (int between = from + 1; ascending && between < number; ++between) put(between);
    }
    put(number);
    if (list.numbers.size() > NumberList::most_numbers) return std::nullopt;
    list.spaced = list.spaced || spaced;
    at = next;
    list.end = at;
  }
  // "1.5", "3rd" and "12345" are no citation numbers, and neither is a list that ends in one.
  if (list.end < text.size() && is_digit(text[list.end])) return std::nullopt;
  return list;
}

}  // namespace claimassay
