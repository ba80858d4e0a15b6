#include "parser/guideline_grades.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/text.h"
#include "parser/lexicon_table.h"
#include "parser/stated_grade.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_line = 200;  // bytes of "Strength of recommendation: strong"
constexpr std::size_t longest_value = 16;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Values are tabled with arabic numerals: "IIa" is "2a".
std::string arabic(std::string value) {
  static constexpr std::pair<std::string_view, std::string_view> numerals[] = {
      {"iii", "3"}, {"ii", "2"}, {"iv", "4"}, {"i", "1"}};
  for (const auto& [roman, digit] : numerals) {
    const std::string_view rest = std::string_view(value).substr(std::min(roman.size(), value.size()));
    if (value.starts_with(roman) && (rest.empty() || rest == "a" || rest == "b"))
      return std::string(digit) + std::string(rest);
  }
  return value;
}

struct SchemeValue {
  std::optional<StatedGrade> grade;
  std::string strength;
};

std::optional<SchemeValue> scheme_value(std::string_view scheme, std::string value) {
  static const std::vector<LexiconRow> rows = lexicon_rows("data/lexicon/grade_schemes.tsv", 4);
  const std::string roman = arabic(value);
  for (const LexiconRow& row : rows) {
    if (row[0] != scheme || (row[1] != value && row[1] != roman)) continue;
    return SchemeValue{from_word<StatedGrade>(row[2]), std::string(row[3])};
  }
  return std::nullopt;
}

enum class Says { strength, certainty, both };
struct Key {
  std::string_view words;
  Says says;
};
/// Longer keys first: "strength" begins them.
constexpr Key keys[] = {{"strength of the recommendation", Says::both},
                        {"strength of recommendation", Says::both},
                        {"recommendation strength", Says::both},
                        {"class of recommendation", Says::strength},
                        {"recommendation class", Says::strength},
                        {"cor", Says::strength},
                        {"class", Says::strength},
                        {"level of evidence", Says::certainty},
                        {"loe", Says::certainty},
                        {"recommendation grade", Says::both},
                        {"grade of recommendation", Says::both}};

/// "Limited", "strong": words of strength that hold in every scheme.
std::string plain_strength(std::string_view value) {
  if (value == "strong") return "strong";
  for (const std::string_view weaker :
       {"moderate", "limited", "weak", "conditional", "consensus", "discretionary", "optional"}) {
    if (value == weaker) return "conditional";
  }
  return "";
}

StatedGradeMention mention(std::string_view text, Span span, std::string_view scheme) {
  StatedGradeMention made;
  made.scheme = std::string(scheme);
  made.words = {std::string(text.substr(span.begin, span.size())), span};
  return made;
}

/// Where the value ends that begins at `at`.
std::size_t value_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < longest_value &&
         (is_word_byte(text[end]) || text[end] == '-' || text[end] == '+'))
    ++end;
  while (end > at && text[end - 1] == '-') --end;
  return end;
}

void read_keys(std::string_view text, std::string_view folded, std::string_view scheme,
               std::vector<StatedGradeMention>& found) {
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (!is_word_byte(folded[at]) || (at > 0 && is_word_byte(folded[at - 1]))) continue;
    for (const Key& key : keys) {
      if (!folded.substr(at).starts_with(key.words)) continue;
      const std::size_t key_end = at + key.words.size();
      const std::size_t value = folded.find_first_not_of(" :=\t-", key_end);
      if (value == std::string_view::npos || value == key_end) break;
      const std::size_t end = value_end(folded, value);
      const std::string word(folded.substr(value, end - value));
      StatedGradeMention made = mention(text, {at, end}, scheme);
      if (const auto known = scheme.empty() ? std::nullopt : scheme_value(scheme, word)) {
        if (key.says != Says::strength) made.grade = known->grade;
        if (key.says != Says::certainty) made.strength = known->strength;
      }
      // GRADE's own scale of certainty is no scale of strength, whatever the key's value is called.
      if (key.says == Says::both && scheme == "GRADE") made.grade.reset();
      if (made.strength.empty() && key.says != Says::certainty) made.strength = plain_strength(word);
      if (made.grade || !made.strength.empty()) found.push_back(std::move(made));
      at = end > at ? end - 1 : at;
      break;
    }
  }
}

