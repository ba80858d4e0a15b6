#include "core/finding_table.h"

#include <set>

#include "tests/catch.h"

using namespace claimassay;

TEST_CASE("every kind of finding is complete, and its code stands once") {
  REQUIRE(finding_kinds().size() >= 10);
  std::set<std::string> codes;
  for (const FindingKind& kind : finding_kinds()) {
    INFO(kind.code);
    CHECK(codes.insert(kind.code).second);
    CHECK(!kind.family.empty());
    CHECK(!kind.message.empty());
    CHECK(!kind.why.empty());
    CHECK(find_finding_kind(kind.code) == &kind);
  }
  CHECK(find_finding_kind("no-such-code") == nullptr);
}

TEST_CASE("a finding takes its texts from the table and its words from the slots") {
  const Finding finding = make_finding("preprint", {3, 9}, {{"number", "4"}});
  CHECK(finding.family == "source");
  CHECK(finding.severity == Severity::minor);
  CHECK(finding.span == Span{3, 9});
  CHECK(finding.message.find("Reference 4 ") == 0);
  CHECK(finding.message.find('{') == std::string::npos);
}
