#include "audit/coverage.h"

#include "audit/language.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

ArticleAppraisal graded_article() {
  ArticleAppraisal appraisal;
  AppraisedClaim claim;
  claim.assessment = Assessment{};
  claim.assessment->certainty = Certainty::low;
  appraisal.claims.push_back(claim);
  ResolvedReference reference;
  reference.number = 1;
  reference.entry = ReferenceEntry{};
  reference.resolution = Resolution::found;
  reference.record = Citation{};
  reference.status.checked = true;
  appraisal.references.push_back(reference);
  return appraisal;
}

bool mentions(const Coverage& coverage, std::string_view what) {
  for (const NotChecked& part : coverage.not_checked) {
    if (part.what == what) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("an article of which everything was checked is covered") {
  const Coverage coverage = coverage_of(graded_article(), true, "2026-01-02");
  CHECK(coverage.not_checked.empty());
  CHECK(coverage.claims == 1);
  CHECK(coverage.graded == 1);
  CHECK(coverage.references_found == 1);
  CHECK(coverage.statuses_checked == 1);
  CHECK(coverage.as_of == "2026-01-02");
}

TEST_CASE("everything that was left out is said") {
  ArticleAppraisal appraisal = graded_article();
  CHECK(mentions(coverage_of(appraisal, false, ""), "store"));
  appraisal.claims[0].assessment.reset();
  CHECK(mentions(coverage_of(appraisal, true, ""), "claim"));
  appraisal.claims.clear();
  CHECK(mentions(coverage_of(appraisal, true, ""), "claims"));

  appraisal = graded_article();
  appraisal.references[0].resolution = Resolution::not_in_store;
  appraisal.references[0].status = {};
  const Coverage lacking = coverage_of(appraisal, true, "");
  CHECK(mentions(lacking, "reference"));
  CHECK(mentions(lacking, "status"));
  appraisal.references[0].entry.reset();
  appraisal.references[0].resolution = Resolution::no_entry;
  CHECK(mentions(coverage_of(appraisal, true, ""), "citation"));

  appraisal = graded_article();
  appraisal.article.document.unread = {{"image", {1, 2}}, {"image", {5, 6}}, {"table layout", {8, 9}}};
  const Coverage unread = coverage_of(appraisal, true, "");
  REQUIRE(unread.not_checked.size() == 2);
  CHECK(unread.not_checked[0].count == 2);
}

TEST_CASE("a guideline has no notices to look for") {
  ArticleAppraisal appraisal = graded_article();
  appraisal.references[0].record.reset();
  appraisal.references[0].guideline = Guideline{};
  appraisal.references[0].status = {};
  CHECK(coverage_of(appraisal, true, "").not_checked.empty());
}

TEST_CASE("an appraisal is clean, has findings, or is incomplete; findings outrank gaps") {
  ArticleAppraisal appraisal = graded_article();
  appraisal.coverage = coverage_of(appraisal, true, "");
  CHECK(outcome_of(appraisal, Severity::major) == Outcome::clean);
  Finding finding;
  finding.severity = Severity::minor;
  appraisal.findings.push_back(finding);
  CHECK(outcome_of(appraisal, Severity::major) == Outcome::clean);
  CHECK(outcome_of(appraisal, Severity::minor) == Outcome::findings);
  appraisal.findings[0].severity = Severity::blocker;
  CHECK(outcome_of(appraisal, Severity::major) == Outcome::findings);
  CHECK(outcome_of(appraisal, std::nullopt) == Outcome::clean);
  appraisal.coverage.not_checked.push_back({"image", "not read"});
  CHECK(outcome_of(appraisal, Severity::major) == Outcome::findings);
  CHECK(outcome_of(appraisal, std::nullopt) == Outcome::incomplete);
}

TEST_CASE("English is told from other languages, and a short text is left undecided") {
  const std::string english =
      "Warm stones are said to ease the neck, but the trials that have looked at them were small and differ in what "
      "they "
      "measured. In three of them the pain was less after a week; in the fourth it was not. None of the trials "
      "followed "
      "people for longer than a month, which is too short for a complaint that comes and goes. The reviewers therefore "
      "call the evidence weak.";
  const std::string german =
      "Warme Steine sollen den Nacken lockern, doch die bisherigen Studien waren klein und haben Verschiedenes "
      "gemessen. "
      "In drei von ihnen war der Schmerz nach einer Woche geringer, in der vierten nicht. Keine Studie hat die Leute "
      "länger als einen Monat begleitet, was für eine Beschwerde, die kommt und geht, zu kurz ist. Die Gutachter "
      "nennen "
      "die Belege daher schwach und raten zu weiteren Untersuchungen mit mehr Teilnehmern.";
  CHECK(looks_english(english) == true);
  CHECK(looks_english(german) == false);
  CHECK_FALSE(looks_english("Warme Steine").has_value());
}