/// "B recommendation", "I statement": USPSTF's letters before their noun.
void read_letters(std::string_view text, std::vector<StatedGradeMention>& found) {
  for (const std::string_view noun : {std::string_view(" recommendation"), std::string_view(" statement")}) {
    for (std::size_t at = text.find(noun); at != std::string_view::npos; at = text.find(noun, at + 1)) {
      if (at == 0 || (at > 1 && is_word_byte(text[at - 2]))) continue;
      const char letter = text[at - 1];
      if (std::string_view("ABCDI").find(letter) == std::string_view::npos) continue;
      const std::optional<SchemeValue> known = scheme_value("USPSTF", lower(text.substr(at - 1, 1)));
      if (!known || text.substr(at + noun.size()).starts_with("s")) continue;
      StatedGradeMention made = mention(text, {at - 1, at + noun.size()}, "USPSTF");
      made.grade = known->grade;
      made.strength = known->strength;
      found.push_back(std::move(made));
    }
  }
}

}  // namespace

std::vector<StatedGradeMention> read_guideline_grades(std::string_view text, std::string_view scheme) {
  std::vector<StatedGradeMention> found = read_stated_grades(text, scheme);
  const std::string folded = lower(text);
  if (folded.size() != text.size()) return found;
  std::vector<StatedGradeMention> labelled;
  read_keys(text, folded, scheme, labelled);
  if (scheme == "USPSTF") read_letters(text, labelled);
  // What the label says outranks what the words would mean elsewhere ("Strength of recommendation: Moderate").
  for (StatedGradeMention& made : labelled) {
    std::erase_if(found,
                  [&made](const StatedGradeMention& other) { return other.words.span.overlaps(made.words.span); });
  }
  found.insert(found.end(), std::make_move_iterator(labelled.begin()), std::make_move_iterator(labelled.end()));
  return found;
}

bool is_grade_line(std::string_view text, const std::vector<StatedGradeMention>& grades) {
  if (grades.empty() || text.size() > longest_line) return false;
  const std::string folded = lower(text);
  for (const char* beginning : {"strength", "quality", "certainty", "level of", "level:", "loe", "cor ",
                                "cor:", "class of", "grade", "sor", "evidence", "confidence", "rating", "class i"}) {
    if (folded.starts_with(beginning)) return true;
  }
  std::size_t graded = 0;
  for (const StatedGradeMention& grade : grades) graded += grade.words.text.size();
  return graded * 2 >= text.size();
}

std::string stars_against_word(std::string_view text) {
  struct Row {
    std::string_view word;
    std::size_t stars;
  };
  constexpr Row rows[] = {{"strong", 4}, {"moderate", 3}, {"limited", 2}, {"consensus", 1}};
  constexpr char32_t filled[] = {U'\u2605', U'\u272D', U'\u25CF'}, open[] = {U'\u2606', U'\u25CB', U'\u25EF'};
  const auto is = [](const char32_t(&of)[3], char32_t c) { return c == of[0] || c == of[1] || c == of[2]; };
  std::size_t full = 0, empty = 0, size = 0;
  for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(size, 1)) {
    const char32_t c = character_at(text, at, &size);
    full += is(filled, c);
    empty += is(open, c);
  }
  if (full == 0 || full + empty != 4) return "";
  const std::string words = lower(text);
  for (const Row& row : rows) {
    if (words.find(row.word) == std::string::npos) continue;
    if (row.stars == full) return "";
    return "the word says " + std::string(row.word) + ", the stars are " + std::to_string(full) + " of 4";
  }
  return "";
}

}  // namespace claimassay
