// A page of text for a terminal: wrapped, hanging indents, colour only where asked for.
// Promises: whatever stands in the input, nothing but text reaches the terminal (core's printable()); the same calls give the
// same bytes. Every string that goes in may be hostile; only the colours that come out are ours.
#pragma once

#include <string>
#include <string_view>

#include "report/report.h"

namespace claimassay {

enum class Ink { plain, strong, dim, red, yellow, green, blue };

class Page {
 public:
  explicit Page(const ReportOptions& options)
      : colour_(options.colour), width_(options.width < 40 ? 40 : options.width) {}

  /// A text wrapped to the page: the first line begins at column `indent`, the others at `hanging`.
  Page& text(std::string_view text, std::size_t indent = 0, std::size_t hanging = 0, Ink ink = Ink::plain);
  /// A word in ink, then a text wrapped at column `column` beside it.
  Page& labelled(std::string_view label, Ink ink, std::string_view text, std::size_t indent, std::size_t column);
  /// One line however long it is: for what will be copied and pasted.
  Page& unwrapped(std::string_view text, std::size_t indent = 0);
  Page& heading(std::string_view text, Ink ink = Ink::strong);
  Page& blank();
  std::string take() { return std::move(out_); }

 private:
  void write_inked(std::string_view text, Ink ink);
  /// Writes words from `column` on; continuation lines begin at `hanging`.
  void write_wrapped(std::string_view clean, std::size_t column, std::size_t hanging, Ink ink);

  std::string out_;
  bool colour_;
  std::size_t width_;
};

/// "1 claim", "3 claims"; "1 status", "2 statuses".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace claimassay
