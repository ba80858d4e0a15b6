// sentences() of core/text.h: one pass over the bytes that stops at the few that may end a sentence. A general sentence
// breaker splits medical text in the wrong places ("et al.", "p < 0.05.3 The next", "J. A. Smith", "vs. 10 mg"), so the
// rules that matter there stand here; text in scripts without such habits goes to ICU (text_segments in text.cpp).
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/byte_kinds.h"
#include "core/text.h"

namespace claimassay {

namespace {

using Words = std::unordered_set<std::string_view>;

/// Abbreviations that are followed by more of the same sentence, whatever comes next. Folded.
const Words never_last{
    "e.g",        "i.e",       "eg",        "ie",      "vs",   "cf",   "viz",  "dr",     "mr",      "mrs",   "ms",
    "prof",       "fig",       "figs",      "tab",     "eq",   "eqs",  "ref",  "refs",   "no",      "nos",   "vol",
    "ed",         "eds",       "pp",        "approx",  "ca",   "resp", "incl", "subsp",  "ssp",     "var",   "ann",
    "intern",     "clin",      "engl",      "natl",    "acad", "proc", "rev",  "suppl",  "chap",    "sect",  "dept",
    "univ",       "assoc",     "min",       "max",     "st",   "mt",   "gen",  "hon",    "esp",     "excl",  "est",
    "avg",        "temp",      "conc",      "ph",      "m",    "am",   "br",   "eur",    "int",     "scand", "surg",
    "psychiatry", "epidemiol", "pharmacol", "physiol", "biol", "chem", "nutr", "obstet", "pediatr", "jan",   "feb",
    "mar",        "apr",       "jun",       "jul",     "aug",  "sep",  "sept", "oct",    "nov",     "dec"};
/// Abbreviations that may end a sentence: they do when a word follows that usually begins one.
const Words sometimes_last{"al",    "etc",   "inc", "ltd",   "co",    "corp", "jr",  "sr",    "u.s",
                           "u.k",   "u.s.a", "e.u", "a.m",   "p.m",   "ph.d", "m.d", "b.i.d", "t.i.d",
                           "q.i.d", "i.v",   "i.m", "s.c",   "p.o",   "spp",  "sp",  "w.h.o", "p.r.n",
                           "q.d",   "o.d",   "b.d", "t.d.s", "q.h.s", "n.s",  "s.d", "s.e"};
/// Full words among those above; they are abbreviations only before a capital or a digit, never when the sentence goes
/// on.
const Words also_words{"no",   "min", "max",  "am",  "m",    "ed",  "int", "gen", "psychiatry",
                       "temp", "est", "resp", "var", "ph",   "jan", "feb", "mar", "apr",
                       "jun",  "jul", "aug",  "sep", "sept", "oct", "nov", "dec"};
/// Words before a single capital letter that is no initial: "vitamin C.", "hepatitis B."
const Words before_letter{
    "vitamin", "hepatitis", "group",    "type",    "class",    "grade",          "level",     "arm",      "factor",
    "protein", "phase",     "part",     "stage",   "table",    "figure",         "appendix",  "category", "influenza",
    "omega",   "plan",      "schedule", "section", "coenzyme", "immunoglobulin", "child",     "panel",    "site",
    "drug",    "treatment", "regimen",  "cohort",  "strain",   "haemophilia",    "hemophilia"};
/// Words that begin sentences far more often than they are names.
const Words starters{
    "The",      "This",      "These",     "That",         "Those",        "In",         "It",         "Its",
    "We",       "Our",       "They",      "Their",        "There",        "However",    "Although",   "Furthermore",
    "Moreover", "Thus",      "Therefore", "Additionally", "But",          "And",        "A",          "An",
    "For",      "To",        "As",        "At",           "By",           "From",       "If",         "When",
    "While",    "After",     "Before",    "During",       "Among",        "Of",         "On",         "No",
    "Both",     "Compared",  "Overall",   "Patients",     "Participants", "Results",    "Conclusion", "Conclusions",
    "Methods",  "Further",   "Future",    "More",         "Most",         "Some",       "Such",       "Using",
    "With",     "Here",      "Finally",   "Also",         "Another",      "One",        "Two",        "Because",
    "Since",    "Despite",   "Whereas",   "Data",         "Evidence",     "Treatment",  "Women",      "Men",
    "Children", "Adults",    "Studies",   "Trials",       "Not",          "All",        "Each",       "Other",
    "Only",     "Several",   "Many",      "Few",          "Adverse",      "Mean",       "Median",     "Mortality",
    "Safety",   "Secondary", "Primary",   "Subjects",     "Eligible",     "Background", "Objective",  "Design",
    "Three",    "He",        "She"};

/// The word (letters, digits, inner full stops) that ends just before `end`.
std::string_view word_before(std::string_view text, std::size_t end, std::size_t from) {
  std::size_t begin = end;
  while (begin > from && end - begin < 24) {
    const std::uint8_t kind = kind_at(text, begin - 1);
    if (!(letter_kind(kind) || kind & (digit_byte | high_byte) || text[begin - 1] == '.')) break;
    --begin;
  }
  while (begin < end && text[begin] == '.') ++begin;
  return text.substr(begin, end - begin);
}

std::string_view word_after(std::string_view text, std::size_t i) {
  std::size_t end = i;
  while (end < text.size() && end - i < 24 && letter_kind(kind_at(text, end))) ++end;
  return text.substr(i, end - i);
}

/// Closing quotes and brackets after a full stop belong to the sentence that ends there.
std::size_t skip_closers(std::string_view text, std::size_t i) {
  for (;;) {
    if (i < text.size() && std::string_view("\"')]").find(text[i]) != std::string_view::npos) {
      ++i;
    } else if (text.substr(i, 3) == "\u201D" || text.substr(i, 3) == "\u2019") {
      i += 3;
    } else if (text.substr(i, 2) == "\u00BB") {
      i += 2;
    } else {
      return i;
    }
  }
}

std::size_t skip_spaces(std::string_view text, std::size_t i) {
  while (const std::size_t size = space_size(text, i)) i += size;
  return i;
}

bool upper_at(std::string_view text, std::size_t i) {
  const std::uint8_t kind = kind_at(text, i);
  return kind & upper_byte || (kind & high_byte && is_upper(character_at(text, i)));
}

/// Superscript digits: U+00B9, U+00B2, U+00B3, U+2070, U+2074 to U+2079.
std::size_t superscript_size(std::string_view text, std::size_t i) {
  const std::string_view two = text.substr(std::min(i, text.size()), 2);
  if (two == "\u00B9" || two == "\u00B2" || two == "\u00B3") return 2;
  if (two != "\xE2\x81" || i + 2 >= text.size()) return 0;
  const auto last = static_cast<unsigned char>(text[i + 2]);
  return last >= 0xB0 && last <= 0xB9 ? 3 : 0;
}

/// "3", "3,4", "3-5", "[3]", "(3)", superscript digits: what cites right after a full stop. 0 when there is none.
std::size_t citation_size(std::string_view text, std::size_t i) {
  const std::size_t begin = i;
  const bool bracket = i < text.size() && (text[i] == '[' || text[i] == '(');
  const char close = bracket && text[i] == '[' ? ']' : ')';
  if (bracket) ++i;
  std::size_t numbers = 0;
  for (;;) {
    std::size_t end = digits_end(text, i);
    if (end == i) {
      while (const std::size_t size = superscript_size(text, end)) end += size;
    }
    if (end == i || (digit_at(text, i) && end - i > 3)) return 0;
    i = end;
    ++numbers;
    if (numbers > 30) return 0;
    if (i < text.size() && (text[i] == ',' || text[i] == '-') && digit_at(text, i + 1)) {
      ++i;
    } else if (bracket && text.substr(i, 2) == ", " && digit_at(text, i + 2)) {
      i += 2;
    } else if (i < text.size() && text[i] == ',' && superscript_size(text, i + 1)) {
      ++i;
    } else if ((text.substr(i, 3) == "\u2013" && (digit_at(text, i + 3) || superscript_size(text, i + 3))) ||
               (text.substr(i, 3) == "\u207B" && superscript_size(text, i + 3))) {
      i += 3;
    } else {
      break;
    }
  }
  if (bracket) {
    if (i >= text.size() || text[i] != close) return 0;
    ++i;
  }
  return i - begin;
}

/// A word in lower case that may begin a sentence: p53, mTOR, eGFR - a capital or a digit follows within two letters.
bool lower_starter(std::string_view text, std::size_t i) {
  for (std::size_t k = 1; k <= 2; ++k) {
    const std::uint8_t kind = kind_at(text, i + k);
    if (kind & (upper_byte | digit_byte)) return true;
    if (!(kind & lower_byte)) return false;
  }
  return false;
}

std::string folded(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

constexpr std::size_t longest_heading = 60;

/// "Methods", "PATIENTS AND METHODS:", "Results and discussion": names of sections and nothing else.
bool is_heading(std::string_view line) {
  static const Words names{"abstract",   "background", "introduction", "objective",  "objectives",     "aim",
                           "aims",       "purpose",    "methods",      "method",     "results",        "findings",
                           "discussion", "conclusion", "conclusions",  "summary",    "limitations",    "interpretation",
                           "design",     "setting",    "participants", "references", "recommendations"};
  static const Words joints{"and", "&", "of", "main", "key", "study", "patients", "materials"};
  if (line.ends_with(':')) line.remove_suffix(1);
  if (line.empty() || !upper_at(line, 0)) return false;
  bool named = false;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    const std::string word = folded(line.substr(begin, end - begin));
    if (names.count(word)) named = true;
    else if (!joints.count(word)) return false;
    begin = end + 1;
  }
  return named;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Span> run() {
    const std::size_t size = text_.size();
    const char* const bytes = text_.data();
    for (std::size_t i = 0;;) {
      while (i < size && !(byte_kinds[static_cast<unsigned char>(bytes[i])] & (mark_byte | high_byte))) ++i;
      if (i >= size) break;
      const char c = bytes[i];
      if (c == '(') open_ = i;
      if (c == ')') open_ = none;
      if (c == '.' || c == '!' || c == '?') {
        if (const std::size_t end = boundary(i)) {
          cut(end);
          i = end;
          continue;
        }
      } else if (c == '\n') {
        if (breaks_line(i)) cut(i);
      } else if (static_cast<unsigned char>(c) == 0xE2 && text_.substr(i, 3) == "\u2026") {
        const std::size_t next = skip_spaces(text_, i + 3);
        if (next > i + 3 && next < text_.size() && upper_at(text_, next)) cut(i + 3);
        i += 3;
        continue;
      } else if (static_cast<unsigned char>(c) == 0xE3 || static_cast<unsigned char>(c) == 0xEF) {
        const std::string_view mark = text_.substr(i, 3);
        if (mark == "\u3002" || mark == "\uFF01" || mark == "\uFF1F") {
          cut(i + 3);
          i += 3;
          continue;
        }
      }
      ++i;
    }
    cut(text_.size());
    return std::move(out_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  void cut(std::size_t end) {
    const std::string_view kept = trim(text_.substr(begin_, end - begin_));
    if (!kept.empty()) {
      const std::size_t begin = static_cast<std::size_t>(kept.data() - text_.data());
      out_.push_back({begin, begin + kept.size()});
    }
    begin_ = end;
    open_ = none;
  }

  /// The line that holds an offset, or that ends there; empty where it is longer than a heading.
  std::string_view line_around(std::size_t i) const {
    std::size_t begin = i, end = i;
    while (begin > begin_ && text_[begin - 1] != '\n' && i - begin <= longest_heading) --begin;
    while (end < text_.size() && text_[end] != '\n' && end - begin <= longest_heading) ++end;
    return end - begin <= longest_heading ? trim(text_.substr(begin, end - begin)) : std::string_view();
  }

  /// A blank line, or a line that begins with a bullet or is a heading, is a boundary; a plain line break is white space.
  bool breaks_line(std::size_t i) const {
    std::size_t k = i + 1;
    while (k < text_.size() && (text_[k] == ' ' || text_[k] == '\t' || text_[k] == '\r')) ++k;
    if (k < text_.size() && text_[k] == '\n') return true;
    const std::string_view line = text_.substr(k, 4);
    for (const std::string_view bullet :
         {"\u2022", "\u25E6", "\u25AA", "\u2023", "\u2043", "\u2013 ", "\u2014 ", "- ", "* ", "\u00B7 "}) {
      if (line.starts_with(bullet)) return true;
    }
    if (is_heading(line_around(i)) || is_heading(line_around(k))) return true;
    const std::size_t digits = digits_end(text_, k);
    return digits > k && digits - k <= 2 && (text_.substr(digits, 2) == ". " || text_.substr(digits, 2) == ") ");
  }

  /// Where the sentence ends if the mark at `i` ends it, else 0.
  std::size_t boundary(std::size_t i) {
    if (text_[i] == '.' && digit_at(text_, i + 1) && i > 0 && digit_at(text_, i - 1)) return after_number(i);
    std::size_t end = i + 1;
    while (end < text_.size() && (text_[end] == '.' || text_[end] == '!' || text_[end] == '?')) ++end;
    const bool ellipsis = end - i >= 2 && text_[i] == '.';
    if (inside_brackets(i) && !closes_brackets(end)) return 0;
    end = skip_closers(text_, end);
    const std::size_t citation = citation_size(text_, end);
    if (citation && (end + citation == text_.size() || space_size(text_, end + citation))) {
      const std::size_t next = skip_spaces(text_, end + citation);
      // ".3 The": the digits cite. ".05 mg" is caught by leading_decimal's rule: no space stands before this full stop.
      if (i > 0 && !space_size(text_, i - 1) && (next == text_.size() || begins_sentence(next))) return end + citation;
      return 0;
    }
    if (end < text_.size() && !space_size(text_, end)) return glued(i, end);
    const std::size_t next = skip_spaces(text_, end);
    if (next == text_.size()) return end;
    // " [3] The": a bracketed citation after the space still belongs to what it follows.
    if (text_[next] == '[') {
      const std::size_t size = citation_size(text_, next);
      const std::size_t after = skip_spaces(text_, next + size);
      if (size && (after == text_.size() || (space_size(text_, next + size) && upper_at(text_, after))))
        return next + size;
    }
    if (!begins_sentence(next)) return 0;
    if (text_[i] != '.' || ellipsis) return end;
    if (is_ordinal(i)) return 0;
    return abbreviation(i, next) ? 0 : end;
  }

  /// "1. Zinol helped": the number of an item, which begins the sentence.
  bool is_ordinal(std::size_t i) const {
    constexpr std::size_t most_digits = 3;
    std::size_t digits = i;
    while (digits > begin_ && i - digits <= most_digits && digit_at(text_, digits - 1)) --digits;
    return digits < i && i - digits <= most_digits && trim(text_.substr(begin_, digits - begin_)).empty();
  }

  /// "0.05.3 The" and "in 2019.3 The": the second mark (or the one after a year) ends a sentence, the digits cite.
  std::size_t after_number(std::size_t i) const {
    const std::size_t citation = citation_size(text_, i + 1);
    const std::size_t end = i + 1 + citation;
    if (!citation || (end < text_.size() && !space_size(text_, end))) return 0;
    const std::size_t next = skip_spaces(text_, end);
    if (next < text_.size() && !upper_at(text_, next)) return 0;
    std::size_t digits = i;
    while (digits > begin_ && digit_at(text_, digits - 1)) --digits;
    const std::size_t mark = digits > begin_ ? decimal_mark_before(text_, digits) : 0;
    const bool second_mark = mark && digits > mark && digit_at(text_, digits - mark - 1);
    const bool leading_mark = digits > begin_ && text_[digits - 1] == '.';
    const bool year = i - digits == 4 && (text_[digits] == '1' || text_[digits] == '2');
    if (second_mark || leading_mark) return end;
    if (year && next < text_.size() && starters.count(word_after(text_, next))) return end;
    return 0;
  }

  /// No space after the full stop: "pain.The next" ends a sentence, "e.g", "www.site" and "p.Val600" do not.
  std::size_t glued(std::size_t i, std::size_t end) const {
    if (text_[i] != '.' || end != i + 1) return 0;
    const std::string_view after = word_after(text_, end);
    if (after.size() < 2 || !(kind_at(after, 0) & upper_byte) || !(kind_at(after, 1) & lower_byte)) {
      if (!starters.count(after)) return 0;
    }
    // "(P < .05).The rest", "by 45%.The rest"
    if (i > begin_ && std::string_view(")]%").find(text_[i - 1]) != std::string_view::npos)
      return starters.count(after) ? end : 0;
    const std::string_view before = word_before(text_, i, begin_);
    if (before.size() < 4 || before.find('.') != std::string_view::npos) return 0;
    const bool lower = std::all_of(before.begin(), before.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const std::size_t stop = end + after.size();
    return lower && (stop >= text_.size() || text_[stop] != '.') ? end : 0;
  }

  bool begins_sentence(std::size_t next) const {
    const std::uint8_t kind = kind_at(text_, next);
    if (kind & (upper_byte | digit_byte)) return true;
    if (kind & lower_byte) return lower_starter(text_, next);
    if (kind & high_byte) {
      const char32_t c = character_at(text_, next);
      if (c >= 0x03B1 && c <= 0x03C9 && next + 3 < text_.size() && text_[next + 2] == '-')
        return upper_at(text_, next + 3);                  // "\u03B2-Carotene helped."
      return !is_letter(c) || is_upper(c) || c >= 0x0590;  // Greek and Cyrillic have cases; later scripts have none
    }
    return std::string_view(",;:%)]}").find(text_[next]) == std::string_view::npos;
  }

  bool abbreviation(std::size_t i, std::size_t next) const {
    const std::string_view word = word_before(text_, i, begin_);
    if (word.empty()) return false;
    const std::string_view after = word_after(text_, next);
    const bool initial_next = next + after.size() < text_.size() && text_[next + after.size()] == '.';  // "J. A. Brown"
    const bool starter = starters.count(after) > 0 && !(after.size() == 1 && initial_next);
    const bool capital = word.size() == 1 && kind_at(word, 0) & upper_byte;
    if (capital) {
      std::size_t end = static_cast<std::size_t>(word.data() - text_.data());
      while (end > begin_ && (kind_at(text_, end - 1) & space_byte || text_[end - 1] == '-')) --end;
      if (end == begin_) return true;  // "J. Brown", "A. The first item"
      return !starter && !before_letter.count(folded(word_before(text_, end, begin_)));
    }
    const std::string low = folded(word);
    if (never_last.count(low)) {
      if (also_words.count(low)) return (digit_at(text_, next) && !is_unit(word)) || (low == "ph" && after == "D");
      return true;
    }
    if (sometimes_last.count(low)) return !starter;
    if (low.size() == 1 && digit_at(text_, next)) return low == "p" || low == "n" || low == "c";
    // "U.S. Food", "N.Y. Acad": letters with full stops between them
    if (word.size() >= 3 && word[1] == '.' && kind_at(word, 0) & upper_byte) return !starter;
    return false;
  }

  /// "30 min. 20 patients": what follows a number is its unit.
  bool is_unit(std::string_view word) const {
    std::size_t end = static_cast<std::size_t>(word.data() - text_.data());
    while (end > begin_ && kind_at(text_, end - 1) & space_byte) --end;
    return end > begin_ && digit_at(text_, end - 1);
  }

  /// "(p < 0.05.) The rest": the full stop stands before the bracket, and a sentence begins behind it.
  bool closes_brackets(std::size_t end) const {
    if (end >= text_.size() || text_[end] != ')' || !space_size(text_, end + 1)) return false;
    return starters.count(word_after(text_, skip_spaces(text_, end + 1))) > 0;
  }

  bool inside_brackets(std::size_t i) const {
    constexpr std::size_t farthest = 300;
    if (open_ == none || i - open_ > farthest || open_ < begin_) return false;
    if (trim(text_.substr(begin_, open_ - begin_)).empty()) return false;  // the sentence itself stands in brackets
    const std::size_t close = text_.substr(i, farthest).find(')');
    return close != std::string_view::npos;
  }

  std::string_view text_;
  std::vector<Span> out_;
  std::size_t begin_ = 0;
  std::size_t open_ = none;
};

bool has_high_byte(std::string_view text) {
  std::uint64_t any = 0;
  std::size_t i = 0;
  for (; i + sizeof any <= text.size(); i += sizeof any) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + i, sizeof eight);
    any |= eight;
  }
  for (; i < text.size(); ++i) any |= static_cast<unsigned char>(text[i]);
  return any & 0x8080808080808080;
}

/// Share of letters outside the scripts that these rules know (Latin, Greek, Cyrillic): more than half go to ICU.
bool foreign_script(std::string_view text) {
  if (!has_high_byte(text)) return false;
  std::size_t known = 0, foreign = 0;
  for (std::size_t i = 0; i < text.size() && known + foreign < 2000;) {
    std::size_t size = 1;
    if (kind_at(text, i) & high_byte) {
      const char32_t c = character_at(text, i, &size);
      if (is_letter(c)) ++(c < 0x0530 || (c >= 0x1E00 && c < 0x2000) ? known : foreign);
    } else if (letter_kind(kind_at(text, i))) {
      ++known;
    }
    i += size;
  }
  return foreign > known;
}

}  // namespace

std::vector<Span> sentences(std::string_view text) {
  if (foreign_script(text)) return text_segments(text, TextUnit::sentence);
  return Splitter(text).run();
}

}  // namespace claimassay
