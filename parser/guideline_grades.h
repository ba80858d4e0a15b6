// Grades as guidelines print them beside a recommendation: everything that parser/stated_grade.h reads in running text,
// and the labelled values of a scheme that the document names ("COR: 2a", "Strength of recommendation: Limited",
// "B recommendation"), which mean nothing without it.
#pragma once

#include <string_view>
#include <vector>

#include "core/claim.h"

namespace claimassay {

/// `scheme` may be empty; then only words that speak for themselves are read. Mentions in no particular order.
std::vector<StatedGradeMention> read_guideline_grades(std::string_view text, std::string_view scheme);

/// A line that does nothing but grade what stands before it.
bool is_grade_line(std::string_view text, const std::vector<StatedGradeMention>& grades);

}  // namespace claimassay
