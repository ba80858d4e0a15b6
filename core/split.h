// A text cut at every occurrence of a separator; an empty text gives one empty piece. For the tables that travel in the binary.
// Promises: joining the pieces with the separator gives the text back. Pieces that are views live as long as the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace claimassay {

template <class Piece = std::string_view>
std::vector<Piece> split(std::string_view text, std::string_view by) {
  std::vector<Piece> out;
  for (std::size_t at = 0;;) {
    const std::size_t next = text.find(by, at);
    out.emplace_back(text.substr(at, next - at));
    if (next == std::string_view::npos) return out;
    at = next + by.size();
  }
}

}  // namespace claimassay
