#include "parser/references.h"

#include <algorithm>
#include <optional>

#include "core/text.h"
#include "parser/reference_entry.h"
#include "parser/reference_list.h"

namespace claimassay {

namespace {

constexpr std::size_t most_entries = 5000;
constexpr std::size_t longest_entry = 20'000;  // bytes; an entry that goes on beyond is none

/// The ordinal in a list item's bullet: "3.", "[4]", "[^5]".
int number_of_marker(const std::string& marker) {
  const std::optional<PrintedNumber> printed = printed_number(marker);
  return printed ? printed->number : 0;
}

/// From the bullet, where the text still has it.
Span with_marker(const Source& source, const Block& block) {
  if (block.marker.empty()) return block.span;
  std::size_t at = block.span.begin;
  while (at > 0 && (source.text[at - 1] == ' ' || source.text[at - 1] == '\t')) --at;
  const std::size_t size = block.marker.size();
  if (at < size || source.text.compare(at - size, size, block.marker) != 0) return block.span;
  return {at - size, block.span.end};
}

std::vector<std::string_view> targets_in(const std::vector<Run>* runs, Span span) {
  std::vector<std::string_view> targets;
  if (!runs) return targets;
  for (const Run& run : *runs) {
    if (run.kind == RunKind::link && run.span.overlaps(span)) targets.push_back(run.target);
  }
  return targets;
}

ReferenceEntry read_entry(const Source& source, Span span, int number, const std::vector<Run>* runs) {
  ReferenceEntry entry;
  entry.number = number;
  entry.span = span;
  entry.text = collapse_space(source.view(span));
  if (const std::optional<PrintedNumber> printed = printed_number(entry.text)) entry.number = printed->number;
  read_entry_text(entry.text, targets_in(runs, span), entry);
  return entry;
}

/// Offsets of a block at which a line of the file begins and prints the next number: "[1] A ... [2] B ..." that
/// Markdown made one paragraph of.
std::vector<std::size_t> entry_starts(const Source& source, const Block& block) {
  std::vector<std::size_t> starts = {block.span.begin};
  const std::string_view text = source.text;
  std::optional<PrintedNumber> last = printed_number(source.view(block.span));
  if (!last) return starts;
  for (std::size_t at = block.span.begin + 1; at < block.span.end; ++at) {
    if (text[at - 1] != ' ' && text[at - 1] != '\n') continue;
    const std::size_t from = source.origin.to_file(at - 1);
    const std::size_t to = source.origin.to_file(at);
    const bool line_begins =
        text[at - 1] == '\n' || source.file().substr(from, to - from).find('\n') != std::string_view::npos;
    if (!line_begins) continue;
    const std::optional<PrintedNumber> next =
        printed_number(text.substr(at, std::min<std::size_t>(block.span.end - at, 16)));
    if (!next || next->number != last->number + 1) continue;
    starts.push_back(at);
    last = next;
  }
  return starts;
}

/// "12345678, 23456789": PMIDs in a row.
std::vector<Span> bare_identifiers(const Source& source, Span span) {
  std::vector<Span> found;
  const std::string_view text = source.text;
  for (std::size_t at = span.begin; at < span.end;) {
    if (text[at] == ' ' || text[at] == ',' || text[at] == ';' || text[at] == '\n' || text[at] == '\r') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < span.end && text[end] >= '0' && text[end] <= '9') ++end;
    if (end == at || end - at < 5 || end - at > 8) return {};
    found.push_back({at, end});
    at = end;
  }
  return found;
}

/// A gap of a blank line lies between two blocks of plain text.
bool blank_line_between(const Source& source, const Block& before, const Block& after) {
  const std::string_view gap = source.view({before.span.end, after.span.begin});
  return std::count(gap.begin(), gap.end(), '\n') > 1;
}

class ListReader {
 public:
  ListReader(const Document& document, int number_from) : document_(document), next_(number_from) {}

  std::vector<ReferenceEntry> read(std::size_t first, std::size_t end) {
    std::size_t numbered = 0, items = 0, shown = 0;
    int top = 1000;
    for (std::size_t i = first; i < end; ++i) {
      const Block& block = document_.blocks[i];
      if (block.kind == BlockKind::heading) continue;
      ++shown;
      numbered += is_numbered(block);
      items += block.kind == BlockKind::list_item && !block.marker.empty();
      if (block.kind == BlockKind::list_item) top = std::min(top, block.level);
    }
    const bool by_number = numbered * 2 >= shown && numbered > 0;
    const bool by_item = !by_number && items * 2 >= shown && items > 0;
    const bool by_group = !by_number && !by_item && multi_line_groups(first, end);
    for (std::size_t i = first; i < end && entries_.size() < most_entries; ++i) {
      const Block& block = document_.blocks[i];
      if (block.kind == BlockKind::heading) continue;
      const bool nested = block.kind == BlockKind::list_item && (block.level > top || block.marker.empty());
      bool starts = true;
      if (by_number) starts = is_numbered(block) && !nested;
      else if (by_item) starts = block.kind == BlockKind::list_item && !nested;
      else if (by_group) starts = i == first || blank_line_between(document_.source, document_.blocks[i - 1], block);
      if (starts) begin_entries(block);
      else if (!entries_.empty() && continues(block, by_group, nested)) extend(block);
    }
    return std::move(entries_);
  }

