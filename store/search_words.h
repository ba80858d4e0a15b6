// Text -> the words that the full text index knows: folded, without diacritics, superscripts and subscripts as plain
// digits ("CO₂" is found by co2), stemmed. The same words for the index, for queries and for marking hits in a snippet.
// Costs: ASCII words take a path without ICU, and stems are remembered.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/span.h"

struct sqlite3;

namespace claimassay {

/// Splits a text into search words. Not shared between threads.
class SearchWords {
 public:
  explicit SearchWords(std::string_view text) : text_(text) {}
  /// False at the end. `word()` and `span()` are those of the word just found; word() is valid until the next call.
  bool next();
  std::string_view word() const { return word_; }
  Span span() const { return span_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  Span span_;
  std::string word_;
};

/// Makes the words known to FTS5 on this connection, as the tokenizer "claimassay".
void register_search_words(sqlite3* connection);

}  // namespace claimassay
