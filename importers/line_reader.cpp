#include "importers/line_reader.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace claimassay {

LineReader::LineReader(ByteStream& bytes, Diagnostics& diagnostics, std::size_t longest_line)
    : bytes_(bytes), diagnostics_(diagnostics), longest_line_(longest_line) {}

bool LineReader::fill() {
  if (ended_) return false;
  buffer_.resize(64 * 1024);
  const std::size_t got = bytes_.read(buffer_.data(), buffer_.size());
  buffer_.resize(got);
  at_ = 0;
  if (got > 0) return true;
  ended_ = true;
  if (auto failed = bytes_.failed()) {
    diagnostics_.add(std::move(*failed));
    broken_ = true;
  }
  return false;
}

/// The byte order mark. False for a character set that is not read.
bool LineReader::take_mark() {
  started_ = true;
  if (!fill()) return false;
  // A stream may give a byte at a time; a mark has at most three.
  std::string more(64 * 1024, '\0');
  while (buffer_.size() < 3) {
    const std::size_t got = bytes_.read(more.data(), more.size());
    if (got == 0) break;
    buffer_.append(more, 0, got);
  }
  if (buffer_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  if (!buffer_.starts_with("\xFF\xFE") && !buffer_.starts_with("\xFE\xFF")) return true;
  diagnostics_.error("unread-encoding", "the file is written in UTF-16", {bytes_.name()}, "save it as UTF-8");
  broken_ = ended_ = true;
  buffer_.clear();
  return false;
}

bool LineReader::next() {
  line_.clear();
  cut_ = false;
  if (!started_ && !take_mark()) return false;
  bool any = false;
  for (;;) {
    if (at_ == buffer_.size() && !fill()) break;
    if (std::exchange(skip_line_feed_, false) && buffer_[at_] == '\n') {
      ++at_;
      continue;
    }
    any = true;
    const std::size_t end = std::min(buffer_.find_first_of("\r\n", at_), buffer_.size());
    const std::size_t room = longest_line_ - std::min(longest_line_, line_.size());
    cut_ |= end - at_ > room;
    line_.append(buffer_, at_, std::min(end - at_, room));
    at_ = end;
    if (end == buffer_.size()) continue;
    skip_line_feed_ = buffer_[at_++] == '\r';
    break;
  }
  if (!any || broken_) return false;
  ++number_;
  clean();
  return true;
}

void LineReader::clean() {
  if (const auto invalid = first_invalid_utf8(line_)) {
    // Cut in the middle of a character, or another character set.
    if (cut_ && *invalid + 4 > line_.size()) line_.resize(*invalid);
    if (first_invalid_utf8(line_)) {
      if (!std::exchange(warned_, true)) {
        diagnostics_.warning("not-utf-8", "the file is not all UTF-8; such lines are read as Windows-1252",
                             {bytes_.name(), number_, characters(std::string_view(line_).substr(0, *invalid)) + 1},
                             "save it as UTF-8");
      }
      auto read = to_utf8(line_, "windows-1252");
      line_ = read ? std::move(*read) : replace_invalid_utf8(line_);
    }
  }
  for (char& c : line_) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
}

}  // namespace claimassay
