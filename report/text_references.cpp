// Citations and coverage: what stands behind the numbers, in three states that never look alike - checked, not checked,
// cannot judge - and the statuses that an editor must act on.
#include <fmt/format.h>

#include "core/text.h"
#include "report/text_parts.h"

namespace claimassay {

namespace {

struct State {
  std::string_view label;
  Ink ink;
};

State state_of(const ResolvedReference& reference) {
  if (leads_elsewhere(reference)) return {"WRONG PAPER?", Ink::red};
  if (reference.status.checked) {
    switch (reference.status.status) {
      case RecordStatus::retracted: return {"RETRACTED", Ink::red};
      case RecordStatus::concern: return {"CONCERN", Ink::yellow};
      case RecordStatus::corrected: return {"corrected", Ink::blue};
      case RecordStatus::preprint: return {"preprint", Ink::blue};
      case RecordStatus::protocol: return {"protocol", Ink::blue};
      case RecordStatus::notice: return {"notice", Ink::blue};
      case RecordStatus::ok: return {"checked", Ink::green};
    }
  }
  switch (reference.resolution) {
    case Resolution::found: return {"found", Ink::green};  // a guideline: it has no notices
    case Resolution::not_in_store: return {"NOT CHECKED", Ink::yellow};
    case Resolution::unresolvable: return {"LEADS NOWHERE", Ink::red};
    case Resolution::no_identifier:
    case Resolution::no_entry: return {"CANNOT JUDGE", Ink::yellow};
  }
  return {"NOT CHECKED", Ink::yellow};
}

std::string describe(const ResolvedReference& reference) {
  std::string out;
  if (reference.record) {
    const Citation& record = *reference.record;
    out = shorten(record.title.empty() ? record.vernacular_title : record.title, 140);
    if (!out.empty() && !out.ends_with(".") && !out.ends_with("?")) out += ".";
    const std::string journal = record.is_book                        ? record.book_title
                                : record.journal.abbreviation.empty() ? record.journal.title
                                                                      : record.journal.abbreviation;
    if (!journal.empty()) out += " " + shorten(journal, 80);
    if (record.year()) out += " " + std::to_string(record.year());
    if (!journal.empty() || record.year()) out += ".";
    out += fmt::format(" PMID {}", record.pmid);
  } else if (reference.guideline) {
    const Guideline& guideline = *reference.guideline;
    out = shorten(guideline.title, 140) + ". " + guideline.issuer +
          (guideline.year ? fmt::format(" {}", guideline.year) : "");
  } else if (reference.entry) {
    out = "\"" + shorten(reference.entry->text, 140) + "\"";
  }
  return out;
}

std::string status_words(const ResolvedReference& reference, const std::string& as_of) {
  const std::string date = as_of.empty() ? "" : " (as of " + as_of + ")";
  if (reference.status.checked && reference.status.status != RecordStatus::ok) {
    const std::string reason = in_words(reference.status);
    const bool absent = reference.resolution != Resolution::found;
    return std::string(word(reference.status.status)) + (reason.empty() ? "" : ": " + reason) + date +
           (absent ? "; the record itself is " + reference.because : "");
  }
  if (reference.resolution == Resolution::found) {
    return reference.record ? "status ok" + date : "a guideline summary; no register of notices covers it";
  }
  return reference.because;
}

/// What is no status but should be known: a newer version exists, a retraction was taken back.
std::string remarks(const ResolvedReference& reference) {
  std::string out;
  for (const StatusReason& reason : reference.status.reasons) {
    if (reason.type == "UpdateIn" || reason.type == "RepublishedIn" || reason.type == "Reinstatement")
      out += "; " + in_words(reason);
  }
  if (!reference.identifier_conflict.empty()) out += "; its identifiers disagree";
  if (reference.identifier_conflict.empty() && leads_elsewhere(reference)) out += "; the entry has another title";
  return out;
}

}  // namespace

void write_references(Page& page, const ArticleAppraisal& appraisal) {
  if (appraisal.references.empty()) return;
  page.heading("CITATIONS (" + std::to_string(appraisal.references.size()) + ")");
  for (const ResolvedReference& reference : appraisal.references) {
    const State state = state_of(reference);
    std::string line = "[" + std::to_string(reference.number) + "] ";
    const std::string description = describe(reference);
    if (!description.empty()) line += description + ": ";
    line += status_words(reference, appraisal.coverage.as_of) + remarks(reference);
    line += reference.cited == 0   ? "; not cited"
            : reference.cited == 1 ? ""
                                   : "; cited " + counted(reference.cited, "time");
    page.labelled(state.label, state.ink, line + ".", 2, 17);
  }
}

void write_coverage(Page& page, const ArticleAppraisal& appraisal) {
  const Coverage& coverage = appraisal.coverage;
  page.heading("COVERAGE");
  std::string line = counted(coverage.claims, "claim");
  if (coverage.claims) {
    line += fmt::format(": {} graded, {} not gradable, {} not treatment claims", coverage.graded, coverage.not_gradable,
                        coverage.not_applicable);
  }
  line += "; " + counted(coverage.references, "reference");
  if (coverage.references) {
    line +=
        fmt::format(": {} found, {} checked", coverage.references_found, counted(coverage.statuses_checked, "status"));
  }
  page.text(line + ".", 2, 4);
  if (coverage.not_checked.empty())
    page.text("Everything that is cited was looked up; what could not be graded says why.", 2, 4);
  for (const NotChecked& part : coverage.not_checked) {
    const bool countable = part.what != "store" && part.what != "claims" && part.what != "language";
    page.labelled("not checked:", Ink::yellow,
                  (countable ? counted(part.count, part.what) : part.what) + ": " + part.why, 2, 15);
  }
}

}  // namespace claimassay
