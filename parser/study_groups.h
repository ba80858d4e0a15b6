// Names of a study's groups as they stand beside a number: "Zinol" in "45 patients received Zinol", in "Zinol (n = 45)" and in
// "12 of 48 patients in the Zinol group". Refuses longer stretches than a name has; an empty name is no name.
#pragma once

#include <string>

#include "parser/record_text.h"

namespace claimassay {

/// "," "(" "and" "were": what no group's name goes beyond.
bool closes_group_name(std::string_view folded);
/// The few words before word `before`, up to what closes a name.
std::string group_name_before(const RecordText& text, const RecordSentence& sentence, std::size_t before);
/// Beside the figure that stands in words [first, end): after "12 of 48" "patients (25%) in the Zinol group", "on Zinol"; or before
/// it: "the Zinol group (12/48".
std::string group_beside(const RecordText& text, const RecordSentence& sentence, std::size_t first, std::size_t end);
/// The words from `first` on that may be a group's name; "the" and "a" aside.
std::string group_name_from(const RecordText& text, const RecordSentence& sentence, std::size_t first);

}  // namespace claimassay
