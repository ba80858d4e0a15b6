// What a statement is that claims no effect: a definition, history, a procedure, law, a cost; empty for anything else. Reads
// data/lexicon/statement_kinds.tsv; a sentence that also claims an effect is found by the reader of claims, not here.
#pragma once

#include <string>
#include <string_view>

namespace claimassay {

std::string statement_kind(std::string_view text);

}  // namespace claimassay
