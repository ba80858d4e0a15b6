// Tokens of the rule language. Promises: every byte of the file is in a token, in white space or in a comment; a
// problem (a stray character, an open string) is reported and the rest goes on. Strings stay raw: their quotes
// included.
#pragma once

#include <string_view>
#include <vector>

#include "core/diagnostic.h"

namespace claimassay::rules {

enum class TokenKind { name, number, text, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  Span span;
  std::string_view text;
  double number = 0;
  bool line_start = false;  ///< in the first column
};

/// Of source.text[range); ends with a token of kind `end`. `bad` gets the places of what was reported.
std::vector<Token> tokenize(const Source& source, Span range, Diagnostics& diagnostics,
                            std::vector<std::size_t>* bad = nullptr);

/// A string without its quotes and escapes.
std::string unquoted(std::string_view raw);

}  // namespace claimassay::rules
