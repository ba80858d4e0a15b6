// The numbers of a citation marker: "3", "2,3", "4-6", "1, 3–5".
// Refuses what no reference list needs: zero, numbers of more than four digits, lists of more than `most_numbers`.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace claimassay {

struct NumberList {
  static constexpr std::size_t most_numbers = 200;
  std::size_t end = 0;       ///< offset after the list
  std::vector<int> numbers;  ///< expanded, in the order written; a reversed range stays as its two ends
  int low = 0, high = 0;
  bool range = false;   ///< holds "a-b"
  bool spaced = false;  ///< white space between its parts
  bool single() const { return numbers.size() == 1; }
};

enum class Spacing { none, after_comma, free };

/// The list that begins at `offset` (a digit). `semicolons`: "[1;2]" is a list too. Nothing where it is not a list of
/// citation numbers; a trailing separator is left outside.
std::optional<NumberList> read_number_list(std::string_view text, std::size_t offset, Spacing spacing, bool semicolons);

/// Bytes of the dash at `offset` (hyphen, figure dash, en dash, minus ...), 0 where there is none.
std::size_t dash_at(std::string_view text, std::size_t offset);

}  // namespace claimassay
