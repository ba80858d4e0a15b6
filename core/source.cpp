#include "core/source.h"

#include <algorithm>

namespace claimassay {

namespace {

constexpr std::size_t step = 4096;  // bytes between two counts of a LineIndex

std::size_t count_characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; });
}

}  // namespace

void OriginMap::add(std::size_t text_begin, std::size_t text_size, std::size_t file_begin, std::size_t file_size) {
  if (text_size == 0) return;
  const bool verbatim = text_size == file_size;
  if (verbatim && !pieces_.empty()) {
    Piece& last = pieces_.back();
    const bool continues = last.text_size == last.file_size && last.text_begin + last.text_size == text_begin &&
                           last.file_begin + last.file_size == file_begin;
    if (continues) {
      last.text_size += text_size;
      last.file_size += file_size;
      return;
    }
  }
  pieces_.push_back({text_begin, text_size, file_begin, file_size});
}

const OriginMap::Piece* OriginMap::piece_at(std::size_t text_offset) const {
  auto after = std::upper_bound(pieces_.begin(), pieces_.end(), text_offset,
                                [](std::size_t offset, const Piece& piece) { return offset < piece.text_begin; });
  return after == pieces_.begin() ? nullptr : &*std::prev(after);
}

std::size_t OriginMap::to_file(std::size_t text_offset) const {
  if (identity()) return text_offset;
  const Piece* piece = piece_at(text_offset);
  if (!piece) return 0;
  const std::size_t inside = text_offset - piece->text_begin;
  if (inside >= piece->text_size) return piece->file_begin + piece->file_size;
  return piece->text_size == piece->file_size ? piece->file_begin + inside : piece->file_begin;
}

Span OriginMap::to_file(Span text) const {
  if (identity()) return text;
  const std::size_t begin = to_file(text.begin);
  if (text.empty()) return {begin, begin};
  // The last byte decides where the range ends: an atom counts whole.
  const std::size_t last = text.end - 1;
  const Piece* piece = piece_at(last);
  if (!piece) return {begin, begin};
  const std::size_t inside = last - piece->text_begin;
  const bool verbatim = piece->text_size == piece->file_size && inside < piece->text_size;
  const std::size_t end = verbatim ? piece->file_begin + inside + 1 : piece->file_begin + piece->file_size;
  return {begin, std::max(begin, end)};
}

LineColumn Source::locate(std::size_t text_offset) const { return locate_in(file(), origin.to_file(text_offset)); }

LineIndex::LineIndex(const Source& source) : source_(source), starts_{0} {
  const std::string_view bytes = source.file();
  for (std::size_t i = bytes.find('\n'); i != std::string_view::npos; i = bytes.find('\n', i + 1))
    starts_.push_back(i + 1);
  std::size_t before = 0;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    characters_.push_back(before);
    before += count_characters(bytes.substr(at, step));
  }
  characters_.push_back(before);
}

std::size_t LineIndex::characters_before(std::size_t offset) const {
  const std::size_t counted = offset / step;
  return characters_[counted] + count_characters(source_.file().substr(counted * step, offset - counted * step));
}

LineColumn LineIndex::locate(std::size_t text_offset) const {
  const std::string_view bytes = source_.file();
  const std::size_t offset = std::min(source_.origin.to_file(text_offset), bytes.size());
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - starts_.begin());
  const std::size_t start = starts_[line - 1];
  return {line, 1 + characters_before(offset) - characters_before(start)};
}

LineColumn locate_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t newline = before.rfind('\n');
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  return {1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
          1 + count_characters(before.substr(start))};
}

}  // namespace claimassay
