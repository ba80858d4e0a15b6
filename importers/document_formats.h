// The document formats' own functions, for the table in document_registry.cpp, and what readers share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostic.h"
#include "core/document.h"

namespace claimassay {

/// Longest article that is read. An article is some kilobytes; saved web pages reach a few megabytes.
inline constexpr std::size_t most_document_bytes = std::size_t{64} << 20;

bool recognises_text(std::string_view head, std::string_view path);
std::optional<Document> read_text_document(std::string name, std::string bytes, Diagnostics& diagnostics);

bool recognises_markdown(std::string_view head, std::string_view path);
std::optional<Document> read_markdown_document(std::string name, std::string bytes, Diagnostics& diagnostics);

bool recognises_html(std::string_view head, std::string_view path);
std::optional<Document> read_html_document(std::string name, std::string bytes, Diagnostics& diagnostics);

/// Bytes of a line's bullet or ordinal ("• ", "3. ", "[4] ") with the white space after it; 0 where there is none.
std::size_t bullet_size(std::string_view line, std::string& marker);

}  // namespace claimassay
