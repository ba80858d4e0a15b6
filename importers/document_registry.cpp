// The table of document formats, and read_document(): which of them a file is, and what it must not be.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.h"
#include "importers/bytes.h"
#include "importers/document_formats.h"
#include "importers/importer.h"

namespace claimassay {

namespace {

// In the order in which they are asked; plain text takes what nobody else wants.
constexpr std::array<DocumentFormat, 3> formats = {{
    {"html", recognises_html, read_html_document},
    {"markdown", recognises_markdown, read_markdown_document},
    {"text", recognises_text, read_text_document},
}};

const DocumentFormat* find_format(std::string_view name) {
  const auto found = std::find_if(formats.begin(), formats.end(), [name](const auto& f) { return f.name == name; });
  return found == formats.end() ? nullptr : &*found;
}

bool ends_in(std::string_view path, std::initializer_list<std::string_view> endings) {
  const std::string folded = lower(replace_invalid_utf8(path));
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return folded.ends_with(ending); });
}

/// The format that the file's name promises; "" where it promises none.
std::string_view promised_by_name(std::string_view path) {
  if (ends_in(path, {".html", ".htm", ".xhtml"})) return "html";
  if (ends_in(path, {".md", ".markdown", ".mkd"})) return "markdown";
  if (ends_in(path, {".txt", ".text"})) return "text";
  return "";
}

/// Nothing that an article can be: a PDF, an archive, XML records. Other binary data is refused at its first zero byte.
bool refuse(const std::string& path, std::string_view head, Diagnostics& diagnostics) {
  const std::string root = xml_root_name(head);
  const bool xml = !root.empty() && head.find("<?xml") != std::string_view::npos && lower(root) != "html";
  constexpr std::string_view beginnings[] = {"%PDF-",
                                             "PK\x03\x04",
                                             "SQLite format 3",
                                             "\x1F\x8B",
                                             "{\\rtf",
                                             "\xD0\xCF\x11\xE0",
                                             "\x89PNG",
                                             "\xFF\xD8\xFF",
                                             "GIF8",
                                             "PMID- ",
                                             "BZh",
                                             "\xFD"
                                             "7zXZ"};
  const bool known = std::any_of(std::begin(beginnings), std::end(beginnings),
                                 [head](std::string_view beginning) { return head.starts_with(beginning); });
  if (!known && !xml) return false;
  diagnostics.error("not-an-article", "this is " + describe_content(head) + ", not an article", {path, 0, 0},
                    "expected plain text, Markdown or HTML; save or export the article as one of these");
  return true;
}

std::optional<std::string> read_bounded(const std::string& path, Diagnostics& diagnostics) {
  const std::unique_ptr<ByteStream> stream = open_bytes(path, diagnostics);
  if (!stream) return std::nullopt;
  std::string bytes;
  constexpr std::size_t step = std::size_t{256} << 10;
  for (;;) {
    const std::size_t had = bytes.size();
    bytes.resize(had + step);
    const std::size_t got = stream->read(bytes.data() + had, step);
    bytes.resize(had + got);
    if (got == 0) break;
    if (bytes.size() > most_document_bytes) {
      diagnostics.error("too-large", fmt::format("the file is larger than {} MB", most_document_bytes >> 20),
                        {path, 0, 0}, "an article; split a collection into one file per article");
      return std::nullopt;
    }
  }
  if (const std::optional<Diagnostic> failure = stream->failed()) {
    diagnostics.add(*failure);
    return std::nullopt;
  }
  return bytes;
}

}  // namespace

std::span<const DocumentFormat> document_formats() { return formats; }

std::optional<Document> read_document(const std::string& path, Diagnostics& diagnostics, std::string_view format) {
  const DocumentFormat* reader = format.empty() ? nullptr : find_format(format);
  if (!format.empty() && !reader) {
    diagnostics.error("unknown-format", "there is no document format " + std::string(format), {path, 0, 0},
                      "expected text, markdown or html");
    return std::nullopt;
  }
  std::optional<std::string> bytes = read_bounded(path, diagnostics);
  if (!bytes) return std::nullopt;
  const std::string name = path == "-" ? "<standard input>" : path;
  const std::string_view head = std::string_view(*bytes).substr(0, 4096);
  if (trim(replace_invalid_utf8(head)).empty() && bytes->size() <= head.size()) {
    diagnostics.error("empty-file", "the file is empty", {name, 0, 0}, "expected an article");
    return std::nullopt;
  }
  if (refuse(name, head, diagnostics)) return std::nullopt;
  if (!reader) {
    const auto found =
        std::find_if(formats.begin(), formats.end(), [&](const DocumentFormat& f) { return f.recognises(head, path); });
    reader = &*found;
    const std::string_view promised = promised_by_name(path);
    if (!promised.empty() && promised != reader->name) {
      diagnostics.warning(
          "format-differs",
          fmt::format("the name says {}, but this is {}; read as {}", promised, describe_content(head), reader->name),
          {name, 0, 0}, "rename the file, or name the format");
    }
  }
  std::optional<Document> document = reader->read(name, std::move(*bytes), diagnostics);
  if (document && document->blocks.empty()) {
    diagnostics.error("empty-file", "the file holds no text that is shown", {name, 0, 0}, "expected an article");
    return std::nullopt;
  }
  return document;
}

}  // namespace claimassay
