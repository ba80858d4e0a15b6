#include "review/decide.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/catch.h"
#include "tests/memory_evidence.h"

using namespace claimassay;
using claimassay::test::MemoryEvidence;

namespace {

namespace fs = std::filesystem;

/// A folder of its own, an article with one reference, and a desk.
struct Fixture {
  fs::path folder = fs::temp_directory_path() / ("claimassay-desk-" + std::to_string(getpid()));
  std::string article = (folder / "article.md").string();
  MemoryEvidence evidence;
  std::unique_ptr<Desk> desk;
  Diagnostics diagnostics;

  Fixture() {
    fs::remove_all(folder);
    fs::create_directories(folder);
    write("Warm stones ease the stiff neck of weavers [1].");
    desk = std::make_unique<Desk>((folder / "desk.db").string(), StoreMode::write);
    evidence.add(paper());
  }
  ~Fixture() {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }

  static Citation paper(std::vector<RecordLink> links = {}) {
    Citation record;
    record.pmid = 99100001;
    record.title = "Warm stones for the stiff neck of weavers";
    record.links = std::move(links);
    return record;
  }
  void write(const std::string& sentence) {
    std::ofstream(article)
        << "# Stones\n\n"
        << sentence
        << "\n\n## References\n\n1. Kelding A. Warm stones for the stiff neck of weavers. J Knots. 2014. "
           "PMID: 99100001\n";
  }
  DeskContext context(const EvidenceSource* source) {
    return {*desk, source, "one record", "2026-03-01", "2026-03-01"};
  }
  DeskContext context() { return context(&evidence); }
  DeskArticle submitted(const std::string& author = "A. Author") {
    auto result = submit(context(), {article, "", author}, diagnostics);
    INFO(draw(diagnostics));
    REQUIRE(result);
    return *result;
  }
  DecisionResult decided(DeskAction action, const std::string& who = "B. Editor",
                         const EvidenceSource* source = nullptr) {
    auto result = decide(context(source ? source : &evidence), {article, action, who, "read in full"}, diagnostics);
    REQUIRE(result);
    return *result;
  }
};

std::size_t blockers(const DeskArticle& article) {
  const auto& findings = article.appraisal.findings;
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [](const auto& finding) { return finding.severity == Severity::blocker; }));
}

}  // namespace

TEST_CASE("the workflow is a table: what is not in it is not allowed") {
  CHECK(next_state(DeskState::draft, DeskAction::submit) == DeskState::submitted);
  CHECK(next_state(DeskState::under_review, DeskAction::approve) == DeskState::approved);
  CHECK_FALSE(next_state(DeskState::draft, DeskAction::approve));
  CHECK_FALSE(next_state(DeskState::changes_requested, DeskAction::approve));
  CHECK_FALSE(next_state(DeskState::under_review, DeskAction::publish));
  CHECK_FALSE(next_state(DeskState::approved, DeskAction::approve));
  for (std::size_t state = 0; state < std::size(Vocabulary<DeskState>::words); ++state) {
    CHECK(next_state(static_cast<DeskState>(state), DeskAction::submit));
  }
}

TEST_CASE_METHOD(Fixture, "a submitted article is under review, and a second person approves and publishes it") {
  CHECK(submitted().state() == "under_review");
  REQUIRE(decided(DeskAction::approve).article->state() == "approved");
  const DeskArticle published = *decided(DeskAction::publish).article;
  CHECK(published.state() == "published");
  REQUIRE(published.trail.size() == 4);
  CHECK(published.trail[0].who == "A. Author");
  CHECK(published.trail[2].action == "approve");
  CHECK(published.trail[2].who == "B. Editor");
  CHECK(published.trail[2].reason == "read in full");
  CHECK(published.trail[3].from_state == "approved");
}

TEST_CASE_METHOD(Fixture, "approval is refused while a blocker is open, and names it") {
  evidence.add(paper({{"RetractionIn", 99100091, "", ""}}));
  submitted();
  const DecisionResult result = decided(DeskAction::approve);
  CHECK(result.refusal == Refusal::blockers);
  REQUIRE(result.open.size() == 1);
  CHECK(result.open[0].code == "retracted");
  CHECK(result.article->state() == "under_review");
}

