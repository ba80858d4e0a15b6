#include "report/audit_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/text.h"

namespace claimassay {

namespace {

std::size_t count_of(const AuditRow& row, Severity severity) {
  return row.severities[static_cast<std::size_t>(severity)];
}

/// Worst first: an article that could not be read, then by blockers, majors, minors; equals by path.
bool is_worse(const AuditRow& a, const AuditRow& b) {
  const auto key = [](const AuditRow& row) {
    return std::tuple(row.unreadable.empty(), -static_cast<long>(count_of(row, Severity::blocker)),
                      -static_cast<long>(count_of(row, Severity::major)),
                      -static_cast<long>(count_of(row, Severity::minor)));
  };
  return std::tuple_cat(key(a), std::tie(a.path)) < std::tuple_cat(key(b), std::tie(b.path));
}

std::string severities_in_words(const std::size_t (&counts)[4]) {
  std::string out;
  for (Severity severity : {Severity::blocker, Severity::major, Severity::minor, Severity::info}) {
    const std::size_t count = counts[static_cast<std::size_t>(severity)];
    if (count == 0) continue;
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {}", count, word(severity));
  }
  return out.empty() ? "none" : out;
}

}  // namespace

AuditRow row_of(const std::string& path, const ArticleAppraisal& appraisal) {
  AuditRow row;
  row.path = path;
  for (const Finding& finding : appraisal.findings) ++row.severities[static_cast<std::size_t>(finding.severity)];
  row.claims = appraisal.coverage.claims;
  row.graded = appraisal.coverage.graded;
  row.incomplete = !appraisal.coverage.not_checked.empty();
  if (!appraisal.pack.empty()) row.judged_by = appraisal.engine + ", " + appraisal.pack + " " + appraisal.pack_hash;
  return row;
}

void AuditSummary::add(const AuditRow& row, const std::vector<Finding>& findings) {
  ++articles_;
  unreadable_ += !row.unreadable.empty();
  incomplete_ += row.incomplete;
  if (judged_by_.empty()) judged_by_ = row.judged_by;  // one run has one set of rules
  claims_ += row.claims;
  graded_ += row.graded;
  for (std::size_t i = 0; i < 4; ++i) severities_[i] += row.severities[i];
  for (const Finding& finding : findings) {
    auto& [severity, count] = codes_[finding.code];
    severity = std::max(severity, finding.severity);
    ++count;
  }
  worst_.insert(std::upper_bound(worst_.begin(), worst_.end(), row, is_worse), row);
  if (worst_.size() > most_) worst_.pop_back();
}

std::string AuditSummary::write(const ReportOptions& options) const {
  std::string out = fmt::format("Audit of {} article{}: {} claims, {} graded\n", articles_, articles_ == 1 ? "" : "s",
                                claims_, graded_);
  out += fmt::format("Findings: {}\n", severities_in_words(severities_));
  if (incomplete_ > 0) out += fmt::format("Not everything was checked in {} of them\n", incomplete_);
  if (unreadable_ > 0) out += fmt::format("Could not be read: {}\n", unreadable_);

  std::vector<std::tuple<int, std::size_t, std::string>> codes;
  for (const auto& [code, seen] : codes_) codes.emplace_back(-static_cast<int>(seen.first), seen.second, code);
  std::sort(codes.begin(), codes.end(), [](const auto& a, const auto& b) {
    return std::tuple(std::get<0>(a), -static_cast<long>(std::get<1>(a)), std::get<2>(a)) <
           std::tuple(std::get<0>(b), -static_cast<long>(std::get<1>(b)), std::get<2>(b));
  });
  if (!codes.empty()) out += "\nBy code\n";
  for (const auto& [severity, count, code] : codes) {
    out += fmt::format("  {:>6}  {:<8} {}\n", count, word(static_cast<Severity>(-severity)), code);
  }

  if (!worst_.empty())
    out += worst_.size() < articles_ ? fmt::format("\nWorst {} first\n", worst_.size()) : "\nWorst first\n";
  for (const AuditRow& row : worst_) {
    const std::string what =
        row.unreadable.empty() ? severities_in_words(row.severities) : "not read: " + row.unreadable;
    const std::string path = printable(row.path);
    // The path stands alone where the line would be too long.
    if (display_width(path) + display_width(what) + 5 <= options.width) {
      out += fmt::format("  {}   {}\n", path, printable(what));
    } else {
      out += fmt::format("  {}\n      {}\n", path, printable(what));
    }
  }
  if (!judged_by_.empty()) out += "\n" + judged_by_ + "\n";
  return out;
}

}  // namespace claimassay
