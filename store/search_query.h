// What a person types -> an expression for the full text index, and the place in a text that shows why it was found.
// Promises: no input is a syntax error; quotes make phrases, a star at the end of a word finds all that begins with it;
// everything else (hyphens, brackets, AND, NEAR, colons) is a word or nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace claimassay {

struct SearchExpression {
  std::string all;                 ///< every word must occur; "" when the text has no word to search for
  std::string any;                 ///< at least one must
  std::vector<std::string> words;  ///< as the index knows them, for marking hits; a prefix ends in '*'
};

SearchExpression search_expression(std::string_view typed);

struct Snippet {
  std::string text;           ///< one line; " ... " where it was cut
  std::vector<Span> matches;  ///< into text
};

/// The stretch of `text` (some 30 words) that holds the most different words of the query; the beginning when none.
Snippet make_snippet(std::string_view text, const std::vector<std::string>& words);

}  // namespace claimassay
