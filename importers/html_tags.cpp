#include "importers/html_tags.h"

#include <algorithm>

#include "core/text.h"
#include "importers/entities.h"

namespace claimassay {

namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_folded(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower_ascii(x) == lower_ascii(y); });
}

struct Attribute {
  std::string_view name;
  std::string_view value;
};

/// The next attribute at `at`, moved past; nothing at the end of the tag.
std::optional<Attribute> next_attribute(std::string_view inside, std::size_t& at) {
  while (at < inside.size() && (is_blank(inside[at]) || inside[at] == '/')) ++at;
  if (at >= inside.size()) return std::nullopt;
  Attribute attribute;
  const std::size_t begin = at;
  ++at;  // a name may begin with '='
  while (at < inside.size() && !is_blank(inside[at]) && inside[at] != '=' && inside[at] != '/') ++at;
  attribute.name = inside.substr(begin, at - begin);
  std::size_t value = at;
  while (value < inside.size() && is_blank(inside[value])) ++value;
  if (value >= inside.size() || inside[value] != '=') return attribute;
  ++value;
  while (value < inside.size() && is_blank(inside[value])) ++value;
  if (value < inside.size() && (inside[value] == '"' || inside[value] == '\'')) {
    const std::size_t end = std::min(inside.find(inside[value], value + 1), inside.size());
    attribute.value = inside.substr(value + 1, end - value - 1);
    at = std::min(end + 1, inside.size());
  } else {
    at = value;
    while (at < inside.size() && !is_blank(inside[at])) ++at;
    attribute.value = inside.substr(value, at - value);
  }
  return attribute;
}

/// After the '>' that ends a tag, quotes respected; the end of the file where there is none.
std::size_t tag_end(std::string_view file, std::size_t at) {
  char quote = 0;
  bool value_next = false;
  for (; at < file.size(); ++at) {
    const char c = file[at];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      return at + 1;
    } else if ((c == '"' || c == '\'') && value_next) {
      quote = c;
    }
    if (!is_blank(c)) value_next = c == '=';
  }
  return file.size();
}

std::size_t after(std::string_view file, std::string_view what, std::size_t from) {
  const std::size_t at = file.find(what, from);
  return at == std::string_view::npos ? file.size() : at + what.size();
}

}  // namespace

std::optional<std::string> HtmlToken::attribute(std::string_view wanted) const {
  std::size_t at = 0;
  while (const std::optional<Attribute> found = next_attribute(inside, at)) {
    if (equal_folded(found->name, wanted)) return decode_entities(found->value, true);
  }
  return std::nullopt;
}

HtmlToken html_token_at(std::string_view file, std::size_t offset) {
  HtmlToken token;
  token.span = {offset, file.size()};
  const auto at = [file](std::size_t i) { return i < file.size() ? file[i] : '\0'; };
  const bool closing = at(offset + 1) == '/';
  if (file[offset] == '<' && (is_ascii_letter(at(offset + 1)) || (closing && is_ascii_letter(at(offset + 2))))) {
    token.kind = closing ? HtmlTokenKind::close : HtmlTokenKind::open;
    std::size_t end = offset + 1 + (closing ? 1 : 0);
    const std::size_t name = end;
    while (end < file.size() && !is_blank(file[end]) && file[end] != '>' && file[end] != '/') ++end;
    token.name = std::string(file.substr(name, end - name));
    std::transform(token.name.begin(), token.name.end(), token.name.begin(), lower_ascii);
    token.span.end = tag_end(file, end);
    const bool ended = token.span.end > end && file[token.span.end - 1] == '>';
    token.inside = file.substr(end, token.span.end - end - (ended ? 1 : 0));
    token.self_closing = token.inside.ends_with('/');
    return token;
  }
  if (file[offset] == '<' && (at(offset + 1) == '!' || at(offset + 1) == '?' || closing)) {
    const std::string_view rest = file.substr(offset);
    if (rest.starts_with("<!-->")) token.span.end = offset + 5;
    else if (rest.starts_with("<!--")) token.span.end = after(file, "-->", offset + 4);
    else if (rest.starts_with("<![CDATA[")) token.span.end = after(file, "]]>", offset);
    else token.span.end = after(file, ">", offset);
    return token;
  }
  token.kind = HtmlTokenKind::text;
  std::size_t end = offset + 1;
  while (end < file.size()) {
    end = std::min(file.find('<', end), file.size());
    const char next = at(end + 1);
    if (is_ascii_letter(next) || next == '/' || next == '!' || next == '?') break;
    if (end < file.size()) ++end;
  }
  token.span.end = end;
  return token;
}

std::size_t raw_content_end(std::string_view file, std::size_t begin, std::string_view name) {
  for (std::size_t at = file.find("</", begin); at != std::string_view::npos; at = file.find("</", at + 2)) {
    const std::string_view rest = file.substr(at + 2, name.size());
    const std::size_t next = at + 2 + name.size();
    const bool ends = next >= file.size() || is_blank(file[next]) || file[next] == '>' || file[next] == '/';
    if (ends && equal_folded(rest, name)) return at;
  }
  return file.size();
}

}  // namespace claimassay
