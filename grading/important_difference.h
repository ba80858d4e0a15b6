// The smallest difference that patients notice on a scale, by the name of the instrument (data/important_differences.tsv).
// What a text states itself is read by the parser and comes first; this table is what is left where nothing is stated.
#pragma once

#include <string>
#include <string_view>

namespace claimassay {

struct ImportantDifference {
  double value = 0;   ///< 0 = the table names no such instrument
  std::string scale;  ///< "0 to 100"
  std::string words;  ///< of the line: "pain vas 100"
};

/// Of the lines all of whose words the outcome names the one with the most words.
ImportantDifference important_difference_of(std::string_view outcome);

}  // namespace claimassay
