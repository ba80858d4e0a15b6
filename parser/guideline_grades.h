// Grades as guidelines print them beside a recommendation: everything that parser/stated_grade.h reads in running text,
// and the labelled values of a scheme that the document names ("COR: 2a", "Strength of recommendation: Limited",
// "B recommendation"), which mean nothing without it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"

namespace claimassay {

/// `scheme` may be empty; then only words that speak for themselves are read. Mentions in no particular order.
std::vector<StatedGradeMention> read_guideline_grades(std::string_view text, std::string_view scheme);

/// How a word and a row of four stars beside it differ ("the word says moderate, the stars are 2 of 4"); empty where they
/// agree, or where either is missing or not of that kind. The number of empty stars has to be printed: a row of filled
/// ones alone does not tell out of how many.
std::string stars_against_word(std::string_view text);

/// A line that does nothing but grade what stands before it.
bool is_grade_line(std::string_view text, const std::vector<StatedGradeMention>& grades);

}  // namespace claimassay
