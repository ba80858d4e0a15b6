#include "store/search_query.h"

#include <algorithm>
#include <set>

#include "core/text.h"
#include "store/search_words.h"

namespace claimassay {

namespace {

constexpr std::size_t most_terms = 64;
constexpr std::size_t snippet_words = 30;

// Words that ask rather than name [H]. They are left out unless nothing else is there.
constexpr std::string_view questions[] = {
    "a",    "an",   "and",   "are", "as",  "at",   "be",   "by",     "can",   "do",   "does", "for", "from",
    "how",  "in",   "is",    "it",  "of",  "on",   "or",   "that",   "the",   "this", "to",   "was", "were",
    "what", "when", "which", "who", "why", "will", "with", "should", "there", "help", "helps"};

struct Term {
  std::string typed;  // goes to FTS5, which makes the same words of it
  std::vector<std::string> words;
  bool phrase = false;
  bool prefix = false;
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  SearchWords words(text);
  while (words.next()) out.emplace_back(words.word());
  return out;
}

bool asks(const Term& term) {
  const std::string folded = lower(trim(term.typed));
  return !term.phrase && !term.prefix &&
         std::find(std::begin(questions), std::end(questions), folded) != std::end(questions);
}

/// Quotation marks of every kind make phrases; the rest is split at white space.
std::vector<Term> terms_of(std::string_view typed) {
  std::string text = replace_invalid_utf8(typed);
  for (std::string_view mark : {"“", "”", "„", "«", "»"}) {
    for (std::size_t at; (at = text.find(mark)) != std::string::npos;) text.replace(at, mark.size(), "\"");
  }
  std::vector<Term> terms;
  bool quoted = false;
  std::size_t begin = 0;
  const auto add = [&](std::string_view piece, bool phrase) {
    Term term{std::string(piece), words_of(piece), phrase, !phrase && piece.size() > 2 && piece.ends_with('*')};
    if (!term.words.empty() && terms.size() < most_terms) terms.push_back(std::move(term));
  };
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool end = i == text.size();
    const bool quote = !end && text[i] == '"';
    const bool space = !end && !quoted && (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r');
    if (!end && !quote && !space) continue;
    // A quotation that is never closed is no phrase; its words are split below as others.
    if (quoted && end) {
      quoted = false;
      i = begin - 1;
      text.insert(begin, " ");
      continue;
    }
    add(std::string_view(text).substr(begin, i - begin), quoted && quote);
    if (quote) quoted = !quoted;
    begin = i + 1;
  }
  return terms;
}

/// In double quotes FTS5 takes everything as text and gives it to the tokenizer.
std::string quoted(const Term& term) {
  std::string out = "\"";
  for (const char c : term.typed) {
    if (c == '\0') continue;
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out + (term.prefix ? "\"*" : "\"");
}

}  // namespace

SearchExpression search_expression(std::string_view typed) {
  std::vector<Term> terms = terms_of(typed);
  if (!std::all_of(terms.begin(), terms.end(), asks)) std::erase_if(terms, asks);
  SearchExpression expression;
  for (const Term& term : terms) {
    if (!expression.all.empty()) {
      expression.all += " AND ";
      expression.any += " OR ";
    }
    expression.all += quoted(term);
    expression.any += quoted(term);
    for (std::size_t i = 0; i < term.words.size(); ++i) {
      const bool prefix = term.prefix && i + 1 == term.words.size();
      expression.words.push_back(term.words[i] + (prefix ? "*" : ""));
    }
  }
  return expression;
}

Snippet make_snippet(std::string_view text, const std::vector<std::string>& wanted) {
  struct Word {
    Span span;
    std::size_t which;  // into wanted; its size = none
  };
  std::vector<Word> words;
  SearchWords reader(text);
  while (reader.next()) {
    const auto found = std::find_if(wanted.begin(), wanted.end(), [&](const std::string& one) {
      return one.ends_with('*') ? reader.word().starts_with(std::string_view(one).substr(0, one.size() - 1))
                                : reader.word() == one;
    });
    words.push_back({reader.span(), static_cast<std::size_t>(found - wanted.begin())});
  }
  std::size_t best = 0, best_count = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].which == wanted.size()) continue;
    std::set<std::size_t> different;
    for (std::size_t j = i; j < std::min(words.size(), i + snippet_words); ++j) {
      if (words[j].which != wanted.size()) different.insert(words[j].which);
    }
    if (different.size() > best_count) {
      best = i;
      best_count = different.size();
    }
  }
  Snippet snippet;
  if (words.empty()) return snippet;
  // A few words before the first hit, so that it can be understood.
  std::size_t first = best_count == 0 || best < 5 ? 0 : best - 5;
  const std::size_t last = std::min(words.size(), first + snippet_words);
  const std::size_t begin = first == 0 ? 0 : words[first].span.begin;
  const std::size_t end = last == words.size() ? text.size() : words[last - 1].span.end;
  if (first > 0) snippet.text = "... ";
  const std::size_t shift = snippet.text.size();
  snippet.text += text.substr(begin, end - begin);
  std::replace(snippet.text.begin(), snippet.text.end(), '\n', ' ');
  for (std::size_t i = first; i < last; ++i) {
    if (words[i].which == wanted.size()) continue;
    snippet.matches.push_back({words[i].span.begin - begin + shift, words[i].span.end - begin + shift});
  }
  if (last < words.size()) snippet.text += " ...";
  return snippet;
}

}  // namespace claimassay
