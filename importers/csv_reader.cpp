#include "importers/csv_reader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/text.h"

namespace claimassay {

namespace {
constexpr int at_end = -1;
constexpr int nothing = -2;
}  // namespace

CsvReader::CsvReader(ByteStream& bytes, Diagnostics& diagnostics, std::size_t longest_row)
    : bytes_(bytes), diagnostics_(diagnostics), longest_row_(longest_row) {}

int CsvReader::get() {
  if (put_back_ != nothing) return std::exchange(put_back_, nothing);
  if (at_ == buffer_.size()) {
    buffer_.resize(64 * 1024);
    buffer_.resize(bytes_.read(buffer_.data(), buffer_.size()));
    at_ = 0;
    if (buffer_.empty()) {
      if (auto failed = bytes_.failed(); failed && !std::exchange(broken_, true)) diagnostics_.add(std::move(*failed));
      return at_end;
    }
  }
  return static_cast<unsigned char>(buffer_[at_++]);
}

/// After LF or CR: counts the line, and takes the LF of a pair.
void CsvReader::break_line(int character) {
  ++line_;
  if (character != '\r') return;
  const int next = get();
  if (next != '\n') put_back_ = next;
}

bool CsvReader::fail(std::string code, std::string message, std::string help, std::size_t line) {
  if (!std::exchange(broken_, true)) {
    diagnostics_.error(std::move(code), std::move(message), {bytes_.name(), line, 1}, std::move(help));
  }
  return false;
}

/// After the opening quote, up to the closing one.
bool CsvReader::read_quoted(std::string& field) {
  const std::size_t began = line_;
  for (;;) {
    const int character = get();
    if (character == at_end) {
      if (broken_) return false;
      return fail("csv-open-quote", "the file ends inside a quoted field", "expected a closing quote", began);
    }
    if (character == '"') {
      const int next = get();
      if (next == '"') {
        field += '"';
        continue;
      }
      put_back_ = next;
      return true;
    }
    if (++row_size_ > longest_row_) {
      return fail("csv-row-too-long", fmt::format("a quoted field goes on for more than {} KB", longest_row_ >> 10),
                  "expected a closing quote; is there one too many before it?", began);
    }
    if (character == '\n' || character == '\r') {
      break_line(character);
      field += '\n';
    } else {
      field += static_cast<char>(character);
    }
  }
}

void CsvReader::finish_field(std::string& field) {
  if (const auto invalid = first_invalid_utf8(field)) {
    if (!std::exchange(warned_, true)) {
      diagnostics_.warning("not-utf-8", "the file is not all UTF-8; such fields are read as Windows-1252", place(),
                           "save it as UTF-8");
    }
    auto read = to_utf8(field, "windows-1252");
    field = read ? std::move(*read) : replace_invalid_utf8(field);
  }
  for (char& c : field) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') c = ' ';
  }
  fields_.push_back(std::move(field));
  field.clear();
}

bool CsvReader::next() {
  fields_.clear();
  row_size_ = 0;
  if (broken_) return false;
  if (!std::exchange(started_, true)) {
    // The byte order mark, where there is one; a file that begins otherwise is read from its first byte.
    const int first = get();
    if (first == 0xEF) {
      get(), get();
    } else {
      put_back_ = first;
    }
    if (first == 0xFF || first == 0xFE) {
      return fail("unread-encoding", "the file is written in UTF-16", "save it as UTF-8", 0);
    }
  }
  int character = get();
  while (character == '\n' || character == '\r') {
    break_line(character);
    character = get();
  }
  if (character == at_end) return false;
  row_line_ = line_;
  std::string field;
  bool at_start = true;
  for (;; character = get()) {
    if (broken_) return false;
    if (character == at_end || character == '\n' || character == '\r') {
      finish_field(field);
      if (character != at_end) break_line(character);
      return !broken_;
    }
    if (character == ',') {
      finish_field(field);
      at_start = true;
      continue;
    }
    if (at_start && character == '"') {
      if (!read_quoted(field)) return false;
      at_start = false;
      continue;
    }
    // A quote inside a field that does not begin with one is a character like any other.
    at_start = false;
    field += static_cast<char>(character);
    if (++row_size_ > longest_row_) {
      return fail("csv-row-too-long", fmt::format("a row has more than {} KB", longest_row_ >> 10),
                  "expected a table with one row to a line", row_line_);
    }
  }
}

}  // namespace claimassay
