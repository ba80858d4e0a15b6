#include "importers/entities.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <vector>

#include "core/embedded.h"
#include "core/text.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_name = 40;

struct Named {
  std::string_view name;
  std::string text;
};

const std::vector<Named>& named_entities() {
  static const std::vector<Named> table = [] {
    std::vector<Named> made;
    const std::optional<std::string_view> file = embedded_file("data/tables/html_entities.tsv");
    assert(file && "the table of entities is not embedded");
    std::string_view rest = file.value_or("");
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      const std::size_t tab = line.find('\t');
      if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
      Named entity{line.substr(0, tab), {}};
      for (std::size_t at = tab + 1; at < line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        std::uint32_t value = 0;
        std::from_chars(line.data() + at, line.data() + end, value, 16);
        append_utf8(entity.text, value);
        at = end + 1;
      }
      made.push_back(std::move(entity));
    }
    std::sort(made.begin(), made.end(), [](const Named& a, const Named& b) { return a.name < b.name; });
    return made;
  }();
  return table;
}

const Named* find_named(std::string_view name) {
  const auto& table = named_entities();
  const auto found = std::lower_bound(table.begin(), table.end(), name,
                                      [](const Named& entity, std::string_view n) { return entity.name < n; });
  return found == table.end() || found->name != name ? nullptr : &*found;
}

bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Numbers 128-159 mean Windows-1252 on the web.
char32_t corrected(std::uint64_t value) {
  static constexpr char32_t windows[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                           0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                           0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (value >= 0x80 && value <= 0x9F) return windows[value - 0x80];
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value == 0 || value > 0x10FFFF || surrogate) return 0xFFFD;
  return static_cast<char32_t>(value);
}

std::optional<DecodedEntity> decode_number(std::string_view text, std::size_t offset) {
  std::size_t at = offset + 2;
  const bool hexadecimal = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (hexadecimal) ++at;
  const std::size_t digits = at;
  std::uint64_t value = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    int digit = c >= '0' && c <= '9' ? c - '0' : -1;
    if (hexadecimal && c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (hexadecimal && c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    if (digit < 0) break;
    value = std::min<std::uint64_t>(value * (hexadecimal ? 16 : 10) + static_cast<unsigned>(digit), 0x110000);
  }
  if (at == digits) return std::nullopt;
  if (at < text.size() && text[at] == ';') ++at;
  DecodedEntity entity;
  append_utf8(entity.text, corrected(value));
  entity.size = at - offset;
  return entity;
}

}  // namespace

std::optional<DecodedEntity> decode_entity(std::string_view text, std::size_t offset, bool in_attribute) {
  if (offset + 1 >= text.size()) return std::nullopt;
  if (text[offset + 1] == '#') return decode_number(text, offset);
  std::size_t end = offset + 1;
  while (end < text.size() && is_name_character(text[end]) && end - offset <= longest_name) ++end;
  const std::size_t begin = offset + 1;
  if (end < text.size() && text[end] == ';') {
    if (const Named* entity = find_named(text.substr(begin, end + 1 - begin))) {
      return DecodedEntity{entity->text, end + 1 - offset};
    }
  }
  // Legacy names need no semicolon; the longest one that fits counts.
  for (std::size_t stop = std::min(end, begin + 8); stop > begin + 1; --stop) {
    const Named* entity = find_named(text.substr(begin, stop - begin));
    if (!entity) continue;
    const bool goes_on = stop < text.size() && (is_name_character(text[stop]) || text[stop] == '=');
    if (in_attribute && goes_on) return std::nullopt;
    return DecodedEntity{entity->text, stop - offset};
  }
  return std::nullopt;
}

std::string decode_entities(std::string_view text, bool in_attribute) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t ampersand = std::min(text.find('&', at), text.size());
    out += text.substr(at, ampersand - at);
    at = ampersand;
    if (at == text.size()) break;
    if (const std::optional<DecodedEntity> entity = decode_entity(text, at, in_attribute)) {
      out += entity->text;
      at += entity->size;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace claimassay
