// Markdown by md4c, whose text pointers are offsets of the file: CommonMark, tables, struck text. HTML inside is read
// by HtmlReader; front matter and footnotes by an own pass (markdown_definitions.h).
#include <md4c.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/text.h"
#include "importers/decode.h"
#include "importers/document_formats.h"
#include "importers/entities.h"
#include "importers/html_reader.h"
#include "importers/markdown_definitions.h"

namespace claimassay {

namespace {

constexpr int deepest_level = 32;

class MarkdownReader {
 public:
  MarkdownReader(DocumentBuilder& builder, const MarkdownParts& parts)
      : builder_(builder), html_(builder), parts_(parts) {
    for (const MarkdownDefinition& definition : parts.definitions) footnotes_[definition.label] = definition.number;
  }

  void read(Span piece) {
    MD_PARSER parser{};
    // Articles hold no indented code, but pasted ones hold indented bullets.
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return static_cast<MarkdownReader*>(self)->enter_block(type, detail), 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
      return static_cast<MarkdownReader*>(self)->leave_block(type), 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
      return static_cast<MarkdownReader*>(self)->enter_span(type, detail), 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
      return static_cast<MarkdownReader*>(self)->leave_span(type), 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return static_cast<MarkdownReader*>(self)->text(type, {text, size}), 0;
    };
    last_end_ = piece.begin;
    const std::string_view bytes = input().substr(piece.begin, piece.size());
    md_parse(bytes.data(), static_cast<MD_SIZE>(bytes.size()), &parser, this);
    builder_.end_block();
  }

  /// Footnotes stand at the end of the text, each an item under its own marker, whatever place the file gives them.
  void read_definitions() {
    for (const MarkdownDefinition& definition : parts_.definitions) {
      forced_marker_ = definition.marker;
      // The definition was blanked out of `rest`; it is parsed from the file itself.
      from_file_ = true;
      read(definition.text);
    }
  }

 private:
  struct Level {
    MD_BLOCKTYPE type;
    int number = 0;  ///< next ordinal of an ordered list
    int heading = 0;
    std::string marker;  ///< of an item; empty once used
  };

