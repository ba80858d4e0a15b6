#include "parser/article_dates.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/text.h"
#include "parser/phrase_lexicon.h"

namespace claimassay {

namespace {

// Longer blocks are running text: what they say of dates is not of the page.
constexpr std::size_t longest_line = 300;
constexpr std::size_t most_between = 24;  // bytes between the words and their date: ": ", " on ", " by Dr Smith on "

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits at `at`, between `least` and `most` of them and no more after.
std::optional<int> digits_at(std::string_view text, std::size_t at, std::size_t least, std::size_t most,
                             std::size_t& end) {
  end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end - at < least || end - at > most) return std::nullopt;
  int value = 0;
  std::from_chars(text.data() + at, text.data() + end, value);
  return value;
}

int month_at(std::string_view text, std::size_t at, std::size_t& end) {
  static constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                              "may",       "june",     "july",     "august",
                                                              "september", "october",  "november", "december"};
  end = at;
  while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z'))) ++end;
  const std::string word = lower(text.substr(at, end - at));
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i] == word ||
        (word.size() <= 4 && months[i].starts_with(word.substr(0, 3)) && (word.size() == 3 || word == "sept"))) {
      if (end < text.size() && text[end] == '.') ++end;
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

std::size_t skip(std::string_view text, std::size_t at, std::string_view what) {
  while (at < text.size() && what.find(text[at]) != std::string_view::npos) ++at;
  return at;
}

bool plausible(const PartialDate& date) {
  return date.year >= 1900 && date.year <= 2100 && date.month <= 12 && date.day <= 31;
}

}  // namespace

std::optional<ReadDate> read_date(std::string_view text) {
  ReadDate read;
  std::size_t end = 0;
  const auto done = [&](std::size_t size) -> std::optional<ReadDate> {
    if (!plausible(read.date)) return std::nullopt;
    read.size = size;
    return read;
  };
  if (const int month = month_at(text, 0, end)) {  // April 14, 2025; April 2025
    read.date.month = month;
    std::size_t at = skip(text, end, " ");
    std::size_t next = at;
    if (const std::optional<int> day = digits_at(text, at, 1, 2, next)) {
      read.date.day = *day;
      for (const char* ending : {"st", "nd", "rd", "th"}) {
        if (text.substr(next).starts_with(ending)) next += 2;
      }
      at = skip(text, next, " ,");
    }
    const std::optional<int> year = digits_at(text, at, 4, 4, next);
    if (!year) return std::nullopt;
    read.date.year = *year;
    return done(next);
  }
  if (const std::optional<int> year = digits_at(text, 0, 4, 4, end)) {  // 2025-04-14, 2025/04/14, 2025
    read.date.year = *year;
    std::size_t size = end, next = end;
    if (end < text.size() && (text[end] == '-' || text[end] == '/')) {
      if (const std::optional<int> month = digits_at(text, end + 1, 1, 2, next); month && *month >= 1 && *month <= 12) {
        read.date.month = *month;
        size = next;
        std::size_t last = next;
        if (next < text.size() && text[next] == text[end]) {
          if (const std::optional<int> day = digits_at(text, next + 1, 1, 2, last); day && *day >= 1) {
            read.date.day = *day;
            size = last;
          }
        }
      }
    }
    return done(size);
  }
  const std::optional<int> first = digits_at(text, 0, 1, 2, end);
  if (!first) return std::nullopt;
  std::size_t at = end;
  for (const char* ending : {"st", "nd", "rd", "th"}) {
    if (text.substr(at).starts_with(ending)) at += 2;
  }
  at = skip(text, at, " .");
  std::size_t next = at;
  if (const int month = month_at(text, at, next)) {  // 14 April 2025
    read.date.month = month;
    read.date.day = *first;
    at = skip(text, next, " ,");
    const std::optional<int> year = digits_at(text, at, 4, 4, next);
    if (!year) return std::nullopt;
    read.date.year = *year;
    return done(next);
  }
  // 14.04.2025 and 14/04/2025; with a slash the order of day and month is a matter of country.
  if (end < text.size() && (text[end] == '.' || text[end] == '/')) {
    const char sign = text[end];
    const std::optional<int> second = digits_at(text, skip(text, end + 1, " "), 1, 2, next);
    if (!second || next >= text.size() || text[next] != sign) return std::nullopt;
    const std::size_t year_at = skip(text, next + 1, " ");
    const std::optional<int> year = digits_at(text, year_at, 4, 4, next);
    if (!year) return std::nullopt;
    read.date.year = *year;
    if (sign == '.' || *first > 12) {
      read.date.day = *first;
      read.date.month = *second;
    } else if (*second > 12) {
      read.date.day = *second;
      read.date.month = *first;
    } else {
      read.date.as_written = std::string(text.substr(0, next));
    }
    return done(next);
  }
  return std::nullopt;
}

std::vector<DatedLine> read_dated_lines(const Source& source, Span block) {
  std::vector<DatedLine> found;
  const std::string_view text = source.view(block);
  if (text.size() > longest_line) return found;
  static const PhraseLexicon lexicon("data/lexicon/date_lines.tsv");
  const RecordText words = read_plain_text(text);
  std::size_t done = 0;
  for (const PhraseMatch& match : lexicon.find(words)) {
    const Span phrase{words.words[match.first].span.begin, words.words[match.end - 1].span.end};
    if (phrase.begin < done) continue;
    // The words open the line, or come after a separator; within a sentence they speak of something else.
    const std::string_view before = trim(text.substr(0, phrase.begin));
    const bool opens = before.empty() || std::string_view("|/:.;)").find(before.back()) != std::string_view::npos ||
                       static_cast<unsigned char>(before.back()) >= 0x80 || match.first <= 1;
    if (!opens) continue;
    for (std::size_t at = phrase.end; at < text.size() && at <= phrase.end + most_between; ++at) {
      const bool word_begins = at == phrase.end || text[at - 1] == ' ' || text[at - 1] == ':' || text[at - 1] == '(';
      if (!word_begins) continue;
      const std::optional<ReadDate> date = read_date(text.substr(at));
      if (!date) continue;
      const std::string between = lower(trim(text.substr(phrase.end, at - phrase.end)));
      const bool sentence = between == "in" || between.find(" in") != std::string::npos;
      if (!sentence) {
        found.push_back(
            {std::string(match.row->says), date->date, {block.begin + phrase.begin, block.begin + at + date->size}});
        done = at + date->size;
      }
      break;
    }
  }
  return found;
}

std::vector<DatedLine> read_metadata_dates(const Document& document) {
  struct Named {
    std::string_view name, what;
  };
  static constexpr Named names[] = {{"date", "published"},
                                    {"published", "published"},
                                    {"updated", "updated"},
                                    {"modified", "updated"},
                                    {"lastmod", "updated"},
                                    {"last_updated", "updated"},
                                    {"last-modified", "updated"},
                                    {"article:modified_time", "updated"},
                                    {"article:published_time", "published"},
                                    {"citation_publication_date", "published"},
                                    {"dc.date", "published"},
                                    {"reviewed", "reviewed"},
                                    {"last_reviewed", "reviewed"}};
  std::vector<DatedLine> found;
  for (const MetadataField& field : document.metadata) {
    for (const Named& named : names) {
      if (field.name != named.name) continue;
      if (const std::optional<ReadDate> date = read_date(field.value))
        found.push_back({std::string(named.what), date->date, field.span});
    }
  }
  return found;
}

}  // namespace claimassay
