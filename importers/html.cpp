// Saved web pages: which character set, and whether it is HTML at all. Reading is HtmlReader's.
#include <algorithm>

#include "core/text.h"
#include "importers/decode.h"
#include "importers/document_formats.h"
#include "importers/html_reader.h"

namespace claimassay {

namespace {

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\f");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

/// charset of <meta charset=...> or <meta http-equiv=content-type content="...; charset=...">, within the first 4 KB.
std::string declared_charset(std::string_view bytes) {
  const std::string head = replace_invalid_utf8(bytes.substr(0, 4096));
  for (std::size_t at = head.find('<'); at != std::string::npos; at = head.find('<', at)) {
    const HtmlToken token = html_token_at(head, at);
    at = std::max(token.span.end, at + 1);
    if (token.kind != HtmlTokenKind::open || token.name != "meta") continue;
    if (const auto charset = token.attribute("charset")) return *charset;
    const std::string content = lower(token.attribute("content").value_or(""));
    const std::size_t charset = content.find("charset=");
    if (charset != std::string::npos) {
      const std::string_view rest = trim(std::string_view(content).substr(charset + 8));
      return std::string(rest.substr(0, rest.find_first_of(" ;\"'")));
    }
  }
  return "";
}

}  // namespace

bool recognises_html(std::string_view head, std::string_view path) {
  std::string start = lower(replace_invalid_utf8(head));
  start.erase(std::remove(start.begin(), start.end(), '\0'), start.end());  // UTF-16 looks like this
  std::string_view text = start;
  if (text.starts_with("\xEF\xBB\xBF") || text.starts_with("\xEF\xBF\xBD")) text.remove_prefix(3);
  if (text.starts_with("\xEF\xBF\xBD")) text.remove_prefix(3);
  for (text = without_blanks(text); text.starts_with("<!--") || text.starts_with("<?xml");) {
    const std::string_view close = text.starts_with("<!--") ? "-->" : "?>";
    const std::size_t end = text.find(close);
    if (end == std::string_view::npos) break;
    text = without_blanks(text.substr(end + close.size()));
  }
  for (const char* beginning : {"<!doctype html", "<html", "<head", "<body"}) {
    if (text.starts_with(beginning)) return true;
  }
  const std::string name = lower(replace_invalid_utf8(path));
  const bool named = name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml");
  if (!named) return false;
  // A fragment: any tag will do.
  for (std::size_t at = start.find('<'); at != std::string::npos; at = start.find('<', at + 1)) {
    if (at + 1 < start.size() && start[at + 1] >= 'a' && start[at + 1] <= 'z') return true;
  }
  return false;
}

std::optional<Document> read_html_document(std::string name, std::string bytes, Diagnostics& diagnostics) {
  const std::string charset = declared_charset(bytes);
  std::optional<std::string> text = decode_text(name, std::move(bytes), charset, "windows-1252", diagnostics);
  if (!text) return std::nullopt;
  DocumentBuilder builder(std::move(name), std::move(*text));
  HtmlReader reader(builder);
  reader.read({0, builder.file().size()});
  return builder.finish();
}

}  // namespace claimassay
