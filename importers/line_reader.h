// A byte stream as lines: any line end (LF, CR LF, CR), a byte order mark taken off, invalid UTF-8 read as Windows-1252
// with one warning, control characters as spaces. Promises: every line is valid UTF-8; a line longer than the limit is cut
// between characters; memory does not grow with the file. Refuses UTF-16 with a message.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "importers/importer.h"

namespace claimassay {

class LineReader {
 public:
  LineReader(ByteStream& bytes, Diagnostics& diagnostics, std::size_t longest_line);

  /// False at the end of the stream, or where it is damaged; ask broken().
  bool next();
  const std::string& line() const { return line_; }
  std::size_t number() const { return number_; }  ///< 1-based
  Place place() const { return {bytes_.name(), number_, 1}; }
  /// A damaged stream or a character set that is not read; there is a diagnostic.
  bool broken() const { return broken_; }

 private:
  bool fill();
  bool take_mark();
  void clean();

  ByteStream& bytes_;
  Diagnostics& diagnostics_;
  std::size_t longest_line_;
  std::string buffer_, line_;
  std::size_t at_ = 0, number_ = 0;
  bool started_ = false, ended_ = false, broken_ = false, cut_ = false;
  bool skip_line_feed_ = false, warned_ = false;
};

}  // namespace claimassay
