// Rows of a CSV file (RFC 4180), as a stream: quoted fields with commas, doubled quotes and line breaks, any line end, a
// byte order mark taken off, invalid UTF-8 read as Windows-1252 with one warning. Empty lines are no rows.
// Promises: every field is valid UTF-8 without control characters; memory does not grow with the file. A quote that is never closed, or a row longer
// than the limit, is an error at the line where it began.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "importers/importer.h"

namespace claimassay {

class CsvReader {
 public:
  CsvReader(ByteStream& bytes, Diagnostics& diagnostics, std::size_t longest_row = std::size_t{1} << 20);

  /// False at the end of the file, or where it cannot be read on; ask broken().
  bool next();
  const std::vector<std::string>& fields() const { return fields_; }
  /// Where the row begins.
  Place place() const { return {bytes_.name(), row_line_, 1}; }
  bool broken() const { return broken_; }

 private:
  int get();
  void break_line(int character);
  bool read_quoted(std::string& field);
  bool fail(std::string code, std::string message, std::string help, std::size_t line);
  void finish_field(std::string& field);

  ByteStream& bytes_;
  Diagnostics& diagnostics_;
  std::size_t longest_row_;
  std::string buffer_;
  std::size_t at_ = 0, line_ = 1, row_line_ = 1, row_size_ = 0;
  int put_back_ = -2;  // -2 = nothing
  bool started_ = false, broken_ = false, warned_ = false;
  std::vector<std::string> fields_;
};

}  // namespace claimassay