TEST_CASE_METHOD(Fixture, "a retraction between submission and approval is seen") {
  CHECK(blockers(submitted()) == 0);
  evidence.add(paper({{"RetractionIn", 99100091, "", ""}}));
  CHECK(decided(DeskAction::approve).refusal == Refusal::blockers);
  CHECK(blockers(*desk->find(desk_path_of(article))) == 1);  // and kept
}

TEST_CASE_METHOD(Fixture, "a blocker does not vanish because the store no longer knows the source") {
  evidence.add(paper({{"RetractionIn", 99100091, "", ""}}));
  submitted();
  const MemoryEvidence empty;
  CHECK(decided(DeskAction::approve, "B. Editor", &empty).refusal == Refusal::blockers);
  CHECK(decided(DeskAction::approve, "B. Editor", &empty).refusal == Refusal::blockers);  // nor on the second try
  submit(context(&empty), {article, "", "A. Author"}, diagnostics);
  CHECK(decided(DeskAction::approve, "B. Editor", &empty).refusal == Refusal::blockers);  // nor by submitting again
  MemoryEvidence mended;
  mended.add(paper());
  CHECK(decided(DeskAction::approve, "B. Editor", &mended).refusal == Refusal::none);
}

TEST_CASE_METHOD(Fixture, "what is approved is the text that was submitted") {
  submitted();
  write("Warm stones heal every neck [1].");
  CHECK(decided(DeskAction::approve).refusal == Refusal::text_changed);
  const DeskArticle again = submitted();
  CHECK(again.version.ordinal == 2);
  CHECK(decided(DeskAction::approve).refusal == Refusal::none);
  CHECK(decided(DeskAction::approve).refusal == Refusal::wrong_state);
}

TEST_CASE_METHOD(Fixture, "nobody approves their own text, however the name is spelled") {
  submitted("A. Author");
  CHECK(decided(DeskAction::approve, "a.  AUTHOR").refusal == Refusal::own_text);
  CHECK(decided(DeskAction::approve, "B. Editor").refusal == Refusal::none);
}

TEST_CASE_METHOD(Fixture, "without an evidence store nothing is approved, and what was never submitted is not there") {
  CHECK(decided(DeskAction::approve).refusal == Refusal::never_submitted);
  submitted();
  const auto result = decide(context(nullptr), {article, DeskAction::approve, "B. Editor", ""}, diagnostics);
  REQUIRE(result);
  CHECK(result->refusal == Refusal::no_evidence);
}

TEST_CASE_METHOD(Fixture, "an article that was sent back can be submitted again, and the trail keeps both") {
  submitted();
  CHECK(decided(DeskAction::request_changes).article->state() == "changes_requested");
  CHECK(decided(DeskAction::approve).refusal == Refusal::wrong_state);
  const DeskArticle again = submitted();
  CHECK(again.state() == "under_review");
  CHECK(again.trail.size() == 5);
  CHECK(again.version.ordinal == 2);
}

TEST_CASE_METHOD(Fixture, "the same text submitted twice is checked again, not versioned again") {
  submitted();
  const DeskArticle again = submitted();
  CHECK(again.version.ordinal == 1);
  CHECK(again.trail.size() == 2);
}

TEST_CASE_METHOD(Fixture, "the database refuses to change or remove what was recorded") {
  submitted();
  Database raw((folder / "desk.db").string(), StoreMode::write);
  for (const char* table : {"article", "version", "appraisal", "decision"}) {
    INFO(table);
    CHECK_THROWS_AS(raw.execute(std::string("DELETE FROM ") + table), StoreError);
    CHECK_THROWS_AS(raw.execute(std::string("UPDATE ") + table + " SET id = id + 100"), StoreError);
  }
  CHECK(desk->all().size() == 1);
}
