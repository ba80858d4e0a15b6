#include "report/audit_summary.h"

#include <algorithm>

#include "tests/catch.h"

using namespace claimassay;

namespace {

struct Seen {
  AuditRow row;
  std::vector<Finding> findings;
};

Seen article(std::string path, std::vector<std::pair<std::string, Severity>> findings) {
  ArticleAppraisal appraisal;
  for (auto& [code, severity] : findings) {
    Finding finding;
    finding.code = code;
    finding.severity = severity;
    appraisal.findings.push_back(finding);
  }
  appraisal.coverage.claims = 3;
  return {row_of(path, appraisal), appraisal.findings};
}

}  // namespace

TEST_CASE("an audit's summary names the worst articles first, in whatever order they came") {
  std::vector<Seen> seen = {article("b.txt", {{"dose-uncited", Severity::major}}),
                            article("a.txt", {{"retracted", Severity::blocker}, {"stale", Severity::minor}}),
                            article("c.txt", {}), article("a2.txt", {{"dose-uncited", Severity::major}})};
  seen.push_back({{"broken.html", "not UTF-8", {}, 0, 0, false}, {}});
  std::string first;
  for (int round = 0; round < 5; ++round) {
    AuditSummary summary(4);
    for (const Seen& one : seen) summary.add(one.row, one.findings);
    const std::string text = summary.write({});
    if (round == 0) first = text;
    CHECK(text == first);
    std::rotate(seen.begin(), seen.begin() + 1, seen.end());
  }
  CHECK(first ==
        "Audit of 5 articles: 12 claims, 0 graded\n"
        "Findings: 1 blocker, 2 major, 1 minor\n"
        "Could not be read: 1\n"
        "\nBy code\n"
        "       1  blocker  retracted\n"
        "       2  major    dose-uncited\n"
        "       1  minor    stale\n"
        "\nWorst 4 first\n"
        "  broken.html   not read: not UTF-8\n"
        "  a.txt   1 blocker, 1 minor\n"
        "  a2.txt   1 major\n"
        "  b.txt   1 major\n");
}
