#include "audit/reference_findings.h"

#include <algorithm>

#include "audit/grade_claims.h"
#include "citations/resolve.h"
#include "tests/catch.h"
#include "tests/memory_evidence.h"

using namespace claimassay;
using claimassay::test::MemoryEvidence;

namespace {

/// "Stones help.[1] They warm.[2]" with one block, markers at the brackets, and entries without a place in the text.
Article article_of(const std::string& text) {
  Article article;
  article.document.source = {"article.txt", text, {}, {}};
  article.document.blocks.push_back({BlockKind::paragraph, 0, {0, text.size()}, "", {}, ""});
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] != '[') continue;
    CitationMarker marker;
    marker.text = text.substr(i, 3);
    marker.numbers = {text[i + 1] - '0'};
    marker.span = {i, i + 3};
    article.markers.push_back(marker);
  }
  return article;
}

ReferenceEntry entry(int number, Pmid pmid, std::string text = "an entry") {
  ReferenceEntry made;
  made.number = number;
  made.pmid = pmid;
  made.text = std::move(text);
  made.from_refs_file = true;
  return made;
}

std::vector<Finding> findings(const Article& article, const std::vector<ReferenceEntry>& entries,
                              const EvidenceSource* evidence) {
  const auto references = resolve_references(article, entries, evidence);
  Diagnostics diagnostics;
  return judge_references(*editorial_pack("", "2026-01-01", diagnostics), article, references).findings;
}

std::string codes(const std::vector<Finding>& all) {
  std::string out;
  for (const Finding& finding : all) out += (out.empty() ? "" : " ") + finding.code;
  return out;
}

Citation record(Pmid pmid, std::vector<RecordLink> links = {}) {
  Citation made;
  made.pmid = pmid;
  made.title = "Warm stones for the stiff neck of weavers";
  made.links = std::move(links);
  return made;
}

}  // namespace

TEST_CASE("a sound reference raises nothing") {
  MemoryEvidence evidence;
  evidence.add(record(10));
  CHECK(findings(article_of("Stones help.[1]"), {entry(1, 10)}, &evidence).empty());
}

TEST_CASE("markers without a list are one finding for the article, at the first marker") {
  const auto all = findings(article_of("Stones help.[1] They warm.[2] Again.[1]"), {}, nullptr);
  REQUIRE(codes(all) == "reference-list-missing");
  CHECK(all[0].span.begin == 12);
  CHECK(all[0].message.find("1, 2") != std::string::npos);
  CHECK(all[0].quotes.at(0).text == "[1]");
  CHECK(findings(article_of("No markers here."), {}, nullptr).empty());
}

TEST_CASE("each status becomes its finding at the place where the source is cited") {
  struct Row {
    const char* link;
    const char* code;
    Severity severity;
  };
  const Row rows[] = {{"RetractionIn", "retracted", Severity::blocker},
                      {"ExpressionOfConcernIn", "concern", Severity::major},
                      {"ErratumIn", "corrected", Severity::info}};
  for (const Row& row : rows) {
    INFO(row.code);
    MemoryEvidence evidence;
    evidence.add(record(10, {{row.link, 99, "", ""}}));
    const auto all = findings(article_of("Stones help.[1]"), {entry(1, 10)}, &evidence);
    REQUIRE(codes(all) == row.code);
    CHECK(word(all[0].severity) == word(row.severity));
    CHECK(all[0].family == "status");
    CHECK(all[0].cited_id == "pmid:10");
    CHECK(all[0].span == Span{12, 15});
    CHECK(all[0].message.find("99") != std::string::npos);
    CHECK(!all[0].fingerprint.empty());
  }
  MemoryEvidence evidence;
  Citation preprint = record(10);
  preprint.publication_types = {{"D000076942", "Preprint"}};
  evidence.add(preprint);
  CHECK(codes(findings(article_of("Stones help.[1]"), {entry(1, 10)}, &evidence)) == "preprint");
}

