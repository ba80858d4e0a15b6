#include "importers/document_builder.h"

#include <algorithm>

#include "core/text.h"

namespace claimassay {

namespace {

// A page of half a million links must not make the runs the bulk of the memory.
constexpr std::size_t most_open_runs = 64;
constexpr std::size_t most_unread = 1000;

bool is_collapsible(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

}  // namespace

DocumentBuilder::DocumentBuilder(std::string name, std::string file) : file_(std::move(file)) {
  document_.source.name = std::move(name);
}

void DocumentBuilder::begin_block(BlockKind kind, int level, std::string marker, std::string id) {
  end_block();
  block_ = {};
  block_.kind = kind;
  block_.level = level;
  block_.marker = std::move(marker);
  block_.id = std::move(id);
  in_block_ = true;
}

void DocumentBuilder::end_block() {
  if (in_block_ && has_text_) {
    std::string& text = document_.source.text;
    const std::size_t end = text.size();
    // Runs that are still open go on in the next block with a run of its own.
    for (OpenRun& run : open_) put_run(run, end);
    block_.span.end = end;
    document_.blocks.push_back(std::move(block_));
    text += '\n';
  }
  block_ = {};
  in_block_ = has_text_ = false;
  space_size_ = 0;
  space_is_break_ = false;
  for (OpenRun& run : open_) run.begin = document_.source.text.size();
}

void DocumentBuilder::offer_id(std::string_view id) {
  if (in_block_ && block_.id.empty()) block_.id = std::string(id);
}

void DocumentBuilder::start_text() {
  if (has_text_) return;
  has_text_ = true;
  block_.span.begin = document_.source.text.size();
}

void DocumentBuilder::flush_space() {
  if (space_size_ == 0) return;
  if (has_text_) {
    document_.source.origin.add(document_.source.text.size(), 1, space_begin_, space_size_);
    document_.source.text += space_is_break_ ? '\n' : ' ';
    // A run that opened before the space begins at the word.
  }
  for (OpenRun& run : open_) {
    if (has_text_ && run.begin + 1 == document_.source.text.size()) ++run.begin;
  }
  space_size_ = 0;
  space_is_break_ = false;
}

void DocumentBuilder::verbatim(std::size_t file_begin, std::size_t size) {
  if (!in_block_) begin_block(BlockKind::paragraph);
  std::string& text = document_.source.text;
  const std::size_t file_end = file_begin + size;
  if (keeps_space()) {
    start_text();
    document_.source.origin.add(text.size(), size, file_begin, size);
    text.append(file_, file_begin, size);
    return;
  }
  for (std::size_t at = file_begin; at < file_end;) {
    std::size_t end = at;
    const bool space = is_collapsible(file_[at]);
    while (end < file_end && is_collapsible(file_[end]) == space) ++end;
    if (space) {
      // Two runs of white space that a tag parts are one; the map covers both.
      if (space_size_ == 0) space_begin_ = at;
      space_size_ = end - space_begin_;
    } else {
      flush_space();
      start_text();
      document_.source.origin.add(text.size(), end - at, at, end - at);
      text.append(file_, at, end - at);
    }
    at = end;
  }
}

void DocumentBuilder::atom(std::string_view piece, std::size_t file_begin, std::size_t file_size) {
  if (piece.empty()) return;
  if (!in_block_) begin_block(BlockKind::paragraph);
  flush_space();
  start_text();
  document_.source.origin.add(document_.source.text.size(), piece.size(), file_begin, file_size);
  document_.source.text += piece;
}

void DocumentBuilder::line_break(std::size_t file_begin, std::size_t file_size) {
  if (!in_block_) return;
  if (space_size_ == 0) space_begin_ = file_begin;
  space_size_ = std::max(space_size_, file_begin + file_size - space_begin_);
  space_is_break_ = true;
}

Span DocumentBuilder::aside(std::size_t file_begin, std::size_t size) {
  end_block();
  std::string& text = document_.source.text;
  const std::size_t begin = text.size();
  document_.source.origin.add(begin, size, file_begin, size);
  text.append(file_, file_begin, size);
  const std::size_t end = text.size();
  text += '\n';
  return {begin, end};
}

void DocumentBuilder::open_run(RunKind kind, std::string target) {
  if (open_.size() >= most_open_runs) return;
  open_.push_back({kind, std::move(target), document_.source.text.size()});
}

void DocumentBuilder::close_run(RunKind kind) {
  const auto found =
      std::find_if(open_.rbegin(), open_.rend(), [kind](const OpenRun& run) { return run.kind == kind; });
  if (found == open_.rend()) return;
  put_run(*found, document_.source.text.size());
  open_.erase(std::prev(found.base()));
}

void DocumentBuilder::put_run(const OpenRun& run, std::size_t end) {
  if (!in_block_ || !has_text_) return;
  const std::size_t begin = std::max(run.begin, block_.span.begin);
  if (begin < end) block_.runs.push_back({run.kind, {begin, end}, run.target});
}

void DocumentBuilder::unread(std::string what) {
  if (document_.unread.size() >= most_unread) return;
  const std::size_t at = document_.source.text.size();
  document_.unread.push_back({std::move(what), {at, at}});
}

Document DocumentBuilder::finish() {
  end_block();
  document_.source.file_bytes = std::move(file_);
  return std::move(document_);
}

}  // namespace claimassay
