// Text -> tokens with lexicon classes: what the grammars of this room read. A lexicon is a table of words
// (data/lexicon/), each line a wording, its class, and what it says; several words that stand in a table become one
// token. Promises: tokens are in order, do not overlap, and lie inside the text; the longest wording wins; hyphens
// between words do not matter ("moderate-quality" = "moderate quality"). Costs: one look-up per token of a text that was
// made ready once for all lexicons (folded_text.h).
// Refuses (assert, at start) a table line whose class the grammar does not know.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/text.h"
#include "parser/folded_text.h"
#include "parser/word_map.h"

namespace claimassay {

using Classes = std::uint64_t;

/// One wording. Lines with the same words are merged: their classes add up.
struct LexRow {
  std::vector<std::string> words;  ///< folded
  std::string written;             ///< the words with spaces between them
  Classes classes = 0;
  std::vector<std::pair<int, std::string>> says;  ///< class (bit number), what the line says
  std::string_view says_as(int class_bit) const;
  const std::string& text() const { return written; }  ///< the wording as a reader would look it up
};

struct LexToken {
  Span span;
  TokenKind kind = TokenKind::word;
  Classes classes = 0;
  Classes keywords = 0;         ///< of its first word
  double value = 0;             ///< of a number
  char32_t symbol = 0;          ///< of a symbol
  const LexRow* row = nullptr;  ///< the wording; null for words of no table
  std::string_view folded;      ///< of a word that no table has; lives as long as the FoldedText
  bool capital = false;         ///< begins with a capital letter
  bool capitals = false;        ///< has no small letter: an acronym
  bool glued = false;           ///< no white space stands before it

  bool is(Classes any) const { return (classes & any) != 0; }
  std::string_view says(int class_bit) const { return row ? row->says_as(class_bit) : std::string_view(); }
};

/// The tokens of a text that was made ready for this one table.
class LexedText {
 public:
  LexedText(FoldedText words, std::vector<LexToken> tokens) : words_(std::move(words)), tokens_(std::move(tokens)) {}
  auto begin() const { return tokens_.begin(); }
  auto end() const { return tokens_.end(); }
  std::size_t size() const { return tokens_.size(); }
  bool empty() const { return tokens_.empty(); }
  const LexToken& back() const { return tokens_.back(); }
  const LexToken& operator[](std::size_t i) const { return tokens_[i]; }

 private:
  FoldedText words_;
  std::vector<LexToken> tokens_;
};

/// Words that a grammar asks for by themselves, whether the table has them or not.
struct Keywords {
  std::string_view words;  ///< folded, spaces between
  Classes bits = 0;        ///< the grammar's own: LexToken::keywords
};

class LexTable {
 public:
  /// `paths` are embedded tables with the columns words, class, says; `classes` are the names in the order of their
  /// bits. In `words`: "(s)" is an optional s, "a|b" alternatives, and "to reduce" or "to rise, rose, risen" stands for
  /// all forms of a verb, which get the class "base", "third", "past", "participle" or "gerund" besides, where the
  /// grammar has it.
  LexTable(const std::vector<std::string_view>& paths, const std::vector<std::string_view>& classes,
           const std::vector<Keywords>& keywords = {});
  /// The tokens of a text, or of a part of it; spans count from `origin` on.
  LexTable(const LexTable&) = delete;
  LexTable& operator=(const LexTable&) = delete;
  std::vector<LexToken> lex(std::string_view text, std::span<const FoldedToken> tokens, std::size_t origin = 0) const;
  LexedText lex(std::string_view text) const;
  /// True where a wording of one of these classes may begin: what is cheap to ask before a text is lexed.
  bool may_hold(std::span<const FoldedToken> tokens, Classes any) const;
  std::size_t size() const { return rows_.size(); }

 private:
  void add(const std::string& wording, const std::string& class_name, const std::string& says);
  void add_words(std::string_view wording, Classes classes, int bit, const std::string& says);
  void add_verb(const std::string& verb, int bit, const std::string& says);
  Classes form_class(std::string_view form) const;

  std::vector<std::string_view> classes_;
  std::deque<LexRow> rows_;  // stay where they are
  /// What begins with a word: its own row, and those of several words, longest first.
  struct Continuation {
    std::uint64_t second = 0;  ///< hash of the second word
    const LexRow* row = nullptr;
  };
  struct FirstWord {
    const LexRow* alone = nullptr;
    std::vector<Continuation> longer;
    Classes classes = 0;  ///< of all of them
    Classes keywords = 0;
  };
  static const LexRow* longest(const FirstWord& first, std::span<const FoldedToken> tokens, std::size_t at,
                               std::size_t& used);
  WordMap<FirstWord> by_first_;
  std::unordered_map<std::string, std::size_t> by_words_;
};

/// "1,200", "3·5", ".05", "1.2e-05": the value.
double number_value(std::string_view number);

}  // namespace claimassay
