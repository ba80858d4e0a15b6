// A text with a name, and the way back from it to the bytes of the file it was read from.
// Promises: `text` is valid UTF-8; every offset of it maps to an offset of the file; lines and columns are those of the
// FILE, so that an editor finds the place in HTML or Markdown as well as in plain text.
// Refuses: to hold text that is not UTF-8 (readers convert or reject before).
// Costs: two copies of the text where text and file differ.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace claimassay {

/// Piecewise map from offsets of a text to offsets of the file. A piece is either verbatim (same length on both sides)
/// or an atom (an entity, a skipped run of white space): every offset inside an atom maps to the atom's beginning.
class OriginMap {
 public:
  /// Says that text[text_begin, text_begin + text_size) came from file[file_begin, file_begin + file_size).
  /// Pieces must be added in ascending order of text_begin and may leave gaps (text that the reader put in itself, such
  /// as the line break between two blocks): those map to the end of the piece before.
  void add(std::size_t text_begin, std::size_t text_size, std::size_t file_begin, std::size_t file_size);
  bool identity() const { return pieces_.empty(); }
  std::size_t to_file(std::size_t text_offset) const;
  /// The smallest range of the file that covers the text range.
  Span to_file(Span text) const;

 private:
  struct Piece {
    std::size_t text_begin, text_size, file_begin, file_size;
  };
  const Piece* piece_at(std::size_t text_offset) const;
  std::vector<Piece> pieces_;
};

/// One-based; the column counts Unicode characters (code points), not bytes.
struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
};

struct Source {
  std::string name;  ///< as the user would type it: a path, or "<standard input>"
  std::string text;
  OriginMap origin;        ///< identity where the file is the text
  std::string file_bytes;  ///< the file as UTF-8; empty where the file is the text

  std::string_view view(Span span) const { return std::string_view(text).substr(span.begin, span.size()); }
  /// The bytes that `origin` maps to.
  std::string_view file() const { return file_bytes.empty() ? std::string_view(text) : std::string_view(file_bytes); }
  /// Linear in the offset; whoever asks for many places makes a LineIndex.
  LineColumn locate(std::size_t text_offset) const;
};

/// Line and column of a byte offset in any text; linear in the offset.
LineColumn locate_in(std::string_view text, std::size_t offset);

/// Answers many `locate` questions about one Source, which must outlive it: lines and characters are counted once, so that
/// a question costs the same in a line of 100 MB as in a short one.
class LineIndex {
 public:
  explicit LineIndex(const Source& source);
  LineColumn locate(std::size_t text_offset) const;

 private:
  const Source& source_;
  std::size_t characters_before(std::size_t offset) const;
  std::vector<std::size_t> starts_;
  std::vector<std::size_t> characters_;  // before every step-th byte
};

}  // namespace claimassay
