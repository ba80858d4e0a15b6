#include "parser/important_difference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/text.h"
#include "parser/lexer.h"

namespace claimassay {

namespace {

constexpr std::size_t most_between = 6;  // tokens between the words and the number

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 7> short_forms = {"MCID", "MCIDs", "MID", "MIDs", "MCIC", "SMID", "MIID"};
constexpr std::array<std::string_view, 4> least = {"minimal", "minimally", "minimum", "smallest"};
constexpr std::array<std::string_view, 3> by_whom = {"clinical", "clinically", "patient"};
constexpr std::array<std::string_view, 6> matters = {"important",  "relevant",   "meaningful",
                                                     "worthwhile", "detectable", "significant"};
constexpr std::array<std::string_view, 5> change = {"difference", "differences", "change", "changes", "effect"};

struct Reading {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<std::string> words;  ///< in lower case

  std::string_view word(std::size_t at) const { return at < words.size() ? std::string_view(words[at]) : ""; }
  std::string_view written(std::size_t at) const { return text.substr(tokens[at].span.begin, tokens[at].span.size()); }
};

/// The token after the name of such a difference, or `at` when none begins there.
std::size_t after_name(const Reading& reading, std::size_t at) {
  if (one_of(reading.written(at), short_forms)) return at + 1;
  if (!one_of(reading.word(at), least)) return at;
  std::size_t next = at + 1;
  while (reading.word(next) == "-" || one_of(reading.word(next), by_whom)) ++next;
  if (!one_of(reading.word(next), matters) || reading.word(next) == "detectable") return at;
  return one_of(reading.word(next + 1), change) ? next + 2 : at;
}

bool ends_search(std::string_view word) { return word == "." || word == ";" || word == "%"; }

/// The number that belongs to a name, as the index of its token; `none` when there is none near enough.
std::size_t number_after(const Reading& reading, std::size_t at, std::size_t none) {
  for (std::size_t k = at; k < std::min(at + most_between + 1, reading.tokens.size()); ++k) {
    if (reading.tokens[k].kind == TokenKind::number)
      return reading.word(k + 1) == "%" || reading.word(k + 1) == "per" ? none : k;
    if (ends_search(reading.word(k))) return none;
  }
  return none;
}

}  // namespace

std::vector<StatedDifference> read_important_differences(std::string_view text) {
  Reading reading{text, tokens(text), {}};
  for (const Token& token : reading.tokens)
    reading.words.push_back(lower(text.substr(token.span.begin, token.span.size())));
  std::vector<StatedDifference> out;
  const std::size_t none = reading.tokens.size();
  for (std::size_t at = 0; at < none; ++at) {
    const std::size_t next = after_name(reading, at);
    if (next == at) continue;
    const std::size_t number = number_after(reading, next, none);
    if (number == none) continue;
    const Span span = reading.tokens[number].span;
    const double value = number_value(text.substr(span.begin, span.size()));
    if (!(value > 0) || !std::isfinite(value)) continue;
    out.push_back({value, {reading.tokens[at].span.begin, span.end}});
    at = number;
  }
  return out;
}

}  // namespace claimassay
