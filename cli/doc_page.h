// A page of documentation as blocks, and the same page as Markdown or as HTML. The HTML is one file with its style in it, no
// scripts, headings in order, and works from a folder. Promises: every text is escaped; the same blocks give the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace claimassay {

/// A run of text within a line.
struct DocText {
  std::string text;
  std::string link;  ///< id of another page; empty = none
  bool code = false;
};
using DocLine = std::vector<DocText>;

struct DocBlock {
  enum class Kind { heading, paragraph, list, code, terms } kind = Kind::paragraph;
  int level = 2;               ///< of a heading
  std::vector<DocLine> lines;  ///< of a list one each, of terms the term and what is said of it by turns; else one
  std::string code;
};

struct DocPage {
  std::string id;     ///< "index", or the rule's
  std::string title;  ///< in plain text
  std::vector<DocBlock> blocks;

  void heading(int level, std::string text) {
    blocks.push_back({DocBlock::Kind::heading, level, {{{std::move(text), "", false}}}, ""});
  }
  void paragraph(DocLine line) { blocks.push_back({DocBlock::Kind::paragraph, 2, {std::move(line)}, ""}); }
  void paragraph(std::string text) { paragraph(DocLine{{std::move(text), "", false}}); }
  void list(std::vector<DocLine> lines) { blocks.push_back({DocBlock::Kind::list, 2, std::move(lines), ""}); }
  void terms(std::vector<DocLine> lines) { blocks.push_back({DocBlock::Kind::terms, 2, std::move(lines), ""}); }
  void code(std::string text) { blocks.push_back({DocBlock::Kind::code, 2, {}, std::move(text)}); }
};

/// `one_file`: links lead to places in the same file, and the frame around the pages is the caller's.
struct DocFormat {
  std::string_view name;    ///< "html"
  std::string_view ending;  ///< ".html"
  std::string (*page)(const DocPage& page, bool one_file);
  std::string (*whole)(const std::string& title, const std::string& pages);  ///< of one file with all pages
};
const DocFormat& doc_format(std::string_view name);

}  // namespace claimassay
