#include "citations/status.h"

#include "tests/catch.h"
#include "tests/memory_evidence.h"

using namespace claimassay;
using claimassay::test::MemoryEvidence;

namespace {

Citation paper(Pmid pmid, std::vector<RecordLink> links = {}, std::vector<PublicationType> types = {}) {
  Citation record;
  record.pmid = pmid;
  record.title = "Warm stones for the stiff neck";
  record.links = std::move(links);
  record.publication_types = std::move(types);
  return record;
}

ResolvedStatus status_in(const MemoryEvidence& evidence, Pmid pmid) {
  const auto record = evidence.by_pmid(pmid);
  return status_of(pmid, record ? &*record : nullptr, evidence);
}

}  // namespace

TEST_CASE("a link that a record holds itself gives its status") {
  struct Row {
    const char* type;
    RecordStatus expected;
  };
  const Row rows[] = {
      {"RetractionIn", RecordStatus::retracted},
      {"ExpressionOfConcernIn", RecordStatus::concern},
      {"ErratumIn", RecordStatus::corrected},
      {"PartialRetractionIn", RecordStatus::corrected},
      {"CorrectedandRepublishedIn", RecordStatus::corrected},
      {"RetractedandRepublishedIn", RecordStatus::retracted},
      {"RetractionOf", RecordStatus::notice},
      {"ErratumFor", RecordStatus::notice},
      {"ExpressionOfConcernFor", RecordStatus::notice},
      {"RetractedandRepublishedFrom", RecordStatus::ok},
      {"CorrectedandRepublishedFrom", RecordStatus::ok},
      {"UpdateIn", RecordStatus::ok},
      {"UpdateOf", RecordStatus::ok},
      {"CommentIn", RecordStatus::ok},
      {"Cites", RecordStatus::ok},
      {"retractionin", RecordStatus::retracted},
  };
  for (const Row& row : rows) {
    INFO(row.type);
    MemoryEvidence evidence;
    evidence.add(paper(10, {{row.type, 99, "", ""}}));
    const ResolvedStatus status = status_in(evidence, 10);
    CHECK(word(status.status) == word(row.expected));
    CHECK(status.checked);
  }
}

TEST_CASE("what another record says of a paper counts as much as what the paper says") {
  struct Row {
    const char* type;  // in the other record
    RecordStatus expected;
  };
  const Row rows[] = {
      {"RetractionOf", RecordStatus::retracted},
      {"ExpressionOfConcernFor", RecordStatus::concern},
      {"ErratumFor", RecordStatus::corrected},
      {"PartialRetractionOf", RecordStatus::corrected},
      {"RetractedandRepublishedFrom", RecordStatus::retracted},
      {"CorrectedandRepublishedFrom", RecordStatus::corrected},
      {"RetractedandRepublishedIn", RecordStatus::ok},
      {"CommentOn", RecordStatus::ok},
      {"ErratumIn", RecordStatus::ok},
  };
  for (const Row& row : rows) {
    INFO(row.type);
    MemoryEvidence evidence;
    evidence.add(paper(10));
    evidence.add(paper(99, {{row.type, 10, "J Knots. 2020", ""}}));
    CHECK(word(status_in(evidence, 10).status) == word(row.expected));
  }
}

TEST_CASE("a paper that the store knows only through a notice has a status; one it knows nothing of has none") {
  MemoryEvidence evidence;
  Citation notice =
      paper(99, {{"ExpressionOfConcernFor", 10, "J Knots. 2020", ""}}, {{"D000075742", "Expression of Concern"}});
  notice.published.year = 2021;
  evidence.add(notice);
  const ResolvedStatus known = status_in(evidence, 10);
  CHECK(known.checked);
  CHECK(known.status == RecordStatus::concern);
  REQUIRE(known.reasons.size() == 1);
  CHECK(known.reasons[0].type == "ExpressionOfConcernIn");
  CHECK(known.reasons[0].notice == 99);
  CHECK(known.reasons[0].from_notice);
  CHECK(known.reasons[0].date.iso() == "2021");
  CHECK_FALSE(status_in(evidence, 11).checked);

  evidence.add(paper(98, {{"UpdateOf", 12, "", ""}}));
  CHECK_FALSE(status_in(evidence, 12).checked);  // that there is an update does not say what became of the old one
}

TEST_CASE("a notice is not a retracted paper, whatever its type is called this year") {
  MemoryEvidence evidence;
  evidence.add(paper(10));
  evidence.add(paper(98, {{"RetractionOf", 10, "", ""}}, {{"D016440", "Retraction of Publication"}}));
  evidence.add(paper(99, {{"RetractionOf", 10, "", ""}}, {{"D016440", "Retraction Notice"}}));
  evidence.add(paper(97, {}, {{"", "Retraction of Publication"}}));
  for (Pmid pmid : {97, 98, 99}) CHECK(word(status_in(evidence, pmid).status) == "notice");
  CHECK(word(status_in(evidence, 10).status) == "retracted");
}

