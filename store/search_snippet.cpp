#include "store/search_snippet.h"

#include <algorithm>
#include <set>

#include "store/search_words.h"

namespace claimassay {

namespace {

constexpr std::size_t snippet_words = 30;
constexpr std::size_t words_before = 5;  // so that the first match can be understood

struct Word {
  Span span;
  std::string word;
};

/// Phrases found in a sequence of words: which of them, and over how many words.
struct Found {
  std::size_t first, count, which;
};

bool begins_at(const std::vector<Word>& words, std::size_t at, const SearchPhrase& phrase) {
  if (phrase.words.empty() || phrase.words.size() > words.size() - at) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const bool open = phrase.prefix && i + 1 == phrase.words.size();
    const std::string& word = words[at + i].word;
    if (open ? !word.starts_with(phrase.words[i]) : word != phrase.words[i]) return false;
  }
  return true;
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  SearchWords reader(text);
  while (reader.next()) words.push_back({reader.span(), std::string(reader.word())});
  return words;
}

std::vector<Found> found_in(const std::vector<Word>& words, const std::vector<SearchPhrase>& phrases) {
  std::vector<Found> found;
  for (std::size_t at = 0; at < words.size();) {
    Found longest{at, 0, 0};
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      if (phrases[i].words.size() > longest.count && begins_at(words, at, phrases[i])) {
        longest.count = phrases[i].words.size();
        longest.which = i;
      }
    }
    if (longest.count > 0) found.push_back(longest);
    at += std::max<std::size_t>(longest.count, 1);
  }
  return found;
}

Span span_of(const std::vector<Word>& words, const Found& one) {
  return {words[one.first].span.begin, words[one.first + one.count - 1].span.end};
}

/// The first word of the window with the most different phrases.
std::size_t best_window(const std::vector<Found>& found) {
  std::size_t best = 0, best_count = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::set<std::size_t> different;
    for (std::size_t j = i; j < found.size() && found[j].first < found[i].first + snippet_words - words_before; ++j) {
      different.insert(found[j].which);
    }
    if (different.size() > best_count) {
      best = found[i].first;
      best_count = different.size();
    }
  }
  return best < words_before ? 0 : best - words_before;
}

}  // namespace

std::vector<Span> find_phrases(std::string_view text, const std::vector<SearchPhrase>& phrases) {
  const std::vector<Word> words = words_of(text);
  std::vector<Span> spans;
  for (const Found& one : found_in(words, phrases)) spans.push_back(span_of(words, one));
  return spans;
}

Snippet make_snippet(std::string_view text, const std::vector<SearchPhrase>& phrases) {
  const std::vector<Word> words = words_of(text);
  Snippet snippet;
  if (words.empty()) return snippet;
  const std::vector<Found> found = found_in(words, phrases);
  const std::size_t first = best_window(found);
  const std::size_t last = std::min(words.size(), first + snippet_words);
  const std::size_t begin = first == 0 ? 0 : words[first].span.begin;
  const std::size_t end = last == words.size() ? text.size() : words[last - 1].span.end;
  if (first > 0) snippet.text = "... ";
  const std::size_t shift = snippet.text.size();
  snippet.text += text.substr(begin, end - begin);
  std::replace(snippet.text.begin(), snippet.text.end(), '\n', ' ');
  for (const Found& one : found) {
    if (one.first < first || one.first + one.count > last) continue;
    const Span span = span_of(words, one);
    snippet.matches.push_back({span.begin - begin + shift, span.end - begin + shift});
  }
  if (last < words.size()) snippet.text += " ...";
  return snippet;
}

}  // namespace claimassay
