// What Markdown files carry beside CommonMark: front matter, footnotes and numbered definitions. They are found before
// md4c reads the rest, which knows none of them (it would take "[1]: https://..." away as a link's address).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace claimassay {

struct FrontMatterField {
  std::string name;  ///< lower case
  Span value;        ///< without quotes
};

struct MarkdownDefinition {
  std::string marker;  ///< "[^1]", "[2]"
  std::string label;   ///< "1", "smith"
  Span text;           ///< from the first word to the end of its last line
  int number = 0;      ///< the label's, else its place in the file
};

struct MarkdownParts {
  std::vector<FrontMatterField> front_matter;
  std::vector<MarkdownDefinition> definitions;
  std::string rest;  ///< as long as the file, the parts above blanked out, so that offsets stay
};

MarkdownParts take_markdown_apart(std::string_view file);

}  // namespace claimassay
