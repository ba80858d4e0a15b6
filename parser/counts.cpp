#include "parser/counts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parser/word_map.h"

namespace claimassay {

namespace {

constexpr double most = 1e9;

constexpr std::pair<std::string_view, double> spelt[] = {
    {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},       {"six", 6},
    {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},    {"twelve", 12},
    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},
    {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fourty", 40},    {"fifty", 50},
    {"sixty", 60},    {"seventy", 70},  {"eighty", 80},  {"ninety", 90},  {"hundred", 100},  {"thousand", 1000},
    {"million", 1e6}};

/// Digits with thousands in groups of three ("1,176"); nothing for "0.5", "3rd", "2,5".
std::optional<double> whole(std::string_view text) {
  double value = 0;
  std::size_t digits = 0, group = 0;
  bool grouped = false;
  for (const char c : text) {
    if (c == ',') {
      if (digits == 0 || (grouped && group != 3) || (!grouped && digits > 3)) return std::nullopt;
      grouped = true;
      group = 0;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
    ++digits;
    ++group;
    if (digits > 9) return std::nullopt;
  }
  if (digits == 0 || (grouped && group != 3)) return std::nullopt;
  return value;
}

/// "one hundred and twenty eight" from `at`; the end, or `at` when no number is spelt there.
std::size_t spelt_from(const std::vector<Word>& words, std::size_t at, std::size_t end, double& value) {
  double total = 0, part = 0;
  std::size_t w = at, last = at;
  for (; w < end; ++w) {
    const std::optional<double> number = number_word(words[w].folded);
    if (!number) {
      // "and" only inside a number that has hundreds already.
      if (words[w].folded == "and" && w > at && part >= 100 && w + 1 < end && number_word(words[w + 1].folded))
        continue;
      break;
    }
    if (*number == 100) part = std::max(part, 1.0) * 100;
    else if (*number > 100) {
      total += std::max(part, 1.0) * *number;
      part = 0;
    } else {
      // "four five" and "twenty thirty" are two numbers.
      const bool adds = w == at || (part >= 100 && static_cast<long>(part) % 100 == 0) || (part == 0 && total > 0) ||
                        (*number < 10 && static_cast<long>(part) % 10 == 0 && static_cast<long>(part) % 100 >= 20);
      if (!adds) break;
      part += *number;
    }
    last = w + 1;
    if (total + part > most) break;
  }
  value = total + part;
  return last;
}

}  // namespace

std::optional<double> number_word(std::string_view folded, std::uint64_t hash) {
  static const auto values = [] {
    WordMap<double> out;
    for (const auto& [word, value] : spelt) out[word] = value;
    return out;
  }();
  const double* found = values.find(folded, hash);
  return found ? std::optional(*found) : std::nullopt;
}

std::optional<double> number_word(std::string_view folded) { return number_word(folded, word_hash(folded)); }

std::vector<Count> read_counts(const std::vector<Word>& words, std::size_t first, std::size_t end) {
  std::vector<Count> out;
  for (std::size_t w = first; w < end;) {
    if (const std::optional<double> value = whole(words[w].folded)) {
      double scaled = *value;
      std::size_t stop = w + 1;
      if (stop < end && !words[stop].joined && (words[stop].folded == "million" || words[stop].folded == "thousand")) {
        scaled *= *number_word(words[stop].folded);
        ++stop;
      }
      if (scaled <= most) out.push_back({scaled, w, stop});
      w = stop;
      continue;
    }
    double value = 0;
    const std::size_t stop = spelt_from(words, w, end, value);
    if (stop > w && value > 0) {
      out.push_back({value, w, stop});
      w = stop;
    } else {
      ++w;
    }
  }
  return out;
}

}  // namespace claimassay