 private:
  static bool is_numbered_text(std::string_view text) { return printed_number(text).has_value(); }
  bool is_numbered(const Block& block) const {
    return block.marker.starts_with("[") || number_of_marker(block.marker) > 0 ||
           is_numbered_text(document_.source.view(block.span));
  }

  /// What follows an entry without beginning one: its own lines in plain text, a nested item, a paragraph that holds
  /// the identifier; not a remark about the whole list.
  bool continues(const Block& block, bool by_group, bool nested) const {
    if (by_group || nested) return true;
    const bool plain = document_.source.origin.identity();
    const std::string_view gap = document_.source.view({entries_.back().span.end, block.span.begin});
    return plain && std::count(gap.begin(), gap.end(), '\n') == 1;
  }

  /// Entries of several lines, parted by blank lines, with lines that tell nothing when taken alone.
  bool multi_line_groups(std::size_t first, std::size_t end) const {
    const Source& source = document_.source;
    if (!source.origin.identity()) return false;
    bool parted = false, dependent = false;
    for (std::size_t i = first + 1; i < end; ++i) {
      const bool blank = blank_line_between(source, document_.blocks[i - 1], document_.blocks[i]);
      parted = parted || blank;
      dependent = dependent || (!blank && !looks_like_reference(source.view(document_.blocks[i].span)));
    }
    return parted && dependent;
  }

  void begin_entries(const Block& block) {
    const Source& source = document_.source;
    const std::vector<Span> identifiers = bare_identifiers(source, block.span);
    if (identifiers.size() > 1) {
      for (const Span span : identifiers) put(span, block, 0);
      return;
    }
    const std::vector<std::size_t> starts = entry_starts(source, block);
    for (std::size_t i = 0; i < starts.size(); ++i) {
      std::size_t end = i + 1 < starts.size() ? starts[i + 1] : block.span.end;
      while (end > starts[i] && (source.text[end - 1] == ' ' || source.text[end - 1] == '\n')) --end;
      Span span{starts[i], end};
      if (i == 0) span.begin = with_marker(source, block).begin;
      put(span, block, i == 0 ? number_of_marker(block.marker) : 0);
    }
  }

  void put(Span span, const Block& block, int printed) {
    ReferenceEntry entry = read_entry(document_.source, span, printed ? printed : next_, &block.runs);
    if (printed) entry.number = printed;
    next_ = entry.number + 1;
    last_runs_ = block.runs;
    entries_.push_back(std::move(entry));
  }

  void extend(const Block& block) {
    ReferenceEntry& last = entries_.back();
    if (block.span.end - last.span.begin > longest_entry) return;
    const int number = last.number;
    last_runs_.insert(last_runs_.end(), block.runs.begin(), block.runs.end());
    last = read_entry(document_.source, {last.span.begin, block.span.end}, number, &last_runs_);
    last.number = number;
  }

  const Document& document_;
  int next_;
  std::vector<ReferenceEntry> entries_;
  std::vector<Run> last_runs_;  // of the last entry's blocks
};

}  // namespace

ReferenceEntry read_reference(const Source& source, Span span, int number) {
  return read_entry(source, span, number, nullptr);
}

std::vector<ReferenceEntry> read_reference_blocks(const Document& document, std::size_t first, std::size_t end,
                                                  int number_from) {
  return ListReader(document, number_from).read(first, std::min(end, document.blocks.size()));
}

BlockRange find_unheaded_list(const Document& document) {
  const auto& blocks = document.blocks;
  // Footnotes may have names and carry no run of numbers.
  std::size_t first_note = blocks.size();
  while (first_note > 0 && blocks[first_note - 1].marker.starts_with("[^")) --first_note;
  if (first_note < blocks.size()) return {first_note, blocks.size()};
  BlockRange best;
  for (std::size_t i = 0; i < blocks.size();) {
    int expected = 1;
    std::size_t end = i, alike = 0;
    const auto number_at = [&](std::size_t at) {
      const Block& block = blocks[at];
      const int marked = number_of_marker(block.marker);
      if (marked) return marked;
      if (block.kind != BlockKind::paragraph) return 0;
      const std::optional<PrintedNumber> printed = printed_number(document.source.view(block.span));
      return printed ? printed->number : 0;
    };
    while (end < blocks.size() && number_at(end) == expected) {
      const bool footnote = blocks[end].marker.starts_with("[");
      alike += footnote || looks_like_reference(document.source.view(blocks[end].span));
      ++end;
      ++expected;
    }
    const std::size_t count = end - i;
    const bool footnotes = count > 0 && blocks[i].marker.starts_with("[");
    if ((count >= 2 || footnotes) && alike * 5 >= count * 4) best = {i, end};
    i = std::max(end, i + 1);
  }
  return best;
}

std::vector<ReferenceEntry> read_reference_file(const Document& document) {
  std::vector<ReferenceEntry> entries = read_reference_blocks(document, 0, document.blocks.size());
  for (ReferenceEntry& entry : entries) entry.from_refs_file = true;
  return entries;
}

}  // namespace claimassay
