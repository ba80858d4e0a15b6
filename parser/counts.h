// Whole numbers of running text: "45", "1,176", "forty-five", "One hundred and twenty-eight". Counts only; estimates,
// intervals, doses and dates are read by numbers.h.
// Refuses decimals, percentages' fractions and anything over a thousand million.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "parser/record_text.h"

namespace claimassay {

struct Count {
  double value = 0;
  std::size_t first = 0;  ///< words [first, end)
  std::size_t end = 0;
};

/// The value of a word that spells a number below a hundred, or hundred, thousand, million; nothing for other words.
std::optional<double> number_word(std::string_view folded);
std::optional<double> number_word(std::string_view folded, std::uint64_t hash);
/// Every count between the words [first, end), in order, the longest reading of each.
std::vector<Count> read_counts(const std::vector<Word>& words, std::size_t first, std::size_t end);

}  // namespace claimassay
