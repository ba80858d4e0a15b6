#include "parser/markers.h"

#include <algorithm>
#include <map>
#include <set>

#include "parser/marker_scan.h"

namespace claimassay {

namespace {

MarkerStyle style_of(MarkerForm form) {
  switch (form) {
    case MarkerForm::bracket: return MarkerStyle::bracket;
    case MarkerForm::superscript: return MarkerStyle::superscript;
    case MarkerForm::link: return MarkerStyle::link;
    case MarkerForm::parenthesis: return MarkerStyle::parenthesis;
    case MarkerForm::bare:
    case MarkerForm::bare_weak:
    case MarkerForm::glued: return MarkerStyle::bare_digit;
  }
  return MarkerStyle::bracket;
}

/// Decides over the whole text which forms of candidates are its citation style.
class StyleDecision {
 public:
  StyleDecision(const std::vector<MarkerCandidate>& candidates, const KnownReferences& references, bool one_region)
      : references_(references) {
    std::set<int> bare_numbers, glued_numbers;
    std::size_t explicit_forms = 0, bare = 0, glued = 0, parentheses = 0, parentheses_listed = 0;
    std::map<std::string, std::set<int>> after_word;
    std::map<std::string, bool> capitalised;
    for (const MarkerCandidate& candidate : candidates) {
      if (candidate.form == MarkerForm::bare && candidate.numbers.size() == 1 && !candidate.word_before.empty()) {
        after_word[candidate.word_before].insert(candidate.numbers[0]);
        capitalised[candidate.word_before] = candidate.capitalised;
      }
    }
    // "Option 1 ... Option 2 ... Option 3": the word numbers its instances, whatever the lexicon knows.
    for (const auto& [word, numbers] : after_word) {
      if (numbers.size() >= 3 || (numbers.size() == 2 && capitalised[word])) enumerated_.insert(word);
    }
    for (const MarkerCandidate& candidate : candidates) {
      const bool usable = !enumerated_.count(candidate.word_before);
      switch (candidate.form) {
        case MarkerForm::bracket:
        case MarkerForm::superscript:
        case MarkerForm::link: ++explicit_forms; break;
        case MarkerForm::parenthesis:
          ++parentheses;
          parentheses_listed += listed(candidate);
          break;
        case MarkerForm::bare:
          if (!usable) break;
          ++bare;
          bare_numbers.insert(candidate.numbers.begin(), candidate.numbers.end());
          break;
        case MarkerForm::glued:
          ++glued;
          glued_numbers.insert(candidate.numbers.begin(), candidate.numbers.end());
          break;
        case MarkerForm::bare_weak: break;
      }
    }
    const bool sole_style = explicit_forms < bare;
    if (sole_style && bare > 0) bare_limit_ = limit(bare_numbers, one_region && bare <= 2);
    const bool unmarked = explicit_forms == 0 && bare == 0;
    const bool runs_from_one = glued >= 3 && glued_numbers.count(1) && glued_numbers.size() >= 2;
    const bool within_list = glued >= 2 && references.has_list;
    if (unmarked && (runs_from_one || within_list)) glued_limit_ = limit(glued_numbers, false);
    parentheses_ = references.has_list && explicit_forms == 0 && parentheses >= 2 && parentheses > bare &&
                   parentheses_listed * 10 >= parentheses * 8;
  }

  bool accepts(const MarkerCandidate& candidate) const {
    switch (candidate.form) {
      case MarkerForm::bracket:
      case MarkerForm::superscript:
      case MarkerForm::link: return true;
      case MarkerForm::parenthesis: return parentheses_ && listed(candidate);
      case MarkerForm::bare:
      case MarkerForm::bare_weak: return !enumerated_.count(candidate.word_before) && within(candidate, bare_limit_);
      case MarkerForm::glued: return within(candidate, glued_limit_);
    }
    return false;
  }

 private:
  bool listed(const MarkerCandidate& candidate) const {
    return std::all_of(candidate.numbers.begin(), candidate.numbers.end(), [this](int number) {
      return std::binary_search(references_.numbers.begin(), references_.numbers.end(), number);
    });
  }

  bool within(const MarkerCandidate& candidate, int limit) const {
    if (limit == 0 || candidate.high > limit) return false;
    return !references_.has_list || listed(candidate);
  }

  /// The highest number up to which the citations are dense: numbers of a reference list come without large gaps,
  /// quantities do not. With a list, its last entry. A lone sentence cannot show density and gets some credit.
  int limit(const std::set<int>& numbers, bool lone) const {
    if (references_.has_list) return references_.numbers.empty() ? 0 : references_.numbers.back();
    constexpr int lone_limit = 50;
    if (lone) return lone_limit;
    int highest = 0, seen = 0;
    for (const int number : numbers) {
      ++seen;
      if (seen * 2 >= number) highest = number;
    }
    return highest;
  }

  const KnownReferences& references_;
  std::set<std::string> enumerated_;
  int bare_limit_ = 0;
  int glued_limit_ = 0;
  bool parentheses_ = false;
};

}  // namespace

std::vector<CitationMarker> read_markers(std::string_view text, std::span<const MarkerRegion> regions,
                                         const KnownReferences& references) {
  std::vector<MarkerCandidate> candidates;
  for (std::size_t i = 0; i < regions.size(); ++i) scan_markers(text, regions[i], i, candidates);
  const StyleDecision style(candidates, references, regions.size() <= 1);
  std::vector<CitationMarker> markers;
  for (MarkerCandidate& candidate : candidates) {
    if (!style.accepts(candidate)) continue;
    const MarkerRegion& region = regions[candidate.region];
    markers.push_back({std::string(text.substr(candidate.span.begin, candidate.span.size())),
                       std::move(candidate.numbers), candidate.span, style_of(candidate.form), region.section,
                       region.block});
  }
  return markers;
}

std::vector<CitationMarker> read_markers(std::string_view text) {
  std::vector<MarkerRegion> regions;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) regions.push_back({{begin, end}, 0, line, nullptr, true});
    begin = end + 1;
  }
  return read_markers(text, regions, {});
}

}  // namespace claimassay
