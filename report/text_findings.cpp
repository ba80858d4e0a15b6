#include <algorithm>
#include <array>
#include <set>

#include "core/text.h"
#include "report/text_parts.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_quote = 160;
constexpr std::size_t most_places = 8;

Ink ink_of(Severity severity) {
  switch (severity) {
    case Severity::blocker: return Ink::red;
    case Severity::major: return Ink::yellow;
    case Severity::minor: return Ink::blue;
    case Severity::info: return Ink::dim;
  }
  return Ink::plain;
}

class Writer {
 public:
  Writer(Page& page, const LineIndex& lines) : page_(page), lines_(lines) {}

  void write(const Finding& finding, bool with_severity) {
    const std::string code =
        with_severity ? finding.code + " (" + std::string(word(finding.severity)) + ")" : finding.code;
    page_.labelled(place_of(lines_, finding.span), Ink::strong, code, 2, 10);
    for (const Quote& quote : finding.quotes) {
      page_.text("\"" + shorten(quote.text, longest_quote) + "\"", 4, 5, Ink::dim);
    }
    page_.text(finding.message, 4, 4);
    write_reasons(finding);
  }

  /// The same thing many times over is said once, with its places.
  void write_rolled_up(const std::vector<const Finding*>& same) {
    const Finding& first = *same.front();
    page_.labelled(place_of(lines_, first.span), Ink::strong, first.code + ", " + counted(same.size(), "time"), 2, 10);
    for (std::size_t i = 0; i < same.size() && i < most_places; ++i) page_.text(same[i]->message, 4, 6);
    if (same.size() > most_places)
      page_.text("and " + std::to_string(same.size() - most_places) + " more like these", 4, 6);
    write_reasons(first);
  }

 private:
  void write_reasons(const Finding& finding) {
    // Why a kind of finding matters is the same each time: said with the first.
    if (explained_.insert(finding.code).second) page_.labelled("Why:", Ink::dim, finding.why, 4, 9);
    if (!finding.suggestion.empty() && suggested_.insert(finding.suggestion).second) {
      page_.labelled("Do:", Ink::green, finding.suggestion, 4, 9);
    }
  }

  Page& page_;
  const LineIndex& lines_;
  std::set<std::string> explained_, suggested_;
};

}  // namespace

void write_findings(Page& page, const ArticleAppraisal& appraisal, const LineIndex& lines, bool by_severity) {
  if (appraisal.findings.empty()) {
    const bool complete = appraisal.coverage.not_checked.empty();
    page.heading(complete ? "NO FINDINGS" : "NO FINDINGS in what could be checked; not everything could: see COVERAGE");
    return;
  }
  Writer writer(page, lines);
  if (!by_severity) {
    page.heading("FINDINGS in the article's order (" + std::to_string(appraisal.findings.size()) + ")");
    for (const Finding& finding : appraisal.findings) writer.write(finding, true);
    return;
  }
  constexpr std::array<Severity, 4> worst_first = {Severity::blocker, Severity::major, Severity::minor, Severity::info};
  constexpr std::array<std::string_view, 4> titles = {"BLOCKERS: cannot be approved while these stand", "MAJOR",
                                                      "MINOR", "FOR INFORMATION"};
  for (std::size_t i = 0; i < worst_first.size(); ++i) {
    std::vector<const Finding*> these;
    for (const Finding& finding : appraisal.findings) {
      if (finding.severity == worst_first[i]) these.push_back(&finding);
    }
    if (these.empty()) continue;
    page.heading(std::string(titles[i]) + " (" + std::to_string(these.size()) + ")", ink_of(worst_first[i]));
    const bool may_roll_up = worst_first[i] <= Severity::minor;
    std::set<std::string> rolled_up;
    for (const Finding* finding : these) {
      std::vector<const Finding*> same;
      for (const Finding* other : these) {
        if (may_roll_up && !rolled_up.contains(finding->code) && other->code == finding->code) same.push_back(other);
      }
      if (same.size() > 1) {
        rolled_up.insert(finding->code);
        writer.write_rolled_up(same);
      } else if (!rolled_up.contains(finding->code)) {
        writer.write(*finding, false);
      }
    }
  }
}

}  // namespace claimassay
