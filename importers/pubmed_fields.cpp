#include "importers/pubmed_fields.h"

#include <algorithm>
#include <charconv>

#include "core/identifiers.h"
#include "core/text.h"

namespace claimassay {

int number_in(std::string_view text, int low, int high) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= low && value <= high ? value : 0;
}

int month_number(std::string_view text) {
  constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
  if (const int value = number_in(text, 1, 12)) return value;
  const std::string start = lower(text.substr(0, 3));
  for (int i = 0; i < 12; ++i) {
    if (start == months[i]) return i + 1;
  }
  return 0;
}

int year_in(std::string_view text) {
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    const bool begins = i == 0 || !std::isdigit(static_cast<unsigned char>(text[i - 1]));
    const bool ends = i + 4 == text.size() || !std::isdigit(static_cast<unsigned char>(text[i + 4]));
    if (const int year = number_in(text.substr(i, 4), 1000, 2999); year && begins && ends) return year;
  }
  return 0;
}

Pmid pmid_of(std::string_view text) {
  const bool digits = !text.empty() && text.size() <= 10 &&
                      std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
  Pmid value = 0;
  if (digits) std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string normal_orcid(std::string&& text) {
  std::string digits;
  const std::size_t slash = text.rfind('/');
  for (char c : std::string_view(text).substr(slash == std::string::npos ? 0 : slash + 1)) {
    if (std::isdigit(static_cast<unsigned char>(c))) digits += c;
    else if (c == 'x' || c == 'X') digits += 'X';
    else if (c != '-' && c != ' ') return std::move(text);
  }
  if (digits.size() != 16) return std::move(text);
  for (std::size_t at : {12u, 8u, 4u}) digits.insert(at, 1, '-');
  return digits;
}

std::string one_line(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  std::string out;
  for (std::size_t at = text.find_first_not_of(space); at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(space, at), text.size());
    if (!out.empty()) out += ' ';
    out.append(text, at, end - at);
    at = text.find_first_not_of(space, end);
  }
  return out;
}

std::string pmc_in(std::string_view text) {
  if (const auto pmc = parse_pmc(text)) return *pmc;
  const std::size_t at = text.find("PMC");
  return at == std::string_view::npos ? "" : parse_pmc(text.substr(at)).value_or("");
}

}  // namespace claimassay
