#include "parser/marker_scan.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/text.h"
#include "parser/lexicon_table.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_word = 48;  // bytes looked at before a number; a "word" beyond that is none

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }

using Words = std::unordered_set<std::string_view>;
const Words& words_of(std::string_view kind) {
  static const auto table = [] {
    std::unordered_map<std::string_view, Words> made;
    for (const LexiconRow& row : lexicon_rows("data/lexicon/marker_words.tsv", 2)) made[row[1]].insert(row[0]);
    return made;
  }();
  return table.at(kind);
}

/// The letter that ends at `end`, as a code point; 0 at the region's beginning.
char32_t character_before(std::string_view text, std::size_t begin, std::size_t end, std::size_t* start = nullptr) {
  if (end <= begin) return 0;
  std::size_t at = end - 1;
  while (at > begin && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  if (start) *start = at;
  return character_at(text, at);
}

/// The run of letters (apostrophes inside) that ends at `end`.
Span word_ending_at(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t at = end;
  while (at > begin && end - at < longest_word) {
    std::size_t start = at;
    const char32_t c = character_before(text, begin, at, &start);
    const bool apostrophe = (c == '\'' || c == 0x2019) && at != end;
    if (!is_letter(c) && !apostrophe) break;
    at = start;
  }
  return {at, end};
}

std::size_t skip_blanks_back(std::string_view text, std::size_t begin, std::size_t at) {
  for (;;) {
    std::size_t start = at;
    const char32_t c = character_before(text, begin, at, &start);
    if (c == 0 || c == '\n' || !is_space(c)) return at;
    at = start;
  }
}

/// White space is there, the text ends, or a closing mark follows: nothing of the number's own goes on.
bool breaks_at(std::string_view text, std::size_t end, std::size_t at) {
  if (at >= end) return true;
  const char32_t c = character_at(text, at);
  return is_space(c) || c == ')' || c == ']' || c == '"' || c == '\'' || c == 0x201D || c == 0x2019;
}

bool is_closing_mark(char32_t c) { return c == ')' || c == ']' || c == '"' || c == 0x201D || c == 0x2019 || c == 0xBB; }

/// The bytes at which `step` has something to read: brackets, digits, and what begins a superscript.
constexpr std::array<bool, 256> may_begin = [] {
  std::array<bool, 256> out{};
  for (int c = '0'; c <= '9'; ++c) out[c] = true;
  out['['] = out['('] = out[0xC2] = out[0xE2] = true;
  return out;
}();

class Scanner {
 public:
  Scanner(std::string_view text, const MarkerRegion& region, std::size_t index, std::vector<MarkerCandidate>& into)
      : text_(text),
        region_(region),
        begin_(region.span.begin),
        end_(std::min(region.span.end, text.size())),
        index_(index),
        into_(into) {}

  void scan() {
    const std::size_t first = into_.size();
    if (region_.runs) read_runs();
    const char* const bytes = text_.data();
    const std::size_t end = end_;
    for (std::size_t at = begin_;;) {
      while (at < end && !may_begin[static_cast<unsigned char>(bytes[at])]) ++at;
      if (at >= end) break;
      if (const auto taken = taken_.upper_bound(at); taken != taken_.begin() && std::prev(taken)->second > at) {
        at = std::prev(taken)->second;
        continue;
      }
      at = step(at);
    }
    std::sort(into_.begin() + static_cast<std::ptrdiff_t>(first), into_.end(),
              [](const MarkerCandidate& a, const MarkerCandidate& b) { return a.span.begin < b.span.begin; });
  }

 private:
  std::size_t step(std::size_t at) {
    const char c = text_[at];
    if (c == '[') return enclosed(at, ']', MarkerForm::bracket);
    if (c == '(') return enclosed(at, ')', MarkerForm::parenthesis);
    if (is_digit(c)) return region_.running_text ? bare(at) : at + 1;
    if (static_cast<unsigned char>(c) == 0xC2 || static_cast<unsigned char>(c) == 0xE2) return raised(at);
    return at + 1;
  }

  void put(MarkerForm form, Span span, const NumberList& list, std::string word = {}, bool capitalised = false) {
    into_.push_back({form, span, list.numbers, list.high, index_, std::move(word), capitalised});
  }

  // "[3]", "[^3]", "[2, 3]", "[4-6]" and the same in round brackets -----------------------------------------------

  std::size_t enclosed(std::size_t at, char close, MarkerForm form) {
    const bool bracket = form == MarkerForm::bracket;
    std::size_t inside = at + 1;
    // Markdown's footnotes, and "[refs 3, 4]" as some houses print.
    if (bracket && inside < end_ && text_[inside] == '^') ++inside;
    if (bracket && inside < end_ && (text_[inside] == 'r' || text_[inside] == 'R')) {
      const Span word = word_starting_at(inside);
      const std::string name = fold(text_.substr(word.begin, word.size()));
      if (name == "ref" || name == "refs" || name == "reference" || name == "references") {
        inside = word.end;
        while (inside < end_ && (is_blank(text_[inside]) || text_[inside] == '.')) ++inside;
      }
    }
    while (inside < end_ && is_blank(text_[inside])) ++inside;
    if (inside >= end_ || !is_digit(text_[inside])) return at + 1;
    const std::optional<NumberList> list = read_number_list(text_.substr(0, end_), inside, Spacing::free, true);
    std::size_t end = list ? list->end : end_;
    while (end < end_ && is_blank(text_[end])) ++end;
    if (!list || end >= end_ || text_[end] != close) return inside;
    ++end;
    if (is_year(*list) || is_interval(at, *list)) return end;
    if (!bracket && !believable_parenthesis(at, end)) return end;
    put(form, {at, end}, *list);
    return end;
  }

  static bool is_year(const NumberList& list) { return list.low >= 1500 && list.high <= 2100; }

  /// "12 [8-15]": the spread of the value before, which lies within it.
  bool is_interval(std::size_t at, const NumberList& list) const {
    const std::size_t value_end = skip_blanks_back(text_, begin_, at);
    std::size_t digit = value_end;
    if (digit > begin_ && text_[digit - 1] == '%') --digit;
    std::size_t value_begin = digit;
    while (value_begin > begin_ && digit - value_begin < 12 &&
           (is_digit(text_[value_begin - 1]) || text_[value_begin - 1] == '.')) {
      --value_begin;
    }
    if (value_begin < digit && list.numbers.size() > 1) {
      double value = 0;
      try {
        value = std::stod(std::string(text_.substr(value_begin, digit - value_begin)));
      } catch (const std::exception&) {
        return false;
      }
      return list.low <= value && value <= list.high;
    }
    const Span word = word_ending_at(text_, begin_, value_end);
    const std::string name = fold(text_.substr(word.begin, word.size()));
    return list.numbers.size() > 1 && (name == "ci" || name == "iqr" || name == "range" || name == "interval");
  }

  /// Not an ordinal of an enumeration: "(1) pain, (2) fever" stands after a colon, a comma or a joining word, or first.
  bool believable_parenthesis(std::size_t at, std::size_t end) const {
    const std::size_t before = skip_blanks_back(text_, begin_, at);
    const Span word = word_ending_at(text_, begin_, before);
    if (word.empty() || word.end == at) return false;  // "f(1)" as well
    const std::string name = fold(text_.substr(word.begin, word.size()));
    if (words_of("closed").count(name) || words_of("label").count(name) || words_of("quantity").count(name))
      return false;
    return breaks_at(text_, end_, end) || std::string_view(".,;:?!").find(text_[end]) != std::string_view::npos;
  }

  // Superscripts and links -----------------------------------------------------------------------------------------

  void read_runs() {
    std::vector<const Run*> runs;
    for (const Run& run : *region_.runs) {
      if ((run.kind == RunKind::superscript || run.kind == RunKind::link) && !run.span.empty()) runs.push_back(&run);
    }
    // A raised link is read once, as what the page shows: the widest run first, superscripts before links.
    std::sort(runs.begin(), runs.end(), [](const Run* a, const Run* b) {
      if (a->span.begin != b->span.begin) return a->span.begin < b->span.begin;
      if (a->span.end != b->span.end) return a->span.end > b->span.end;
      return a->kind < b->kind;
    });
    std::size_t done = begin_;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Run& run = *runs[i];
      if (run.span.begin < done || run.span.end > end_) continue;
      Span span = run.span;
      // "<sup>1</sup>-<sup>3</sup>" is one range.
      if (i + 1 < runs.size() && runs[i + 1]->kind == run.kind) {
        const std::size_t dash = dash_at(text_, span.end);
        if (dash && runs[i + 1]->span.begin == span.end + dash) span.end = runs[i + 1]->span.end;
      }
      if (inside_brackets(span)) continue;  // "[<a>4</a>-<a>6</a>]" is read as the bracket that it is
      if (take_run(run, span)) done = span.end;
    }
  }

  bool inside_brackets(Span span) const {
    const auto open = text_.substr(begin_, span.begin - begin_).find_last_of("[]");
    if (open == std::string_view::npos || text_[begin_ + open] != '[') return false;
    const std::size_t close = text_.substr(0, end_).find_first_of("[]", span.end);
    return close != std::string_view::npos && text_[close] == ']' && close - (begin_ + open) < 80;
  }

  bool take_run(const Run& run, Span span) {
    const std::string_view shown = text_.substr(span.begin, span.size());
    std::size_t at = 0;
    while (at < shown.size() && (std::string_view("[(^ ").find(shown[at]) != std::string_view::npos)) ++at;
    constexpr std::string_view footnote = "#footnote-";  // Markdown's named notes: the reader knows their number
    if (run.kind == RunKind::link && run.target.starts_with(footnote)) {
      const auto number = read_number_list(run.target, footnote.size(), Spacing::none, false);
      if (number && number->end == run.target.size()) put(MarkerForm::link, span, *number);
      taken_[span.begin] = span.end;
      return true;
    }
    if (at >= shown.size() || !is_digit(shown[at])) return false;
    const std::optional<NumberList> list = read_number_list(shown, at, Spacing::free, true);
    if (!list || is_year(*list)) return false;
    at = list->end;
    while (at < shown.size() && (std::string_view("]) ,").find(shown[at]) != std::string_view::npos)) ++at;
    if (at != shown.size()) return false;
    const bool raised = run.kind == RunKind::superscript;
    if (raised && !believable_superscript(span)) {
      taken_[span.begin] = span.end;  // a power is no bare number either
      return true;
    }
    if (!raised && !cites(run)) return false;
    taken_[span.begin] = span.end;
    put(raised ? MarkerForm::superscript : MarkerForm::link, span, *list);
    return true;
  }

  /// A link to an entry of this page, or a number in running text that leads straight to a source.
  bool cites(const Run& run) const {
    const std::size_t hash = run.target.find('#');
    if (hash == std::string::npos) {
      return region_.running_text && (run.target.starts_with("http://") || run.target.starts_with("https://")) &&
             words_before(run.span.begin) >= 3;
    }
    const std::string fragment = fold(run.target.substr(hash + 1));
    for (const char* stem : {"ref", "cit", "bib", "note", "fn", "foot", "source"}) {
      if (fragment.find(stem) != std::string::npos) return true;
    }
    const std::size_t letters = fragment.find_first_of("0123456789");
    const std::string head = fragment.substr(0, std::min(letters, fragment.size()));
    return head.empty() || head == "b" || head == "r" || head == "cr" || head == "c" || head == "n";
  }

  bool believable_superscript(Span span) const {
    // Before a letter it is an isotope: "131-I".
    if (span.end < end_ && is_ascii_upper(text_[span.end])) return false;
    const char32_t before = character_before(text_, begin_, span.begin);
    if (before == 0 || before == '^' || (before < 0x80 && is_digit(static_cast<char>(before)))) return false;
    const Span word = word_ending_at(text_, begin_, span.begin);
    if (word.empty()) return true;  // after a full stop, a comma, a bracket
    const std::string name = fold(text_.substr(word.begin, word.size()));
    const bool unit = words_of("superscript_unit").count(name) > 0;
    const bool alone = characters(name) < 2;
    return !unit && !alone;
  }

  /// Unicode superscripts: "pain¹,²" and "pain³⁻⁵".
  std::size_t raised(std::size_t at) {
    static const std::map<char32_t, char> digits = {{0x2070, '0'}, {0xB9, '1'},   {0xB2, '2'},   {0xB3, '3'},
                                                    {0x2074, '4'}, {0x2075, '5'}, {0x2076, '6'}, {0x2077, '7'},
                                                    {0x2078, '8'}, {0x2079, '9'}};
    std::size_t size = 1;
    char32_t c = character_at(text_, at, &size);
    if (!digits.count(c)) return at + size;
    std::string plain;
    std::size_t end = at, last_digit = at;
    std::size_t kept = 0;
    while (end < end_) {
      c = character_at(text_, end, &size);
      if (const auto digit = digits.find(c); digit != digits.end()) {
        plain += digit->second;
        last_digit = end + size;
        kept = plain.size();
      } else if (c == ',' || c == 0x02D2 || c == 0x207B || c == '-' || c == 0x2013) {
        plain += c == ',' || c == 0x02D2 ? ',' : '-';
      } else {
        break;
      }
      end += size;
    }
    plain.resize(kept);
    const std::optional<NumberList> list = read_number_list(plain, 0, Spacing::none, false);
    if (list && list->end == plain.size() && !is_year(*list) && believable_superscript({at, last_digit})) {
      put(MarkerForm::superscript, {at, last_digit}, *list);
    }
    return last_digit;
  }

  // Bare digits -----------------------------------------------------------------------------------------------------

  std::size_t bare(std::size_t at) {
    std::size_t digits_end = at;
    while (digits_end < end_ && is_digit(text_[digits_end])) ++digits_end;
    const std::string_view within = text_.substr(0, end_);
    std::optional<NumberList> list = read_number_list(within, at, Spacing::after_comma, false);
    if (list && list->spaced && !closes(list->end)) list = read_number_list(within, at, Spacing::none, false);
    if (!list || list->high > 999) return digits_end;
    const Span span{at, list->end};
    if (at == begin_) return span.end;
    const char32_t before = character_before(text_, begin_, at);
    if (is_space(before)) {
      after_word(span, *list);
    } else if (before == '.' || before == ',' || before == ';') {
      after_stop(span, *list, before == '.');
    } else if (is_closing_mark(before)) {
      if (closes(span.end)) take_bare(MarkerForm::bare, span, *list, {});
    } else if (is_letter(before)) {
      after_letter(span, *list);
    }
    return span.end;
  }

  /// After the number the clause ends: a stop that is no decimal point, a closing bracket, the end of the region.
  bool closes(std::size_t at) const {
    while (at < end_ && is_blank(text_[at])) ++at;
    if (at >= end_ || text_[at] == '\n' || text_[at] == '\r') return true;
    if (text_[at] == ')' || text_[at] == ']') return true;
    if (std::string_view(".,;:?!").find(text_[at]) == std::string_view::npos) return false;
    return breaks_at(text_, end_, at + 1);
  }

  /// "stiffness 2." and, weakly, "stiffness 2 and".
  void after_word(Span span, const NumberList& list) {
    const std::size_t word_end = skip_blanks_back(text_, begin_, span.begin);
    const char32_t last = character_before(text_, begin_, word_end);
    const bool ends = closes(span.end);
    if (!ends && !joiner_follows(span.end)) return;
    if (last == '%') return take_bare(MarkerForm::bare_weak, span, list, {});
    if (is_closing_mark(last)) return take_bare(ends ? MarkerForm::bare : MarkerForm::bare_weak, span, list, {});
    if (last == '.') {
      const Span word = word_ending_at(text_, begin_, word_end - 1);
      const std::string name = fold(text_.substr(word.begin, word.size()));
      if (name == "al") return take_bare(MarkerForm::bare, span, list, {});
      // "pain. 3" at the very end of a line is a marker set apart; before more text it opens the next sentence.
      const bool at_end = text_.substr(span.end, end_ - span.end).find_first_not_of(" \t\r") == std::string_view::npos;
      if (at_end && !words_of("abbreviation").count(name)) take_bare(MarkerForm::bare_weak, span, list, {});
      return;
    }
    if (last < 0x80 && is_digit(static_cast<char>(last))) {
      // "COVID-19 3.": a name that ends in digits; a plain number before means a quantity or a table.
      std::size_t name = word_end;
      while (name > begin_ && word_end - name < longest_word && is_digit(text_[name - 1])) --name;
      if (name > begin_ && (text_[name - 1] == '-' || is_letter(character_before(text_, begin_, name)))) {
        take_bare(MarkerForm::bare_weak, span, list, {});
      }
      return;
    }
    const Span word = word_ending_at(text_, begin_, word_end);
    if (word.empty() || !may_precede(word, list)) return;
    const bool soft = words_of("label_soft").count(fold(text_.substr(word.begin, word.size()))) > 0;
    take_bare(ends && !soft ? MarkerForm::bare : MarkerForm::bare_weak, span, list, word);
  }

  /// Whether a citation can follow this word: a content word that does not number its instances.
  bool may_precede(Span word, const NumberList& list) const {
    const std::string name = fold(text_.substr(word.begin, word.size()));
    if (name == "it" || name == "us") return true;
    if (characters(name) < 3) return false;
    if (words_of("closed").count(name) || words_of("quantity").count(name) || words_of("designator").count(name)) {
      return false;
    }
    if (words_of("label").count(name)) return counted(word);
    // "Tables 2, 3" and "weeks 3-6" number several; "levels 3" does not.
    if (!list.single() && name.size() > 3 && name.back() == 's') {
      const std::string singular = name.substr(0, name.size() - 1);
      if (words_of("label").count(singular)) return counted(word);
    }
    return true;
  }

  /// "in a group 2": an article or a number before the noun says that the noun is not being numbered.
  bool counted(Span word) const {
    const std::size_t end = skip_blanks_back(text_, begin_, word.begin);
    if (end > begin_ && is_digit(text_[end - 1])) return true;
    const Span before = word_ending_at(text_, begin_, end);
    static const Words determiners = {"a",     "an",    "this",   "that",    "each",  "another", "every",
                                      "these", "those", "one",    "two",     "three", "four",    "five",
                                      "six",   "eight", "twelve", "several", "per"};
    return determiners.count(fold(text_.substr(before.begin, before.size()))) > 0;
  }

  bool joiner_follows(std::size_t at) const {
    if (at >= end_ || !is_blank(text_[at])) return false;
    while (at < end_ && is_blank(text_[at])) ++at;
    const Span next = word_starting_at(at);
    if (!words_of("joiner").count(text_.substr(next.begin, next.size()))) return false;
    // "groups 1 and 2" is not "pain 1 and".
    at = next.end;
    while (at < end_ && is_blank(text_[at])) ++at;
    return at < end_ && !is_digit(text_[at]);
  }

  Span word_starting_at(std::size_t at) const {
    std::size_t end = at;
    while (end < end_ && end - at < longest_word) {
      std::size_t size = 1;
      if (!is_letter(character_at(text_, end, &size))) break;
      end += size;
    }
    return {at, end};
  }

  /// "stiffness.2 The next" and, weakly, "stiffness,2 pain".
  void after_stop(Span span, const NumberList& list, bool full_stop) {
    const std::size_t stop = span.begin - 1;
    const char32_t before = character_before(text_, begin_, stop);
    const Span word = word_ending_at(text_, begin_, stop);
    if (word.empty() && before != '%' && !is_closing_mark(before)) return;
    if (!word.empty()) {
      const std::string name = fold(text_.substr(word.begin, word.size()));
      const bool acronym = is_ascii_upper(text_[word.begin]) && is_ascii_upper(text_[word.end - 1]);
      if (characters(name) < (acronym ? 2u : 3u) || words_of("abbreviation").count(name) || in_address(span.begin))
        return;
    }
    std::size_t next = span.end;
    if (next < end_ && !is_space(character_at(text_, next))) return;
    while (next < end_ && is_blank(text_[next])) ++next;
    const bool at_end = next >= end_ || text_[next] == '\n' || text_[next] == '\r';
    const char32_t c = at_end ? 0 : character_at(text_, next);
    const bool opens = at_end || is_upper(c) || c == '(' || c == '[' || c == '"' || c == 0x201C || c == 0x2018;
    if (full_stop && !opens) return;
    take_bare(full_stop ? MarkerForm::bare : MarkerForm::bare_weak, span, list, word);
  }

  /// The number hangs on an address or a file name: "example.org/page.3".
  bool in_address(std::size_t at) const {
    for (std::size_t back = at; back > begin_ && at - back < longest_word && !is_blank(text_[back - 1]); --back) {
      if (std::string_view("/@\\_=&").find(text_[back - 1]) != std::string_view::npos) return true;
    }
    return false;
  }

  /// "stiffness2." as pages are copied that lose their superscripts.
  void after_letter(Span span, const NumberList& list) {
    const Span word = word_ending_at(text_, begin_, span.begin);
    const std::string_view letters = text_.substr(word.begin, word.size());
    const bool lower_case = std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool starts = word.begin == begin_ || is_space(character_before(text_, begin_, word.begin)) ||
                        text_[word.begin - 1] == '(' || text_[word.begin - 1] == '-';
    const bool long_enough = letters.size() >= 3 || letters == "it" || letters == "us";
    const bool label = list.single() && (words_of("label").count(letters) || words_of("label_soft").count(letters));
    if (!lower_case || !long_enough || !starts || label) return;
    if (!breaks_at(text_, end_, span.end) && !closes(span.end)) return;
    take_bare(MarkerForm::glued, span, list, word);
  }

  /// Words of the region before an offset, counted up to three.
  int words_before(std::size_t at) const {
    int words = 0;
    bool inside = false;
    for (std::size_t back = at; back > begin_ && at - back < 300 && words < 3; --back) {
      const unsigned char c = static_cast<unsigned char>(text_[back - 1]);
      const bool letter = c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter && !inside) ++words;
      inside = letter;
    }
    return words;
  }

  void take_bare(MarkerForm form, Span span, const NumberList& list, Span word) {
    // "Sample size 120", "Nausea 3": a line of a few words that ends in a number is a figure.
    if (words_before(span.begin) < 3) return;
    const std::string_view letters = text_.substr(word.begin, word.size());
    const bool capitalised = !letters.empty() && is_upper(character_at(letters, 0));
    put(form, span, list, fold(letters), capitalised);
  }

  std::string_view text_;
  const MarkerRegion& region_;
  std::size_t begin_, end_, index_;
  std::vector<MarkerCandidate>& into_;
  std::map<std::size_t, std::size_t> taken_;  // runs already judged: begin -> end
};

}  // namespace

void scan_markers(std::string_view text, const MarkerRegion& region, std::size_t region_index,
                  std::vector<MarkerCandidate>& into) {
  Scanner(text, region, region_index, into).scan();
}

}  // namespace claimassay
