// The terminal's view of an audit: totals, the finding codes by how often they occur, and the worst articles first.
// Promises: the same rows in any order give the same text. Memory holds the worst articles only, not the corpus.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/appraisal.h"
#include "report/report.h"

namespace claimassay {

struct AuditRow {
  std::string path;
  std::string unreadable;          ///< why; empty for an article that was read
  std::size_t severities[4] = {};  ///< by Severity
  std::size_t claims = 0;
  std::size_t graded = 0;
  bool incomplete = false;     ///< something in it was not checked
  std::string judged_by = {};  ///< program, rule pack and its hash
};

AuditRow row_of(const std::string& path, const ArticleAppraisal& appraisal);

class AuditSummary {
 public:
  explicit AuditSummary(std::size_t most) : most_(most) {}
  void add(const AuditRow& row, const std::vector<Finding>& findings);
  std::size_t articles() const { return articles_; }
  std::size_t unreadable() const { return unreadable_; }
  std::string write(const ReportOptions& options) const;

 private:
  std::size_t most_;
  std::vector<AuditRow> worst_;  ///< sorted, worst first
  std::map<std::string, std::pair<Severity, std::size_t>> codes_;
  std::size_t articles_ = 0, unreadable_ = 0, incomplete_ = 0, claims_ = 0, graded_ = 0;
  std::size_t severities_[4] = {};
  std::string judged_by_;
};

}  // namespace claimassay
