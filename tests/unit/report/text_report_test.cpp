#include "report/page.h"
#include "report/report.h"
#include "tests/catch.h"
#include "tests/unit/report/sample_appraisal.h"

using namespace claimassay;
using claimassay::test::finding;
using claimassay::test::sample_appraisal;

namespace {

std::string text_of(const ArticleAppraisal& appraisal, ReportOptions options = {false, 80, true}) {
  return find_report_format("text")->write(appraisal, options);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    widest = std::max(widest, end - begin);
    begin = end + 1;
  }
  return widest;
}

}  // namespace

TEST_CASE("the report is in the desk's order: blockers, majors, the rest, claims, citations, coverage, query") {
  const std::string text = text_of(sample_appraisal());
  std::size_t last = 0;
  for (const char* part : {"Stones for the neck", "BLOCKERS", "retracted", "MAJOR", "causal-overstated",
                           "FOR INFORMATION", "not-in-store", "CLAIMS", "Estimated certainty: LOW", "CITATIONS",
                           "COVERAGE", "PubMed", "500[uid]", "not care for a patient"}) {
    INFO(part << " in\n" << text);
    const std::size_t at = text.find(part, last);
    REQUIRE(at != std::string::npos);
    last = at;
  }
}

TEST_CASE("an explanation shows every step with its sign, reason, quotation and rule, and what would change it") {
  const std::string text = text_of(sample_appraisal(), {false, 120, true});
  INFO(text);
  CHECK(has(text, "NEEDS FIX (blocker)"));
  CHECK(has(text, "start"));
  CHECK(has(text, "high: a systematic review of trials"));
  CHECK(has(text,
            "-1     risk of bias: most trials were unblinded \"only two trials were blinded\" [grade.bias.declared]"));
  CHECK(has(text, "?      publication bias: not reported"));
  CHECK(has(text, "0      imprecision"));
  CHECK(has(text, "range very low to moderate"));
  CHECK(has(text, "Wording: reads as beyond doubt (5); low certainty carries \"may\" (2)."));
  CHECK(has(text, "Suggest: Warm stones may ease"));
  CHECK(has(text, "Would change: blinded trials (+1)."));
  CHECK(has(text, "Reviewer: confirm-upgrade"));
  CHECK(has(text, "NOT CHECKED"));
  CHECK(has(text, "says so in its results"));
}

TEST_CASE("checked, not checked and cannot judge do not look alike") {
  const std::string text = text_of(sample_appraisal(), {false, 200, true});
  INFO(text);
  CHECK(has(text, "checked        [1]"));
  CHECK(has(text, "status ok (as of 2026-03-01)"));
  CHECK(has(text, "RETRACTED      [2]"));
  CHECK(has(text, "retraction notice PMID 99, 2021"));
  CHECK(has(text, "NOT CHECKED    [3]"));
  CHECK(has(text, "CANNOT JUDGE   [4]"));
}

TEST_CASE("an empty report is not a clean bill") {
  ArticleAppraisal appraisal;
  appraisal.article.document.source = {"a.txt", "text", {}, {}};
  appraisal.coverage.not_checked.push_back({"store", "there is no evidence store"});
  const std::string text = text_of(appraisal);
  INFO(text);
  CHECK(has(text, "not everything could"));
  CHECK(has(text, "not checked: store: there is no evidence store"));
  appraisal.coverage.not_checked.clear();
  CHECK(has(text_of(appraisal), "Everything that is cited was looked up; what could not be graded says why."));
}

TEST_CASE("text is wrapped to the width, but what will be pasted is not broken") {
  ArticleAppraisal appraisal = sample_appraisal();
  appraisal.pubmed_query.clear();
  for (std::size_t width : {60u, 80u, 120u}) {
    CHECK(widest_line(text_of(appraisal, {false, width, true})) <= width);
  }
  appraisal.pubmed_query = std::string(300, 'x') + " OR y[doi]";
  CHECK(has(text_of(appraisal), "  " + appraisal.pubmed_query + "\n"));
}

TEST_CASE("no escape sequence of the input reaches the terminal") {
  ArticleAppraisal appraisal = sample_appraisal();
  const std::string evil =
      "\x1b[2J\x1b]0;owned\x07\xC2\x9B"
      "31m";
  appraisal.article.citation.title = evil + appraisal.article.citation.title;
  appraisal.article.document.source.name = "a" + evil;
  appraisal.pubmed_query = evil;
  for (Finding& finding : appraisal.findings)
    finding.message += evil, finding.quotes.push_back({"article", "", {}, evil});
  for (ResolvedReference& reference : appraisal.references) {
    reference.because += evil;
    if (reference.record) reference.record->title += evil;
    if (reference.entry) reference.entry->text += evil;
  }
  for (AppraisedClaim& claim : appraisal.claims) {
    claim.claim.text += evil;
    if (claim.assessment) claim.assessment->judgements[0].because += evil;
  }
  const std::string plain = text_of(appraisal);
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(plain.find('\x07') == std::string::npos);
  CHECK(plain.find("\xC2\x9B") == std::string::npos);
  const std::string coloured = text_of(appraisal, {true, 80, true});
  CHECK(has(coloured, "\x1b[1;31m"));  // ours
  CHECK_FALSE(has(coloured, "\x1b[2J"));
}

TEST_CASE("the same kind of information many times over is said once, with its number") {
  ArticleAppraisal appraisal = sample_appraisal();
  for (int i = 5; i < 45; ++i) {
    appraisal.findings.push_back(finding("not-in-store", Severity::info, {0, 4}));
    appraisal.findings.back().message += std::to_string(i);
  }
  const std::string text = text_of(appraisal);
  CHECK(has(text, "not-in-store, 41 times"));
  CHECK(has(text, "and 33 more like these"));
  CHECK(text.find("Why not-in-store matters") == text.rfind("Why not-in-store matters"));
}

TEST_CASE("findings can be read in the article's order") {
  const std::string text = text_of(sample_appraisal(), {false, 80, false});
  CHECK(has(text, "FINDINGS in the article's order"));
  CHECK(text.find("causal-overstated (major)") < text.find("retracted (blocker)"));
}

TEST_CASE("a hundred thousand findings in one long line are placed in linear time") {
  ArticleAppraisal appraisal;
  appraisal.article.document.source = {"a.txt", std::string(4'000'000, 'x'), {}, {}};
  for (std::size_t i = 0; i < 100'000; ++i) {
    appraisal.findings.push_back(finding("preprint", Severity::minor, {i * 40, i * 40 + 1}));
  }
  // Counting characters from the start of the line for each would take 2 * 10^11 steps: minutes, not a second.
  CHECK(has(find_report_format("json")->write(appraisal, {}), "\"column\":3999961"));
}
