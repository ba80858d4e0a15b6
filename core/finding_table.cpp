#include "core/finding_table.h"

#include <algorithm>
#include <cassert>
#include <stdexcept>

#include "core/embedded.h"

namespace claimassay {

namespace {

constexpr std::string_view table_path = "data/findings.tsv";

std::vector<std::string> columns_of(std::string_view line) {
  std::vector<std::string> columns;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    columns.emplace_back(line.substr(begin, end - begin));
    if (end == line.size()) return columns;
    begin = end + 1;
  }
}

std::vector<FindingKind> read_table() {
  const auto bytes = embedded_file(table_path);
  assert(bytes);
  std::vector<FindingKind> kinds;
  for (std::size_t begin = 0; begin < bytes->size();) {
    const std::size_t end = std::min(bytes->find('\n', begin), bytes->size());
    const std::string_view line = bytes->substr(begin, end - begin);
    begin = end + 1;
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> columns = columns_of(line);
    const auto severity = columns.size() == 6 ? from_word<Severity>(columns[2]) : std::nullopt;
    // The table is part of the binary: a bad line is a mistake of ours, found by the first test that runs.
    if (!severity)
      throw std::logic_error(std::string(table_path) + ": not a line of six columns: " + std::string(line));
    kinds.push_back({columns[0], columns[1], *severity, columns[3], columns[4], columns[5]});
  }
  return kinds;
}

std::string filled(const std::string& text, Slots slots) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '{') {
      out += text[i++];
      continue;
    }
    const std::size_t end = text.find('}', i);
    assert(end != std::string::npos);
    const std::string_view name = std::string_view(text).substr(i + 1, end - i - 1);
    const auto slot = std::find_if(slots.begin(), slots.end(), [&](const auto& pair) { return pair.first == name; });
    assert(slot != slots.end());
    if (slot != slots.end()) out += slot->second;
    i = end + 1;
  }
  return out;
}

}  // namespace

const std::vector<FindingKind>& finding_kinds() {
  static const std::vector<FindingKind> kinds = read_table();
  return kinds;
}

const FindingKind* find_finding_kind(std::string_view code) {
  const auto& kinds = finding_kinds();
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const FindingKind& kind) { return kind.code == code; });
  return found == kinds.end() ? nullptr : &*found;
}

Finding make_finding(std::string_view code, Span span, Slots slots) {
  const FindingKind* kind = find_finding_kind(code);
  assert(kind);
  Finding finding;
  finding.code = kind->code;
  finding.family = kind->family;
  finding.severity = kind->severity;
  finding.span = span;
  finding.message = filled(kind->message, slots);
  finding.why = filled(kind->why, slots);
  finding.suggestion = filled(kind->suggestion, slots);
  return finding;
}

}  // namespace claimassay
