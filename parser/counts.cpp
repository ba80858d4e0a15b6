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

/// "266 064": groups of three after a group of one to three, with one space between. The end, or `at`.
std::size_t spaced_from(const std::vector<Word>& words, std::size_t at, std::size_t end, double& value) {
  constexpr std::size_t widest_space = 3;  // bytes of a thin space
  const auto digits = [&](std::size_t w) {
    std::string_view text = words[w].folded;
    const bool all =
        !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return all ? text.size() : 0;
  };
  if (digits(at) < 1 || digits(at) > 3 || words[at].folded[0] == '0' || words[at].joined) return at;
  if (at > 0 && words[at - 1].number) return at;
  std::size_t w = at + 1;
  double sum = *whole(words[at].folded);
  while (w < end && w < at + 3 && digits(w) == 3 && !words[w].joined &&
         words[w].span.begin - words[w - 1].span.end <= widest_space && words[w].span.begin > words[w - 1].span.end) {
    sum = sum * 1000 + *whole(words[w].folded);
    ++w;
  }
  // "in 12 100 mg tablets": what is dosed or shared out is a number of its own.
  if (w == at + 1 || (w < end && (words[w].number || words[w].folded == "mg" || words[w].folded == "%"))) return at;
  value = sum;
  return w;
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
    double apart = 0;
    if (const std::size_t stop = spaced_from(words, w, end, apart); stop > w) {
      if (apart <= most) out.push_back({apart, w, stop});
      w = stop;
      continue;
    }
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
