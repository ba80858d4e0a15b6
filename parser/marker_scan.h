// Everything in a region that could be a citation marker, by the form in which it is written. Which forms are believed is
// decided over the whole article (markers.cpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/markers.h"
#include "parser/number_list.h"

namespace claimassay {

enum class MarkerForm {
  bracket,      ///< [3]
  superscript,  ///< a superscript run or Unicode superscripts
  link,         ///< a link to an entry
  parenthesis,  ///< (3)
  bare,         ///< "stiffness 2." or "stiffness.2 The"
  bare_weak,    ///< bare digits that only an established style makes believable: before "and", after a percent sign
  glued         ///< "stiffness2." as pages without superscripts are copied
};

struct MarkerCandidate {
  MarkerForm form = MarkerForm::bracket;
  Span span;
  std::vector<int> numbers;
  int high = 0;
  std::size_t region = 0;
  std::string word_before;   ///< folded; of bare forms
  bool capitalised = false;  ///< that word
};

/// Appends the candidates of one region, in the order of the text.
void scan_markers(std::string_view text, const MarkerRegion& region, std::size_t region_index,
                  std::vector<MarkerCandidate>& into);

}  // namespace claimassay
