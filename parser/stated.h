// What of a sentence its writer states: not a question, not somebody else's words, not a condition, not what a method or a
// call for research mentions, not a belief that the sentence sets aside ("contrary to the belief that X helps, ...").
// Promises: the roles and marks of a sentence are looked up once; to ask for one predicate costs a binary search.
#pragma once

#include <string_view>
#include <vector>

#include "parser/lexer.h"
#include "parser/wording.h"

namespace claimassay {

class Stated {
 public:
  Stated(const Wording& wording, std::string_view text, Span sentence, const std::vector<LexToken>& tokens);

  /// Nothing of the sentence is the writer's: a question, a quotation, a registry entry, what the makers say.
  bool nothing() const { return nothing_; }
  /// Some of it is somebody else's, and only what stands behind is the writer's ("the makers say ..., but ...").
  bool in_part() const { return writer_from_ > sentence_.begin; }
  bool operator()(Span predicate) const;

 private:
  static bool between(const std::vector<std::size_t>& marks, std::size_t begin, std::size_t end);
  void find_writer(const Wording& wording, const std::vector<LexToken>& tokens);

  Span sentence_;
  std::vector<Span> research_;
  std::vector<Span> method_;
  bool nothing_ = false;
  bool concludes_ = false;
  bool opening_aside_ = false;           ///< what stands before the first comma is not stated
  std::size_t writer_from_ = 0;          ///< where the writer's own words begin
  std::vector<std::size_t> boundaries_;  ///< commas and semicolons; neither is looked for where nobody asks
  std::vector<std::size_t> semicolons_;
};

}  // namespace claimassay
