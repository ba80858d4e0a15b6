#include "parser/abbreviations.h"

#include <algorithm>

#include "core/text.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_bracket = 80;     // bytes
constexpr std::size_t longest_long_form = 120;  // bytes before a bracket that are looked at
constexpr std::size_t most_definitions = 1000;

bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool alnum(char c) { return upper(c) || digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
char small(char c) { return upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// "LBP", "CRPs", "HbA1c", "IL-6": few letters, two of them capitals at least.
bool is_brief(std::string_view word) {
  if (word.size() < 2 || word.size() > 10 || !alnum(word[0]) || digit(word[0])) return false;
  const auto capitals = std::count_if(word.begin(), word.end(), upper);
  return capitals >= 2 && std::all_of(word.begin(), word.end(), [](char c) { return alnum(c) || c == '-'; });
}

/// The end of `words` that spells the short form: its letters in order, from the back, the first at the beginning of a
/// word. Empty when they do not.
std::string_view spelled_by(std::string_view words, std::string_view brief) {
  std::size_t at = words.size();
  for (std::size_t letter = brief.size(); letter-- > 0;) {
    if (!alnum(brief[letter])) continue;
    const bool initial = letter == 0;
    for (;;) {
      if (at == 0) return {};
      --at;
      if (small(words[at]) != small(brief[letter])) continue;
      if (!initial || at == 0 || !alnum(words[at - 1])) break;
    }
  }
  return words.substr(at);
}

/// The word that ends at `end`.
std::string_view word_before(std::string_view text, std::size_t end) {
  while (end > 0 && text[end - 1] == ' ') --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < 12 && (alnum(text[begin - 1]) || text[begin - 1] == '-')) --begin;
  return text.substr(begin, end - begin);
}

/// A plural "s" at the end of capitals is no letter of the short form.
std::string_view singular(std::string_view brief) {
  if (brief.size() > 2 && brief.back() == 's' && upper(brief[brief.size() - 2])) brief.remove_suffix(1);
  return brief;
}

}  // namespace

Abbreviations::Abbreviations(std::string_view text) {
  for (std::size_t open = text.find('('); open != std::string_view::npos && long_forms_.size() < most_definitions;
       open = text.find('(', open + 1)) {
    const std::string_view window = text.substr(open + 1, longest_bracket);
    const std::size_t close = window.find_first_of("();,[");
    if (close == std::string_view::npos || window[close] == '(' || window[close] == '[') continue;
    const std::string_view inner = trim(window.substr(0, close));
    if (is_brief(inner)) {
      const std::size_t from = open > longest_long_form ? open - longest_long_form : 0;
      std::string_view before = text.substr(from, open - from);
      // No further back than the sentence, the bracket or the clause, and no more words than the letters ask for.
      const std::size_t stop = before.find_last_of(".;:()[]!?\n");
      if (stop != std::string_view::npos) before.remove_prefix(stop + 1);
      const std::string_view brief = singular(inner);
      before = trim(before);
      std::size_t words = 0, begin = before.size();
      while (begin > 0 && words < std::min(brief.size() + 5, 2 * brief.size())) {
        const std::size_t space = before.rfind(' ', begin - 1);
        begin = space == std::string_view::npos ? 0 : space;
        ++words;
      }
      take(brief, spelled_by(trim(before.substr(begin)), brief));
    } else if (const std::string_view brief = singular(word_before(text, open)); is_brief(brief)) {
      const std::string_view long_form = spelled_by(inner, brief);
      if (long_form.size() == inner.size()) take(brief, long_form);
    }
  }
}

void Abbreviations::take(std::string_view brief, std::string_view words) {
  if (words.size() <= brief.size() + 1 || words.find(' ') == std::string_view::npos) return;
  long_forms_.try_emplace(std::string(brief), collapse_space(words));
}

std::string Abbreviations::spelled_out(std::string_view phrase) const {
  if (long_forms_.empty()) return "";
  std::string out;
  bool any = false;
  for (std::size_t at = 0; at < phrase.size();) {
    std::size_t end = at;
    while (end < phrase.size() && (alnum(phrase[end]) || phrase[end] == '-')) ++end;
    if (end == at) {
      out += phrase[at++];
      continue;
    }
    const std::string_view word = phrase.substr(at, end - at);
    const auto found = is_brief(word) ? long_forms_.find(std::string(singular(word))) : long_forms_.end();
    any |= found != long_forms_.end();
    out += found != long_forms_.end() ? std::string_view(found->second) : word;
    at = end;
  }
  return any ? out : "";
}

}  // namespace claimassay
