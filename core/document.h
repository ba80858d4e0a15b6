// What an article reader makes of a file: blocks of text in reading order over one Source, without any meaning.
// Promises: blocks are in order and do not overlap; the text of a block is source.view(block.span), on one or more lines;
// runs lie inside their block. What could not be read (a table's layout, an image, a script) is listed, never dropped
// silently.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/source.h"

namespace claimassay {

enum class BlockKind { paragraph, heading, list_item, quotation, code, table_cell, caption };

enum class RunKind { superscript, subscript, emphasis, strong, link };
struct Run {
  RunKind kind = RunKind::emphasis;
  Span span;
  std::string target;  ///< of a link: the address as written
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  int level = 0;       ///< heading: 1-6; list item: depth from 1; otherwise 0
  Span span;           ///< the text itself, without the bullet or the heading's marks
  std::string marker;  ///< list item: "•", "-", "3."; otherwise empty
  std::vector<Run> runs;
  std::string id;  ///< HTML id, the target of "#ref3" links; may be empty
};

struct UnreadPart {
  std::string what;  ///< "image", "script", "table layout"
  Span span;         ///< where in the source, as near as can be said
};

/// What a file says of itself beside its text: Markdown front matter, HTML <meta>. Names are lower case.
struct MetadataField {
  std::string name;  ///< "date", "citation_doi"
  std::string value;
  Span span;  ///< of the value; empty where it is no part of the text
};

struct Document {
  Source source;
  std::vector<Block> blocks;
  std::string title;     ///< from metadata (HTML <title>, Markdown front matter), may be empty
  std::string language;  ///< as declared (HTML lang), may be empty
  std::vector<UnreadPart> unread;
  std::vector<MetadataField> metadata;
};

}  // namespace claimassay