  std::string_view input() const { return from_file_ ? builder_.file() : std::string_view(parts_.rest); }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    builder_.end_block();
    Level level{type, 0, 0, {}};
    if (type == MD_BLOCK_OL)
      level.number = static_cast<int>(std::min(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start, 999'999'999u));
    if (type == MD_BLOCK_H) level.heading = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
    if (type == MD_BLOCK_LI && !stack_.empty()) {
      Level& list = stack_.back();
      level.marker = list.type == MD_BLOCK_OL ? std::to_string(list.number++) + "." : "-";
    }
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) ++lists_;
    if (type == MD_BLOCK_HTML) html_span_ = {};
    indents_.clear();
    stack_.push_back(std::move(level));
  }

  void leave_block(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_HTML && !html_span_.empty()) html_.read(html_span_);
    builder_.end_block();
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) --lists_;
    if (!stack_.empty()) stack_.pop_back();
  }

  /// Begins the block that the innermost level of a kind asks for.
  void start_block() {
    if (!forced_marker_.empty()) {
      return builder_.begin_block(BlockKind::list_item, 1, std::exchange(forced_marker_, {}));
    }
    for (auto level = stack_.rbegin(); level != stack_.rend(); ++level) {
      switch (level->type) {
        case MD_BLOCK_H: return builder_.begin_block(BlockKind::heading, level->heading);
        case MD_BLOCK_LI:
          return builder_.begin_block(BlockKind::list_item, std::min(lists_, deepest_level),
                                      std::exchange(level->marker, {}));
        case MD_BLOCK_QUOTE: return builder_.begin_block(BlockKind::quotation);
        case MD_BLOCK_CODE: return builder_.begin_block(BlockKind::code);
        case MD_BLOCK_TH:
        case MD_BLOCK_TD: return builder_.begin_block(BlockKind::table_cell);
        default: break;
      }
    }
    builder_.begin_block(BlockKind::paragraph);
  }

  void enter_span(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_EM) builder_.open_run(RunKind::emphasis);
    if (type == MD_SPAN_STRONG) builder_.open_run(RunKind::strong);
    if (type == MD_SPAN_A) {
      const MD_ATTRIBUTE& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
      if (!builder_.in_block()) start_block();
      builder_.open_run(RunKind::link, decode_entities({href.text, href.size}, false));
    }
    if (type == MD_SPAN_IMG && images_++ == 0) alternative_.clear();
  }

  void leave_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_EM) builder_.close_run(RunKind::emphasis);
    if (type == MD_SPAN_STRONG) builder_.close_run(RunKind::strong);
    if (type == MD_SPAN_A) builder_.close_run(RunKind::link);
    if (type == MD_SPAN_IMG && --images_ == 0) {
      builder_.unread(alternative_.empty() ? "image" : "image: " + alternative_.substr(0, 200));
    }
  }

  void text(MD_TEXTTYPE type, std::string_view piece) {
    const std::string_view all = input();
    const bool ours = piece.data() >= all.data() && piece.data() + piece.size() <= all.data() + all.size();
    const std::size_t at = ours ? static_cast<std::size_t>(piece.data() - all.data()) : last_end_;
    if (images_ > 0) {
      if (type != MD_TEXT_SOFTBR && type != MD_TEXT_BR) alternative_ += piece;
      return;
    }
    if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) return line_break(type == MD_TEXT_BR);
    if (type == MD_TEXT_HTML) return raw_html(at, piece, ours);
    if (!builder_.in_block()) {
      start_block();
      if (ours && type == MD_TEXT_NORMAL && in_paragraph()) piece = take_bullet(at, piece);
    } else if (after_break_ && ours && type == MD_TEXT_NORMAL && in_paragraph()) {
      piece = take_bullet(at, piece);
    }
    after_break_ = false;
    if (!ours) return not_in_file(piece);
    const std::size_t begin = static_cast<std::size_t>(piece.data() - all.data());
    last_end_ = begin + piece.size();
    const std::optional<DecodedEntity> entity = type == MD_TEXT_ENTITY ? decode_entity(piece, 0) : std::nullopt;
    if (entity) builder_.atom(entity->text, begin, piece.size());
    else if (type == MD_TEXT_NORMAL) with_footnotes(begin, piece);
    else builder_.verbatim(begin, piece.size());
  }

  /// Text of md4c's own: the line ends and the indentation of code, the space for a line end in inline code.
  void not_in_file(std::string_view piece) {
    if (last_end_ >= input().size()) return;
    const std::size_t newline = input().find('\n', last_end_);
    if (piece == "\n" && newline != std::string_view::npos) {
      builder_.verbatim(newline, 1);
      last_end_ = newline + 1;
    } else {
      builder_.atom(piece, last_end_, 0);
    }
  }

  /// "[^smith]" becomes a link to the footnote's number; "[^1]" can be read as it stands.
  void with_footnotes(std::size_t begin, std::string_view piece) {
    std::size_t done = 0;
    for (std::size_t at = piece.find("[^"); at != std::string_view::npos; at = piece.find("[^", at + 2)) {
      const std::size_t close = piece.find(']', at);
      if (close == std::string_view::npos) break;
      const auto footnote = footnotes_.find(std::string(piece.substr(at + 2, close - at - 2)));
      if (footnote == footnotes_.end() || piece[at + 2] <= '9') continue;
      builder_.verbatim(begin + done, at - done);
      builder_.open_run(RunKind::link, "#footnote-" + std::to_string(footnote->second));
      builder_.verbatim(begin + at, close + 1 - at);
      builder_.close_run(RunKind::link);
      done = close + 1;
    }
    if (done < piece.size()) builder_.verbatim(begin + done, piece.size() - done);
  }

  void line_break(bool hard) {
    const std::size_t newline = std::min(input().find('\n', last_end_), input().size());
    if (newline >= input().size()) return;
    if (hard) builder_.line_break(newline, 1);
    else builder_.verbatim(newline, 1);
    last_end_ = newline + 1;
    after_break_ = true;
  }

  void raw_html(std::size_t at, std::string_view piece, bool ours) {
    if (!ours) return;
    last_end_ = at + piece.size();
    const bool in_html_block = !stack_.empty() && stack_.back().type == MD_BLOCK_HTML;
    if (in_html_block) {
      if (html_span_.empty()) html_span_.begin = at;
      html_span_.end = at + piece.size();
      return;
    }
    if (piece.empty() || piece[0] != '<') return;
    const HtmlToken token = html_token_at(builder_.file().substr(0, at + piece.size()), at);
    const bool tag = token.kind == HtmlTokenKind::open || token.kind == HtmlTokenKind::close;
    if (!tag) return;
    if (!builder_.in_block() && token.kind == HtmlTokenKind::open && token.name != "br") start_block();
    html_.inline_tag(token);
  }

  bool in_paragraph() const { return !stack_.empty() && stack_.back().type == MD_BLOCK_P && lists_ == 0; }

  /// Pages pasted into Markdown keep their "•" bullets, which CommonMark does not know: each begins an item.
  std::string_view take_bullet(std::size_t at, std::string_view piece) {
    if (piece.empty() || static_cast<unsigned char>(piece[0]) < 0x80) return piece;
    std::string marker;
    const std::size_t size = bullet_size(piece, marker);
    if (!size) return piece;
    const std::string_view all = input();
    const std::size_t line = at == 0 ? 0 : all.rfind('\n', at - 1) + 1;  // npos + 1 is 0
    const std::size_t indent = at - line;
    while (!indents_.empty() && indent < indents_.back()) indents_.pop_back();
    if (indents_.empty() || indent > indents_.back()) indents_.push_back(indent);
    builder_.begin_block(BlockKind::list_item, std::min(static_cast<int>(indents_.size()), deepest_level), marker);
    return piece.substr(size);
  }

  DocumentBuilder& builder_;
  HtmlReader html_;
  const MarkdownParts& parts_;
  std::map<std::string, int> footnotes_;
  std::vector<Level> stack_;
  int lists_ = 0;
  int images_ = 0;
  std::string alternative_;
  Span html_span_;
  std::vector<std::size_t> indents_;
  std::string forced_marker_;
  bool from_file_ = false;
  bool after_break_ = false;
  std::size_t last_end_ = 0;
};

