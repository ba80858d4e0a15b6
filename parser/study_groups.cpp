#include "parser/study_groups.h"

#include "core/text.h"

namespace claimassay {

namespace {
constexpr std::size_t longest = 6;
}

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
