// What a record is found by beside the words of its title and abstract: terms for the full text index (search_words.h).
//   a:smith a:ja        authors: the words of the family name, then the initials; groups by their words
//   j:lancet            the words of the journal's title and abbreviation
//   y:2019 y:201x y:20xx  the year, its decade and its century, so that a range of years is a few terms
//   p:case-reports      publication types
//   m:low-back-pain     MeSH descriptors, by name: they are found without the vocabulary as well
//   l:erratumin         the types of the record's links; k:retractionof:123 for those that tell something of another record
// Promises: the same terms for the same record; at most some thousand of them, whatever the record holds.
#pragma once

#include <string>
#include <string_view>

#include "core/citation.h"

namespace claimassay {

/// `abstract` followed by the record's terms: what SearchIndex::add takes as text.
std::string searched_text(const Citation& citation, std::string_view abstract);

/// "Randomized Controlled Trial" -> "randomized-controlled-trial": a name of several words as one term.
std::string term_of_name(std::string_view name);

}  // namespace claimassay