TEST_CASE("a notice that is cited is no retracted paper") {
  MemoryEvidence evidence;
  Citation notice = record(99, {{"RetractionOf", 10, "", ""}});
  notice.publication_types = {{"D016440", "Retraction of Publication"}};
  evidence.add(notice);
  CHECK(findings(article_of("See the notice.[1]"), {entry(1, 99)}, &evidence).empty());
}

TEST_CASE("a retracted paper that is cited as retracted does not block") {
  MemoryEvidence evidence;
  evidence.add(record(10, {{"RetractionIn", 99, "", ""}}));
  const auto severity = [&](const char* text, const char* entry_text) {
    return std::string(word(findings(article_of(text), {entry(1, 10, entry_text)}, &evidence).at(0).severity));
  };
  CHECK(severity("A first trial, since retracted, saw more.[1]", "an entry") == "info");
  CHECK(severity("Stones help.[1]", "Kelding A. Warm stones. Retracted.") == "info");
  CHECK(severity("One trial was retracted. Stones help.[1]", "an entry") == "blocker");
  CHECK(severity("A trial, since retracted, saw more.[1] Stones help.[1]", "an entry") == "blocker");
}

TEST_CASE("references that could not be looked up are information, those that lead nowhere are major") {
  MemoryEvidence evidence;
  evidence.declare_complete(400, 600);
  const auto all =
      findings(article_of("Stones.[1] Warm.[2] Both.[3]"), {entry(1, 10), entry(2, 500), entry(3, 0)}, &evidence);
  CHECK(codes(all) == "not-in-store unresolvable");
  CHECK(all[0].severity == Severity::info);
  CHECK(all[1].severity == Severity::major);
  CHECK(all[1].cited_id == "pmid:500");
}

TEST_CASE("an identifier that leads to another paper is a blocker") {
  MemoryEvidence evidence;
  Citation other = record(10);
  other.title = "Prevalence of asthma among rural dentists: a survey";
  evidence.add(other);
  ReferenceEntry e = entry(1, 10, "Kelding A. Warm stones for the stiff neck of weavers. J Knots. 2014.");
  e.title = "Warm stones for the stiff neck of weavers";
  const auto all = findings(article_of("Stones help.[1]"), {e}, &evidence);
  REQUIRE(codes(all) == "id-mismatch");
  CHECK(all[0].severity == Severity::blocker);
}

TEST_CASE("numbering is rolled up into one finding") {
  MemoryEvidence evidence;
  for (Pmid pmid : {10, 20, 30}) evidence.add(record(pmid));
  const auto all =
      findings(article_of("Stones help.[1] Warm.[7]"), {entry(1, 10), entry(2, 20), entry(4, 30)}, &evidence);
  REQUIRE(codes(all) == "numbering");
  for (const char* part : {"not in the list: 7", "not cited: 2, 4", "left out in the list: 3"}) {
    CHECK(all[0].message.find(part) != std::string::npos);
  }
}

TEST_CASE("a page that calls itself reviewed and pending at once is told where") {
  Article article = article_of("All articles are reviewed. Pending review. Approved");
  article.banner.statements = {{BannerState::approved, {43, 51}, true},
                               {BannerState::reviewed, {0, 25}, false},
                               {BannerState::pending_review, {27, 41}, false}};
  CHECK(findings(article, {}, nullptr).empty());
  article.banner.contradictory = true;
  const auto all = findings(article, {}, nullptr);
  REQUIRE(codes(all) == "review-banner-conflict");
  CHECK(all[0].span == Span{0, 25});
  REQUIRE(all[0].quotes.size() == 2);
  CHECK(all[0].quotes[1].text == "Pending review");
}

TEST_CASE("what was not looked up is unknown to the rules, not ok") {
  const Article article = article_of("Stones help.[1]");
  const auto references = resolve_references(article, {entry(1, 10)}, nullptr);
  const Scope facts = reference_facts(article, references);
  REQUIRE(facts.inside.size() == 1);
  CHECK_FALSE(facts.inside[0].find("source.status")->known());
  CHECK_FALSE(facts.inside[0].find("source.title_similarity")->known());
  CHECK(facts.find("article.has_references")->known());
}
