// Builds a Document block by block: the text grows together with the map back to the file, and the runs that are open.
// For readers whose file is not the text (Markdown, HTML). Promises: white space at both ends of a block is gone and,
// but for code, runs of it are one space; an empty block leaves nothing; runs lie inside their block.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace claimassay {

class DocumentBuilder {
 public:
  /// `file`: the whole file as UTF-8.
  DocumentBuilder(std::string name, std::string file);

  std::string_view file() const { return file_; }
  bool in_block() const { return in_block_; }
  /// Ends a block that is open, and begins one. It costs nothing until text comes.
  void begin_block(BlockKind kind, int level = 0, std::string marker = {}, std::string id = {});
  void end_block();
  /// The id of an element inside the block, where the block has none itself.
  void offer_id(std::string_view id);

  /// Bytes of the file as they stand.
  void verbatim(std::size_t file_begin, std::size_t size);
  /// Text that stands for a piece of the file: a decoded entity, a line break.
  void atom(std::string_view text, std::size_t file_begin, std::size_t file_size);
  /// A line break inside a block.
  void line_break(std::size_t file_begin, std::size_t file_size);
  /// Text of the file outside every block (front matter); its span.
  Span aside(std::size_t file_begin, std::size_t size);

  void open_run(RunKind kind, std::string target = {});
  void close_run(RunKind kind);

  void unread(std::string what);
  Document& document() { return document_; }
  Document finish();

 private:
  struct OpenRun {
    RunKind kind;
    std::string target;
    std::size_t begin;
  };
  bool keeps_space() const { return block_.kind == BlockKind::code; }
  void start_text();
  void separate(char with);
  void flush_space();
  void put_run(const OpenRun& run, std::size_t end);

  std::string file_;
  Document document_;
  Block block_;
  bool in_block_ = false;
  bool has_text_ = false;
  // White space is written only when something follows it.
  std::size_t space_begin_ = 0, space_size_ = 0;
  bool space_is_break_ = false;
  std::vector<OpenRun> open_;
};

}  // namespace claimassay
