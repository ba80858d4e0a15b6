#include "parser/study_groups.h"

#include <algorithm>
#include <initializer_list>

#include "core/text.h"

namespace claimassay {

namespace {
constexpr std::size_t longest = 6;

bool among(std::initializer_list<std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view folded(const RecordText& text, const RecordSentence& sentence, std::size_t w) {
  return w >= sentence.first && w < sentence.end ? text.words[w].folded : std::string_view();
}

std::size_t skip_bracket(const RecordText& text, const RecordSentence& sentence, std::size_t w) {
  if (!among({"(", "["}, folded(text, sentence, w))) return w;
  constexpr std::size_t longest_bracket = 14;
  for (std::size_t close = w + 1; close < sentence.end && close - w < longest_bracket; ++close) {
    if (among({")", "]"}, folded(text, sentence, close))) return close + 1;
  }
  return w;
}

bool links(std::string_view word) {
  return among({"in", "on", "with", "receiving", "given", "taking", "from", "for", "treated"}, word);
}

}  // namespace

bool closes_group_name(std::string_view word) {
  return word == "," || word == ";" || word == "(" || word == ")" || word == "." || word == ":" || word == "and" ||
         word == "or" || word == "to" || word == "versus" || word == "vs" || word == "with" || word == "either" ||
         word == "receive" || word == "received" || word == "were" || word == "was" || word == "=";
}

std::string group_name_before(const RecordText& text, const RecordSentence& sentence, std::size_t before) {
  std::size_t first = before;
  while (first > sentence.first && before - first < longest && !closes_group_name(text.words[first - 1].folded))
    --first;
  if (first == before) return "";
  return collapse_space(text.quote({text.words[first].span.begin, text.words[before - 1].span.end}));
}

std::string group_beside(const RecordText& text, const RecordSentence& sentence, std::size_t first, std::size_t end) {
  const auto at = [&](std::size_t w) { return folded(text, sentence, w); };
  std::size_t w = skip_bracket(text, sentence, end);
  for (std::size_t skipped = 0; skipped < 3 && w < sentence.end && !links(at(w)) && !closes_group_name(at(w));
       ++skipped)
    ++w;
  w = skip_bracket(text, sentence, w);
  if (among({"who", "were", "was"}, at(w))) ++w;
  if (at(w) == "randomly") ++w;
  if (links(at(w)) || among({"received", "assigned", "allocated", "randomised", "randomized"}, at(w))) {
    ++w;
    if (at(w) == "to") ++w;
    if (std::string found = group_name_from(text, sentence, w); !found.empty()) return found;
  }
  std::size_t before = first;
  while (before > sentence.first && among({"(", "[", ",", ":", "%"}, at(before - 1))) --before;
  if (before == first) return "";
  return group_name_before(text, sentence, before);
}

std::string group_name_from(const RecordText& text, const RecordSentence& sentence, std::size_t first) {
  if (first < sentence.end && (text.words[first].folded == "the" || text.words[first].folded == "a")) ++first;
  std::size_t stop = first;
  while (stop < sentence.end && stop - first < longest && !closes_group_name(text.words[stop].folded) &&
         !text.words[stop].number)
    ++stop;
  if (stop == first) return "";
  return collapse_space(text.quote({text.words[first].span.begin, text.words[stop - 1].span.end}));
}

}  // namespace claimassay
