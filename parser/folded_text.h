// A text made ready for look-up: its tokens, each with its folded letters and their hash. Made once for a text; every
// lexicon of this room then finds its words by that hash (WordMap), without folding or hashing again.
// Promises: tokens are those of core/text.h, in order; `folded` views memory of this object, which may be moved but not
// copied; the text outlives it. A typographic apostrophe is folded to the plain one, as lexicons spell it.
// Costs: one pass over the bytes and two allocations for a text in ASCII; other words are folded by ICU one by one.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"

namespace claimassay {

struct FoldedToken {
  Span span;
  std::string_view folded;
  std::uint64_t hash = 0;  ///< word_hash(folded)
  TokenKind kind = TokenKind::word;
  bool capital = false;   ///< begins with a capital letter
  bool capitals = false;  ///< and has no small one: an acronym
  bool glued = false;     ///< no white space stands before it
  bool hyphen = false;    ///< "-", the hyphens of Unicode, or an en dash
};

class FoldedText {
 public:
  FoldedText() = default;
  explicit FoldedText(std::string_view text);
  std::span<const FoldedToken> tokens() const { return tokens_; }
  /// The tokens that lie inside a part of the text.
  std::span<const FoldedToken> inside(Span part) const;
  /// A part of the text, folded as core/text.h does it: a view of what is at hand where all is ASCII, else made in `made`.
  std::string_view folded(Span part, std::string& made) const;

 private:
  std::vector<FoldedToken> tokens_;
  std::string_view text_;
  bool all_ascii_ = true;
  std::unique_ptr<char[]> lower_;   // the text with small letters, at the offsets of the text
  std::deque<std::string> others_;  // folded words that are not ASCII
};

/// Gives the tokens run by run, each up to a full stop that white space follows: no notation reaches beyond one, so that a
/// reader can leave out the runs that hold nothing for it. ("0.5" is one token, and "e.g." inside a run may cut it.)
template <class Take>
void for_each_run(std::span<const FoldedToken> tokens, Take take) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool stop = tokens[i].kind == TokenKind::symbol && tokens[i].folded == ".";
    if (i + 1 != tokens.size() && !(stop && !tokens[i + 1].glued)) continue;
    take(tokens.subspan(begin, i + 1 - begin));
    begin = i + 1;
  }
}

}  // namespace claimassay
