// What stands above a sentence and gives it its subject: the stem of a list ("Zinol has been shown to:"), or a heading that
// names what the section is about ("Zinol for neck pain", "How does Zinol work?").
// Promises: nothing is read out of a heading that only names a part of the article ("Results"); looks at `longest_stem` words.
#pragma once

#include <string_view>
#include <vector>

#include "core/claim.h"
#include "parser/lexer.h"

namespace claimassay {

struct Stem {
  std::vector<Phrase> subject;  ///< spans are offsets into the text that was given
  std::vector<LexToken> verb;   ///< what each item goes on with: "reduces", "has been shown to"; their spans are empty
  bool empty() const { return subject.empty() && verb.empty(); }
};

/// `text` ends with a colon; nothing when it does not.
Stem read_list_stem(std::string_view text);
Stem read_heading(std::string_view heading);

/// Puts the stem's verb before the words of an item that goes on with it: "reduce pain" behind "can", "pain" behind "reduces".
void go_on_from(const Stem& stem, std::vector<LexToken>& item);

}  // namespace claimassay
