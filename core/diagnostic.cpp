#include "core/diagnostic.h"

#include <algorithm>

#include "core/text.h"

namespace claimassay {

namespace {

constexpr std::size_t widest_line = 160;  // characters of a source line that are drawn

const char* word_of(DiagnosticLevel level) {
  switch (level) {
    case DiagnosticLevel::error: return "error";
    case DiagnosticLevel::warning: return "warning";
    case DiagnosticLevel::note: return "note";
  }
  return "error";
}

/// The line of the file around an offset, cut to a window around the column so that one 100 MB line stays readable.
/// `column` becomes the column within the window.
std::string line_around(std::string_view file, std::size_t offset, std::size_t& column) {
  offset = std::min(offset, file.size());
  std::size_t begin = offset;
  while (begin > 0 && file[begin - 1] != '\n' && offset - begin < widest_line) --begin;
  std::size_t end = offset;
  while (end < file.size() && file[end] != '\n' && file[end] != '\r' && end - offset < widest_line) ++end;
  while (begin < end && (static_cast<unsigned char>(file[begin]) & 0xC0) == 0x80) ++begin;
  while (end > begin && end < file.size() && (static_cast<unsigned char>(file[end]) & 0xC0) == 0x80) --end;
  column = 1 + characters(file.substr(begin, offset > begin ? offset - begin : 0));
  return printable(file.substr(begin, end - begin));
}

Diagnostic at(DiagnosticLevel level, const Source& source, Span span, std::string code, std::string message,
              std::string help) {
  Diagnostic made{level, std::move(code), std::move(message), std::move(help), {}, {}, 1};
  const LineColumn where = source.locate(span.begin);
  made.place = {source.name, where.line, where.column};
  std::size_t column = 1;
  made.line_text = line_around(source.file(), source.origin.to_file(span.begin), column);
  const std::string_view covered = source.view({span.begin, std::min(span.end, source.text.size())});
  const std::size_t first_line = std::min(covered.find('\n'), covered.size());
  const std::size_t room = characters(made.line_text) + 1 > column ? characters(made.line_text) + 1 - column : 1;
  made.caret_width =
      std::clamp<std::size_t>(characters(covered.substr(0, first_line)), 1, std::max<std::size_t>(room, 1));
  // The window may start inside the line: the caret follows the window, the printed column the file.
  if (column != where.column) made.line_text = "..." + made.line_text, column += 3;
  made.caret_column = column;
  return made;
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.level == DiagnosticLevel::error) ++errors_;
  if (all_.size() < most) {
    all_.push_back(std::move(diagnostic));
  } else {
    ++not_shown_;
  }
}

void Diagnostics::error(std::string code, std::string message, Place place, std::string help) {
  add({DiagnosticLevel::error, std::move(code), std::move(message), std::move(help), std::move(place), {}, 1});
}

void Diagnostics::warning(std::string code, std::string message, Place place, std::string help) {
  add({DiagnosticLevel::warning, std::move(code), std::move(message), std::move(help), std::move(place), {}, 1});
}

void Diagnostics::error_at(const Source& source, Span span, std::string code, std::string message, std::string help) {
  add(at(DiagnosticLevel::error, source, span, std::move(code), std::move(message), std::move(help)));
}

void Diagnostics::warning_at(const Source& source, Span span, std::string code, std::string message, std::string help) {
  add(at(DiagnosticLevel::warning, source, span, std::move(code), std::move(message), std::move(help)));
}

void Diagnostics::append(Diagnostics&& other) {
  for (Diagnostic& diagnostic : other.all_) add(std::move(diagnostic));
  not_shown_ += other.not_shown_;
  errors_ += other.errors_ > other.all_.size() ? other.errors_ - other.all_.size() : 0;
  other = {};
}

std::string draw(const Diagnostic& diagnostic) {
  std::string out;
  const Place& place = diagnostic.place;
  if (!place.file.empty()) {
    out += place.file + ":";
    if (place.line) out += std::to_string(place.line) + ":";
    if (place.line && place.column) out += std::to_string(place.column) + ":";
    out += " ";
  }
  out += std::string(word_of(diagnostic.level)) + ": " + diagnostic.message;
  if (!diagnostic.code.empty()) out += " [" + diagnostic.code + "]";
  out += "\n";
  if (!diagnostic.line_text.empty()) {
    const std::string margin(std::max<std::size_t>(std::to_string(place.line).size(), 3), ' ');
    std::string number = std::to_string(place.line);
    number.insert(0, margin.size() - number.size(), ' ');
    out += " " + number + " | " + diagnostic.line_text + "\n";
    out += " " + margin + " | " + std::string(diagnostic.caret_column - 1, ' ') +
           std::string(diagnostic.caret_width, '^') + "\n";
    if (!diagnostic.help.empty()) out += " " + margin + " = " + diagnostic.help + "\n";
  } else if (!diagnostic.help.empty()) {
    out += "  = " + diagnostic.help + "\n";
  }
  return out;
}

std::string draw(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) out += draw(diagnostic);
  if (diagnostics.not_shown() > 0) out += "and " + std::to_string(diagnostics.not_shown()) + " more like these\n";
  return out;
}

}  // namespace claimassay
