// Mixed content -> one line of plain UTF-8: white space collapsed, inline markup gone, superscripts and subscripts kept
// apart ("10⁻³" and not "10-3"; where Unicode has no such character, "^(...)" and "_(...)").
// Promises: text is never lost and words are never glued together or torn apart by markup.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace claimassay {

/// "-3" -> "⁻³"; "th" after a digit and a single sign ("®") stay as they are; anything else -> "^(...)".
std::string superscript(std::string_view content, bool after_digit = false);
/// "2" -> "₂"; anything else -> "_(...)".
std::string subscript(std::string_view content);

class InlineText {
 public:
  enum class Markup { plain, superscript, subscript };

  void clear();
  void text(std::string_view piece);
  void open(Markup markup);
  void close();
  /// The text so far, without white space at its ends; the builder is empty afterwards.
  std::string take();
  std::size_t size() const { return text_.size(); }

 private:
  struct Open {
    Markup markup;
    std::size_t begin;
  };
  std::string text_;
  std::vector<Open> open_;
};

}  // namespace claimassay
