// Tags and text of HTML -> blocks and runs of a DocumentBuilder. Used for whole pages and for the HTML inside Markdown.
// What a browser would not show (scripts, hidden elements, navigation) is skipped; what it would show and we cannot
// read (images, frames, formulas) is listed as unread. Depth is bounded; nothing is fetched.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importers/document_builder.h"
#include "importers/html_tags.h"

namespace claimassay {

class HtmlReader {
 public:
  explicit HtmlReader(DocumentBuilder& builder) : builder_(builder) {}

  /// A piece of the builder's file. Elements may stay open from one piece to the next.
  void read(Span piece);
  /// One tag inside text that somebody else reads (Markdown's inline HTML).
  void inline_tag(const HtmlToken& token);

 private:
  struct Element {
    std::string name;
    bool block = false;
    int depth = 0;         ///< of lists, in a list or item
    int ordinal = 0;       ///< next number of an ordered list; 0 = bullets
    bool started = false;  ///< an item whose bullet has been used
    std::string id;
  };

  void open(const HtmlToken& token, std::size_t& at);
  void close(const HtmlToken& token);
  void text(Span span);
  void pop_to(std::size_t size);
  void close_implied(const std::string& name);
  bool is_hidden(const HtmlToken& token) const;
  void start_block();
  void meta(const HtmlToken& token);
  std::size_t skip(const HtmlToken& token, std::size_t at);

  DocumentBuilder& builder_;
  std::vector<Element> stack_;
  std::string pending_id_;
  bool link_open_ = false;
};

}  // namespace claimassay