TEST_CASE("publication types give a status by identifier, by name where there is none") {
  const auto with_type = [](const char* ui, const char* name) {
    MemoryEvidence evidence;
    evidence.add(paper(10, {}, {{ui, name}}));
    return std::string(word(status_in(evidence, 10).status));
  };
  CHECK(with_type("D016441", "Retracted Publication") == "retracted");
  CHECK(with_type("", "Retracted Publication") == "retracted");
  CHECK(with_type("D016425", "Published Erratum") == "notice");
  CHECK(with_type("D000076942", "Preprint") == "preprint");
  CHECK(with_type("D016428", "Retracted Publication") == "ok");  // the identifier decides
}

TEST_CASE("the worst of several is the status, and both ends of one link are one reason") {
  MemoryEvidence evidence;
  evidence.add(
      paper(10, {{"ErratumIn", 97, "", ""}, {"ExpressionOfConcernIn", 98, "", ""}, {"RetractionIn", 99, "J", ""}}));
  Citation notice = paper(99, {{"RetractionOf", 10, "J", ""}});
  notice.published.year = 2022;
  evidence.add(notice);
  const ResolvedStatus status = status_in(evidence, 10);
  CHECK(word(status.status) == "retracted");
  REQUIRE(status.reasons.size() == 3);
  CHECK(status.reasons[2].date.iso() == "2022");  // the date comes from the other end
}

TEST_CASE("the new version of a retracted and republished paper is valid, the old one is not") {
  MemoryEvidence evidence;
  evidence.add(paper(10, {{"RetractedandRepublishedIn", 20, "", ""}}, {{"D016441", "Retracted Publication"}}));
  evidence.add(paper(20, {{"RetractedandRepublishedFrom", 10, "", ""}}));
  CHECK(word(status_in(evidence, 10).status) == "retracted");
  CHECK(word(status_in(evidence, 20).status) == "ok");
}

TEST_CASE("ends of a link that know each other by DOI alone find each other") {
  MemoryEvidence evidence;
  Citation old = paper(10), notice = paper(99, {{"RetractionOf", 0, "Ann Knots. 2020. doi: 10.5555/Old.1.", ""}});
  old.doi = "10.5555/old.1";
  notice.published.year = 2022;
  evidence.add(old);
  SECTION("the notice names the paper") {
    evidence.add(notice);
    const ResolvedStatus status = status_in(evidence, 10);
    CHECK(word(status.status) == "retracted");
    REQUIRE(status.reasons.size() == 1);
    CHECK(status.reasons[0].type == "RetractionIn");
    CHECK(status.reasons[0].notice == 99);
    CHECK(status.reasons[0].date.iso() == "2022");
    const ResolvedStatus of_notice = status_in(evidence, 99);
    CHECK(word(of_notice.status) == "notice");
    REQUIRE(of_notice.reasons.size() == 1);
    CHECK(of_notice.reasons[0].notice == 10);
  }
  SECTION("both name the other: one reason") {
    notice.doi = "10.5555/notice.1";
    old.links = {{"RetractionIn", 0, "Ann Knots. 2022. doi: 10.5555/notice.1", ""}};
    evidence.add(notice);
    evidence.add(old);
    const ResolvedStatus status = status_in(evidence, 10);
    CHECK(word(status.status) == "retracted");
    REQUIRE(status.reasons.size() == 1);
    CHECK(status.reasons[0].notice == 99);
    CHECK(status.reasons[0].date.iso() == "2022");
  }
  SECTION("a paper that is not here, cited by its DOI") {
    notice.links[0].source = "Ann Knots. 2020. doi: 10.5555/elsewhere";
    evidence.add(notice);
    const ResolvedStatus status = status_of(0, "10.5555/elsewhere", nullptr, evidence);
    CHECK(status.checked);
    CHECK(word(status.status) == "retracted");
    CHECK(word(status_in(evidence, 10).status) == "ok");
  }
  SECTION("a notice that bears the DOI of its paper, which is not here") {
    old.links = {{"RetractionOf", 0, "Ann Knots. doi: 10.5555/old.1", ""}};
    evidence.add(old);
    const ResolvedStatus status = status_in(evidence, 10);
    CHECK(word(status.status) == "notice");
    REQUIRE(status.reasons.size() == 1);
    CHECK(status.reasons[0].notice == 0);
  }
}
