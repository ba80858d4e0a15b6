#include "report/page.h"

#include <algorithm>

#include "core/text.h"

namespace claimassay {

namespace {

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::plain: return "";
    case Ink::strong: return "\x1b[1m";
    case Ink::dim: return "\x1b[2m";
    case Ink::red: return "\x1b[1;31m";
    case Ink::yellow: return "\x1b[33m";
    case Ink::green: return "\x1b[32m";
    case Ink::blue: return "\x1b[34m";
  }
  return "";
}

std::string clean(std::string_view text) { return printable(collapse_space(text)); }

}  // namespace

void Page::write_inked(std::string_view text, Ink ink) {
  if (!colour_ || ink == Ink::plain || text.empty()) {
    out_ += text;
    return;
  }
  out_ += code_of(ink);
  out_ += text;
  out_ += "\x1b[0m";
}

void Page::write_wrapped(std::string_view words, std::size_t column, std::size_t hanging, Ink ink) {
  std::string line;
  std::size_t used = column;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string_view one = words.substr(begin, end - begin);
    const std::size_t wide = display_width(one);
    if (!line.empty() && used + 1 + wide > width_) {
      write_inked(line, ink);
      out_ += '\n';
      out_.append(hanging, ' ');
      line.clear();
      used = hanging;
    }
    if (!line.empty()) line += ' ', ++used;
    line += one;
    used += wide;
    begin = end + 1;
  }
  write_inked(line, ink);
  out_ += '\n';
}

Page& Page::text(std::string_view text, std::size_t indent, std::size_t hanging, Ink ink) {
  out_.append(indent, ' ');
  write_wrapped(clean(text), indent, hanging, ink);
  return *this;
}

Page& Page::labelled(std::string_view label, Ink ink, std::string_view text, std::size_t indent, std::size_t column) {
  const std::string shown = clean(label);
  out_.append(indent, ' ');
  write_inked(shown, ink);
  const std::size_t used = indent + display_width(shown);
  const std::size_t begin = std::max(column, used + 1);
  const std::string body = clean(text);
  if (body.empty()) {
    out_ += '\n';
    return *this;
  }
  out_.append(begin - used, ' ');
  write_wrapped(body, begin, column, Ink::plain);
  return *this;
}

Page& Page::unwrapped(std::string_view text, std::size_t indent) {
  out_.append(indent, ' ');
  out_ += clean(text);
  out_ += '\n';
  return *this;
}

Page& Page::heading(std::string_view text, Ink ink) {
  if (!out_.empty()) out_ += '\n';
  write_inked(clean(text), ink);
  out_ += '\n';
  return *this;
}

Page& Page::blank() {
  out_ += '\n';
  return *this;
}

std::string counted(std::size_t count, std::string_view noun) {
  std::string out = std::to_string(count) + " " + std::string(noun);
  if (count != 1) out += noun.ends_with("s") ? "es" : "s";
  return out;
}

}  // namespace claimassay
