// A word of a vocabulary as people write it: "very_low" is very low.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace claimassay {

inline std::string spaced(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

}  // namespace claimassay