bool has_atx_heading(std::string_view head) {
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t hashes = head.find_first_not_of('#', at);
    const bool heading = hashes != std::string_view::npos && hashes > at && hashes - at <= 6 && head[hashes] == ' ';
    if (heading) return true;
    at = std::min(head.find('\n', at), head.size() - 1) + 1;
  }
  return false;
}

}  // namespace

bool recognises_markdown(std::string_view head, std::string_view path) {
  const std::string name = lower(replace_invalid_utf8(path));
  for (const char* ending : {".md", ".markdown", ".mkd"}) {
    if (name.ends_with(ending)) return true;
  }
  if (name.ends_with(".txt") || name.ends_with(".text")) return false;
  return head.starts_with("---\n") || head.starts_with("---\r\n") || has_atx_heading(head);
}

std::optional<Document> read_markdown_document(std::string name, std::string bytes, Diagnostics& diagnostics) {
  std::optional<std::string> decoded = decode_text(name, std::move(bytes), "", "", diagnostics);
  if (!decoded) return std::nullopt;
  const MarkdownParts parts = take_markdown_apart(*decoded);
  DocumentBuilder builder(std::move(name), std::move(*decoded));
  for (const FrontMatterField& field : parts.front_matter) {
    const std::string value(builder.file().substr(field.value.begin, field.value.size()));
    if (field.name == "title") builder.document().title = value;
    if (field.name == "lang" || field.name == "language") builder.document().language = value;
    builder.document().metadata.push_back({field.name, value, builder.aside(field.value.begin, field.value.size())});
  }
  MarkdownReader reader(builder, parts);
  reader.read({0, builder.file().size()});
  reader.read_definitions();
  return builder.finish();
}

}  // namespace claimassay
