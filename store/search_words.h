// Text -> the words that the full text index knows: folded, without diacritics, superscripts and subscripts as plain
// digits ("CO₂" is found by co2), stemmed. The same words for the index, for queries and for marking hits in a snippet.
// Beside words the index knows terms: "y:2019", "a:smith". They hold a colon, so that no word is ever taken for one.
// Costs: ASCII words take a path without ICU, and stems are remembered.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/span.h"

struct sqlite3;
struct fts5_api;

namespace claimassay {

enum class WordForm { stem, folded };  ///< folded: as written but for case and accents, as names want it

/// Splits a text into search words. Not shared between threads.
class SearchWords {
 public:
  explicit SearchWords(std::string_view text, WordForm form = WordForm::stem) : text_(text), form_(form) {}
  /// False at the end. `word()` and `span()` are those of the word just found; word() is valid until the next call.
  bool next();
  std::string_view word() const { return word_; }
  Span span() const { return span_; }

 private:
  bool next_wide();
  void set_word(std::string_view folded, bool letters);

  std::string_view text_;
  WordForm form_;
  std::size_t at_ = 0;
  Span span_;
  std::string word_;
};

/// A text that begins with it is a title: each of its words is indexed a second time as the term "t:word", at the same
/// place. Titles are short, so that the lists of these terms are, and "every word in the title" is found in no time.
constexpr char title_mark = '\1';
/// What follows it are terms, separated by spaces, taken as they are.
constexpr char terms_mark = '\2';

/// Appends a text in which every word has become a term, so that indexing it needs no more than to split it: the index is
/// the same. For whoever has another thread to do it on.
void append_as_terms(std::string& out, std::string_view text);

/// Makes the words known to FTS5 on this connection, as the tokenizer "claimassay".
void register_search_words(sqlite3* connection);
/// SQLite's door for tokenizers and ranking functions. Throws StoreError where this SQLite has no full text search.
fts5_api* full_text_api(sqlite3* connection);

}  // namespace claimassay
