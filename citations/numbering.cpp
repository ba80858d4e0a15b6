#include "citations/numbering.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/text.h"

namespace claimassay {

namespace {

bool is_dash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

/// "[6-4]": the second number of a range is smaller. "121-4" may be the short form of 121-124 and is left alone.
bool has_reversed_range(std::string_view marker) {
  long before = -1;  // the number on the left of a dash
  std::size_t digits_before = 0;
  bool dash = false;
  for (std::size_t i = 0; i < marker.size();) {
    std::size_t size = 1;
    const char32_t c = character_at(marker, i, &size);
    if (c >= '0' && c <= '9') {
      long value = 0;
      std::size_t digits = 0;
      for (; i < marker.size() && marker[i] >= '0' && marker[i] <= '9'; ++i, ++digits) {
        value = std::min(value * 10 + (marker[i] - '0'), 1'000'000'000L);
      }
      if (dash && value < before && digits == digits_before) return true;
      before = value;
      digits_before = digits;
      dash = false;
      continue;
    }
    if (is_dash(c)) {
      dash = before >= 0;
    } else if (!is_space(c)) {
      dash = false;
      before = -1;
    }
    i += size;
  }
  return false;
}

std::optional<Span> place_of(const ReferenceEntry& entry) {
  return entry.from_refs_file ? std::nullopt : std::optional<Span>(entry.span);
}

}  // namespace

std::vector<NumberingProblem> numbering_problems(const Article& article, const std::vector<ReferenceEntry>& entries) {
  std::vector<NumberingProblem> problems;
  for (const CitationMarker& marker : article.markers) {
    if (has_reversed_range(marker.text))
      problems.push_back({"reversed-range", marker.numbers, marker.text, marker.span});
  }
  if (article.markers.empty() || entries.empty()) return problems;

  std::map<int, const CitationMarker*> cited;  // number -> first marker
  for (const CitationMarker& marker : article.markers) {
    for (int number : marker.numbers) cited.try_emplace(number, &marker);
  }
  std::map<int, const ReferenceEntry*> listed;
  NumberingProblem twice{"duplicate"}, undefined{"undefined"}, uncited{"uncited"}, gap{"gap"};
  for (const ReferenceEntry& entry : entries) {
    if (listed.try_emplace(entry.number, &entry).second) continue;
    if (twice.numbers.empty()) twice.span = place_of(entry);
    twice.numbers.push_back(entry.number);
  }
  for (const auto& [number, marker] : cited) {
    if (listed.contains(number)) continue;
    if (undefined.numbers.empty()) undefined.span = marker->span;
    undefined.numbers.push_back(number);
  }
  const ReferenceEntry* before = nullptr;
  for (const auto& [number, entry] : listed) {
    if (!cited.contains(number)) {
      if (uncited.numbers.empty()) uncited.span = place_of(*entry);
      uncited.numbers.push_back(number);
    }
    // A number that is both missing from the list and cited is said once, as undefined.
    const int expected = before ? before->number + 1 : 1;
    const bool sane = number > expected && number - expected <= 1000;
    for (int missing = expected; sane && missing < number; ++missing) {
      if (cited.contains(missing)) continue;
      if (gap.numbers.empty()) gap.span = place_of(*entry);
      gap.numbers.push_back(missing);
    }
    before = entry;
  }
  std::sort(twice.numbers.begin(), twice.numbers.end());
  twice.numbers.erase(std::unique(twice.numbers.begin(), twice.numbers.end()), twice.numbers.end());
  for (NumberingProblem* problem : {&undefined, &twice, &gap, &uncited}) {
    if (!problem->numbers.empty()) problems.push_back(std::move(*problem));
  }
  return problems;
}

std::vector<NumberingProblem> numbering_problems(const Article& article,
                                                 const std::vector<ResolvedReference>& references) {
  std::vector<ReferenceEntry> entries;
  for (const ResolvedReference& reference : references) {
    if (reference.entry) entries.push_back(*reference.entry);
  }
  return numbering_problems(article, entries);
}

std::string number_list(const std::vector<int>& numbers) {
  constexpr int most_parts = 20;  // a message, not a dump
  std::string out;
  int parts = 0;
  for (std::size_t i = 0; i < numbers.size();) {
    if (++parts > most_parts) return out + " and " + std::to_string(numbers.size() - i) + " more";
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    if (!out.empty()) out += ", ";
    out += std::to_string(numbers[i]);
    if (last > i) out += (last == i + 1 ? ", " : "-") + std::to_string(numbers[last]);
    i = last + 1;
  }
  return out;
}

}  // namespace claimassay
