// What was wrong with an input, said so that its author can mend it: a stable code, a place, what was expected.
// Functions that read input take a `Diagnostics&`, report every problem into it, and return std::optional; exceptions
// are for a world that failed (disk, database), asserts for bugs.
// Drawing (line, caret, expectation) happens here and nowhere else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/source.h"

namespace claimassay {

enum class DiagnosticLevel { error, warning, note };

/// A place in a file that need not be in memory (a 300 MB XML file): line and column are known, the text is not.
struct Place {
  std::string file;
  std::size_t line = 0;    ///< 1-based; 0 = unknown
  std::size_t column = 0;  ///< 1-based; 0 = unknown
};

struct Diagnostic {
  DiagnosticLevel level = DiagnosticLevel::error;
  std::string code;     ///< stable, kebab-case: "xml-not-well-formed"
  std::string message;  ///< one sentence without a full stop: what is wrong
  std::string help;     ///< what was expected, or what to do; may be empty
  Place place;
  std::string line_text;         ///< the offending line (shortened), to draw the caret under; may be empty
  std::size_t caret_width = 1;   ///< characters underlined
  std::size_t caret_column = 1;  ///< where the caret stands in line_text; differs from place.column in a shortened line
};

class Diagnostics {
 public:
  /// After this many the rest are only counted: a hostile file must not fill the memory with complaints.
  static constexpr std::size_t most = 200;

  void add(Diagnostic diagnostic);
  void error(std::string code, std::string message, Place place = {}, std::string help = {});
  void warning(std::string code, std::string message, Place place = {}, std::string help = {});
  /// An error at a span of a text in memory: line, column and the drawn line are taken from the source.
  void error_at(const Source& source, Span span, std::string code, std::string message, std::string help = {});
  void warning_at(const Source& source, Span span, std::string code, std::string message, std::string help = {});

  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  std::size_t not_shown() const { return not_shown_; }
  const std::vector<Diagnostic>& all() const { return all_; }
  /// Takes over everything that `other` holds.
  void append(Diagnostics&& other);

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
  std::size_t not_shown_ = 0;
};

/// "file:3:14: error: message [code]", the line, a caret, and "  = expected ...". Ends in a newline.
std::string draw(const Diagnostic& diagnostic);
/// All of them, and a last line for those that were only counted.
std::string draw(const Diagnostics& diagnostics);

}  // namespace claimassay
