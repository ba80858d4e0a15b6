// The tags of an HTML file, one after another, each with its place in the file: a scanner by the HTML standard's
// tokenisation, not a tree builder. Linear: no construct is looked at twice from more than one place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace claimassay {

enum class HtmlTokenKind { text, open, close, ignored };

struct HtmlToken {
  HtmlTokenKind kind = HtmlTokenKind::ignored;
  Span span;         ///< of the file
  std::string name;  ///< of a tag, lower case
  bool self_closing = false;
  std::string_view inside;  ///< of a tag: what stands between its name and '>'

  /// The value of an attribute, entities decoded; nothing where it is absent.
  std::optional<std::string> attribute(std::string_view name) const;
};

/// The token at `offset`; a text token runs to the next tag or comment.
HtmlToken html_token_at(std::string_view file, std::size_t offset);

/// Where the content of a raw element (script, style, textarea, title) ends: at its closing tag or the end of the file.
std::size_t raw_content_end(std::string_view file, std::size_t begin, std::string_view name);

}  // namespace claimassay
