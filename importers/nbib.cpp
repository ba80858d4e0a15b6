// PubMed's MEDLINE format (NBIB), as a stream: "PMID- 12345", values that go on in lines that begin with spaces, an empty
// line between records. At most `most_record_text` bytes in one record (the record is skipped, the file is not). What is no line
// of the format is passed over and counted, with the line of the first.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/text.h"
#include "importers/evidence_formats.h"
#include "importers/finished_record.h"
#include "importers/line_reader.h"
#include "importers/nbib_record.h"
#include "importers/pubmed_fields.h"

namespace claimassay {

namespace {

constexpr std::size_t most_unknown_tags = 20;  // named in messages; all are counted

/// The tag of "FAU - Smith, John"; "" for a line that has none. `value` is what follows.
std::string_view tag_of(std::string_view line, std::string_view& value) {
  std::size_t size = 0;
  while (size < line.size() && size < 4 &&
         ((line[size] >= 'A' && line[size] <= 'Z') || (size > 0 && line[size] >= '0' && line[size] <= '9')))
    ++size;
  if (size < 2) return "";
  std::size_t at = size;
  while (at < 4 && at < line.size() && line[at] == ' ') ++at;
  if (at != 4 || at >= line.size() || line[at] != '-') return "";
  if (line.size() > 5 && line[5] != ' ') return "";
  value = line.substr(std::min<std::size_t>(6, line.size()));
  return line.substr(0, size);
}

class Reader {
 public:
  Reader(ByteStream& bytes, EvidenceSink& sink, Diagnostics& diagnostics)
      : lines_(bytes, diagnostics, most_record_text), sink_(sink), diagnostics_(diagnostics) {}
  bool run();

 private:
  void read_line(std::string_view line);
  void begin_field(std::string_view tag, std::string_view value);
  void end_field();
  void end_record();
  bool count_text(std::size_t size);

  LineReader lines_;
  EvidenceSink& sink_;
  Diagnostics& diagnostics_;
  NbibRecord record_;
  std::string tag_, value_;
  Place record_place_;
  std::size_t text_size_ = 0;
  bool in_record_ = false, too_large_ = false, complained_ = false;
  bool source_seen_ = false;        // the last line that PubMed writes of a record (SO)
  bool sources_everywhere_ = true;  // every record so far had one
  std::size_t records_ = 0;
  std::set<std::string, std::less<>> unknown_;
};

bool Reader::count_text(std::size_t size) {
  text_size_ += size;
  too_large_ |= text_size_ > most_record_text;
  return !too_large_;
}

void Reader::begin_field(std::string_view tag, std::string_view value) {
  end_field();
  if (tag == "PMID" && in_record_ && record_.pmid()) end_record();
  if (!in_record_) {
    in_record_ = true;
    record_place_ = lines_.place();
    record_.begin();
  }
  source_seen_ |= tag == "SO";
  if (!count_text(value.size() + 64)) return;
  tag_ = tag;
  value_ = value;
}

void Reader::end_field() {
  if (tag_.empty()) return;
  std::string value = one_line(value_);
  if (!value.empty() && !too_large_ && !record_.field(tag_, std::move(value))) {
    if (unknown_.size() < most_unknown_tags && unknown_.insert(tag_).second) {
      diagnostics_.warning("unknown-tag", fmt::format("the tag '{}' is not known and is passed over", tag_),
                           lines_.place());
    }
    sink_.skipped("unknown-tag", lines_.place());
  }
  tag_.clear();
  value_.clear();
}

void Reader::end_record() {
  end_field();
  if (!in_record_) return;
  in_record_ = false;
  text_size_ = 0;
  if (std::exchange(too_large_, false)) return skip_too_large(record_.pmid(), record_place_, sink_, diagnostics_);
  records_ += deliver(record_.finish(), record_.problems(), record_place_, sink_, diagnostics_);
}

void Reader::read_line(std::string_view line) {
  std::string_view value;
  if (trim(line).empty()) {
    sources_everywhere_ &= !in_record_ || source_seen_;
    end_record();
    source_seen_ = false;
  } else if (const std::string_view tag = tag_of(line, value); !tag.empty()) {
    begin_field(tag, value);
  } else if (line.starts_with(' ') && !tag_.empty()) {
    if (!count_text(line.size())) return;
    value_ += line;
  } else {
    end_field();
    if (!std::exchange(complained_, true)) {
      diagnostics_.warning("unreadable-line", "this is no line of the MEDLINE format: " + printable(shorten(line, 60)),
                           lines_.place(), "expected 'TAG - value', or spaces before a value that goes on");
    }
    sink_.skipped("unreadable-line", lines_.place());
  }
}

bool Reader::run() {
  while (lines_.next()) read_line(lines_.line());
  if (lines_.broken()) return false;
  if (in_record_ && !source_seen_ && sources_everywhere_ && records_ > 0) {
    diagnostics_.warning("record-breaks-off", "the last record ends without the SO line that all others have",
                         record_place_, "the file may be cut off; fetch it again");
  }
  end_record();
  return true;
}

bool recognises(std::string_view head, std::string_view) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  std::string_view value;
  const std::string_view tag = tag_of(head.substr(0, head.find_first_of("\r\n")), value);
  // RIS has lines of the same shape; its first tag is TY.
  return tag == "PMID" || (!tag.empty() && tag != "TY" && head.find("\nPMID- ") != std::string_view::npos);
}

bool read(ByteStream& bytes, EvidenceSink& sink, Diagnostics& diagnostics) {
  return Reader(bytes, sink, diagnostics).run();
}

}  // namespace

const EvidenceFormat nbib_format = {"nbib", recognises, read};

}  // namespace claimassay
