// Stated grades: how a text grades its own evidence, in every scheme's words and glyphs ("moderate-quality evidence",
// "⊕⊕⊕◯", "Grade 1A", "LOE B-R", "SOR A", "conflicting evidence"). One grammar and one table of schemes (data/) for
// articles, abstracts and guidelines. A bare letter or numeral of an unnamed scheme has no grade: `scheme` stays empty.
#pragma once

#include <string_view>
#include <vector>

#include "core/claim.h"
#include "parser/folded_text.h"

namespace claimassay {

/// `named_scheme`: the scheme the document or its issuer names elsewhere ("GRADE", "ACC/AHA"); may be empty.
std::vector<StatedGradeMention> read_stated_grades(std::string_view text, std::string_view named_scheme = "");
/// The same, of a text whose words are at hand.
std::vector<StatedGradeMention> read_stated_grades(std::string_view text, const FoldedText& words,
                                                   std::string_view named_scheme = "");

}  // namespace claimassay
