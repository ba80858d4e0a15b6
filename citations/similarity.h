// How far a reference entry's title and a record's title are the same title, by the words they share.
// Promises: 1 for the same words in any spelling of case, accents, British or American English and small misprints; a
// title without its subtitle counts as the title. Refuses (nothing) where a comparison would be a guess: titles of fewer
// than four words of content, translated titles, an entry whose authors and year fit while its title is abbreviated.
#pragma once

#include <optional>
#include <string_view>

#include "core/appraisal.h"

namespace claimassay {

/// Share of the shorter title's words of content that the other has, 0 to 1; nothing where one has fewer than four.
std::optional<double> title_similarity(std::string_view a, std::string_view b);

/// Of an entry to the record that its identifier leads to; nothing = not compared.
std::optional<double> entry_similarity(const ReferenceEntry& entry, const Citation& record);

}  // namespace claimassay
