#include "citations/similarity.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/text.h"

namespace claimassay {

namespace {

constexpr std::size_t fewest_words = 4;
constexpr std::size_t most_words = 120;  // a "title" longer than this is a whole paragraph; the rest is not read

/// Words that two unrelated titles share by chance.
bool says_nothing(std::string_view word) {
  static constexpr std::array<std::string_view, 32> words = {
      "a",    "an",   "and",   "as",   "at",     "between", "by",  "does", "during", "for",    "from",
      "has",  "have", "in",    "into", "is",     "its",     "of",  "on",   "or",     "our",    "than",
      "that", "the",  "their", "to",   "versus", "vs",      "was", "were", "with",   "without"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> content_words(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : tokens(text)) {
    if (token.kind == TokenKind::symbol) continue;
    std::string word = fold_plain(text.substr(token.span.begin, token.span.size()));
    if (word.size() < 2 || says_nothing(word)) continue;
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    if (words.size() == most_words) break;
  }
  return words;
}

/// Edit distance with an early end: true when at most `allowed` letters differ.
bool within(std::string_view a, std::string_view b, std::size_t allowed) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > allowed) return false;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t diagonal = row[0]++;
    std::size_t best = row[0];
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[i];
      row[i] = std::min({substituted, row[i] + 1, row[i - 1] + 1});
      best = std::min(best, row[i]);
    }
    if (best > allowed) return false;
  }
  return row.back() <= allowed;
}

/// Letters in another order ("poeple").
bool transposed(std::string a, std::string b) {
  if (a.size() != b.size()) return false;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

/// Spellings of one word: tumour and tumor, randomised and randomized, a misprint, a plural.
bool same_word(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < 5 || a.front() != b.front()) return false;
  return within(a, b, shorter < 9 ? 1 : 2) || transposed(a, b) || stem(a) == stem(b);
}

std::size_t found_in(const std::vector<std::string>& words, const std::vector<std::string>& text) {
  return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(text.begin(), text.end(), [&](const std::string& other) { return same_word(word, other); });
  }));
}

double share(std::size_t part, std::size_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

std::optional<double> containment(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  if (shorter.size() < fewest_words) return std::nullopt;
  return share(found_in(shorter, longer), shorter.size());
}

/// "Main title: a subtitle" -> "Main title", where that is long enough to recognise a paper by.
std::string_view without_subtitle(std::string_view title) {
  const std::size_t colon = title.find_first_of(":?.");
  return colon == std::string_view::npos ? title : title.substr(0, colon);
}

/// Is the "title" of the entry in truth its authors or its journal? A reader that guessed wrong must not raise an alarm.
bool is_authors_or_journal(const std::vector<std::string>& title, const Citation& record) {
  std::vector<std::string> names = content_words(record.journal.title);
  const auto add = [&names](std::string_view text) {
    for (std::string& word : content_words(text)) names.push_back(std::move(word));
  };
  add(record.journal.abbreviation);
  add(record.book_title);
  for (const Author& author : record.authors) add(author.family), add(author.collective), add(author.initials);
  return found_in(title, names) * 2 > title.size();
}

/// The entry names the record's first author, and its year or one beside it (print against online).
bool authors_and_year_fit(const ReferenceEntry& entry, const Citation& record) {
  if (record.authors.empty() || record.year() == 0 || entry.year == 0) return false;
  if (std::abs(record.year() - entry.year) > 1) return false;
  const Author& first = record.authors.front();
  const std::vector<std::string> name = content_words(first.family.empty() ? first.collective : first.family);
  return !name.empty() && found_in(name, content_words(entry.text)) == name.size();
}

}  // namespace

std::optional<double> title_similarity(std::string_view a, std::string_view b) {
  return containment(content_words(a), content_words(b));
}

std::optional<double> entry_similarity(const ReferenceEntry& entry, const Citation& record) {
  const std::vector<std::string> own = content_words(entry.title);
  if (own.size() < fewest_words || is_authors_or_journal(own, record)) return std::nullopt;
  const std::vector<std::string> whole = content_words(entry.text);

  double best = -1;
  for (const std::string* title : {&record.title, &record.vernacular_title, &record.book_title}) {
    const std::vector<std::string> theirs = content_words(*title);
    if (const auto both = containment(own, theirs)) best = std::max(best, *both);
    // The record's title may stand in the entry where its reader did not look for it.
    if (theirs.size() >= fewest_words) best = std::max(best, share(found_in(theirs, whole), theirs.size()));
    const std::vector<std::string> main_title = content_words(without_subtitle(*title));
    if (main_title.size() >= fewest_words) {
      best = std::max(best, share(found_in(main_title, whole), main_title.size()));
    }
  }
  if (best < 0) return std::nullopt;  // the record itself has no title to speak of
  if (best >= same_title) return best;
  // PubMed puts a translated title in brackets; the entry may well print the original one.
  if (record.title.starts_with("[") && record.vernacular_title.empty()) return std::nullopt;
  if (best >= 0.5 && authors_and_year_fit(entry, record)) return std::nullopt;
  return best;
}

}  // namespace claimassay
