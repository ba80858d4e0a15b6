// What a retraction list adds to a record's status, and links seen from either end.
#include "citations/resolve.h"
#include "citations/status.h"
#include "tests/catch.h"
#include "tests/memory_evidence.h"

using namespace claimassay;
using claimassay::test::MemoryEvidence;

namespace {

Citation paper(Pmid pmid, std::vector<RecordLink> links = {}) {
  Citation record;
  record.pmid = pmid;
  record.doi = "10.5555/p." + std::to_string(pmid);
  record.title = "Warm stones for the stiff neck";
  record.links = std::move(links);
  return record;
}

RetractionNotice row(const char* record, NoticeNature nature, PartialDate date, Pmid pmid, const char* doi = "") {
  RetractionNotice notice;
  notice.source = "Retraction Watch";
  notice.record = record;
  notice.nature = nature;
  notice.date = std::move(date);
  notice.paper_pmid = pmid;
  notice.paper_doi = doi;
  notice.reasons = {"Error in Data", "Objections by Author(s)"};
  return notice;
}

ResolvedStatus status_in(const MemoryEvidence& evidence, Pmid pmid) {
  const auto record = evidence.by_pmid(pmid);
  return status_of(pmid, record ? &*record : nullptr, evidence);
}

std::vector<std::string> types(const ResolvedStatus& status) {
  std::vector<std::string> out;
  for (const StatusReason& reason : status.reasons) out.push_back(reason.type);
  return out;
}

using Types = std::vector<std::string>;

}  // namespace

TEST_CASE("each nature of a listed notice gives its status, and says who says so, when and why") {
  struct Row {
    NoticeNature nature;
    RecordStatus expected;
    const char* type;
  };
  const Row rows[] = {
      {NoticeNature::retraction, RecordStatus::retracted, "RetractionIn"},
      {NoticeNature::concern, RecordStatus::concern, "ExpressionOfConcernIn"},
      {NoticeNature::correction, RecordStatus::corrected, "ErratumIn"},
      {NoticeNature::reinstatement, RecordStatus::ok, "Reinstatement"},
  };
  for (const Row& expected : rows) {
    INFO(expected.type);
    MemoryEvidence evidence;
    evidence.add(paper(10));
    RetractionNotice notice = row("1", expected.nature, {2021, 2, 3, ""}, 10);
    notice.notice_pmid = 99;
    notice.notice_doi = "10.5555/n.99";
    evidence.add(notice);
    const ResolvedStatus status = status_in(evidence, 10);
    CHECK(word(status.status) == word(expected.expected));
    REQUIRE(status.reasons.size() == 1);
    const StatusReason& reason = status.reasons[0];
    CHECK(reason.type == expected.type);
    CHECK(word(status_by_reason(reason.type)) == word(expected.expected));
    CHECK(reason.notice == 99);
    CHECK(reason.notice_doi == "10.5555/n.99");
    CHECK(reason.date.iso() == "2021-02-03");
    CHECK(reason.said_by == "Retraction Watch");
    CHECK(reason.why == "Error in Data; Objections by Author(s)");
  }
}

TEST_CASE("a paper that is only on the list has a status, by PMID or by DOI") {
  MemoryEvidence evidence;
  evidence.add(row("1", NoticeNature::retraction, {2021, 2, 3, ""}, 10));
  evidence.add(row("2", NoticeNature::concern, {2021, 2, 3, ""}, 0, "10.5555/only"));
  CHECK(status_of(10, nullptr, evidence).status == RecordStatus::retracted);
  CHECK(status_of(10, nullptr, evidence).checked);
  CHECK(status_of(0, "10.5555/only", nullptr, evidence).status == RecordStatus::concern);
  CHECK_FALSE(status_of(0, "10.5555/other", nullptr, evidence).checked);
  CHECK_FALSE(status_of(0, "", nullptr, evidence).checked);

  ReferenceEntry entry;
  entry.number = 1;
  entry.doi = "10.5555/only";
  const auto references = resolve_references({}, {entry}, &evidence);
  REQUIRE(references.size() == 1);
  CHECK(references[0].resolution == Resolution::not_in_store);
  CHECK(references[0].status.status == RecordStatus::concern);
  CHECK(in_words(references[0].status) == "expression of concern, 2021-02-03, in Retraction Watch");
}

TEST_CASE("a row whose PMID is another paper's is not about this one, though the DOI is the same") {
  MemoryEvidence evidence;
  evidence.add(paper(10));
  evidence.add(row("1", NoticeNature::retraction, {2021, 2, 3, ""}, 11, "10.5555/p.10"));
  CHECK(status_in(evidence, 10).status == RecordStatus::ok);
  evidence.add(row("2", NoticeNature::retraction, {2021, 2, 3, ""}, 0, "10.5555/p.10"));
  CHECK(status_in(evidence, 10).status == RecordStatus::retracted);
}

TEST_CASE("a later reinstatement lifts the list's retraction, an earlier one does not") {
  const PartialDate early{2020, 1, 1, ""}, late{2022, 1, 1, ""}, unknown;
  const auto with = [](const PartialDate& retracted, const PartialDate& reinstated) {
    MemoryEvidence evidence;
    evidence.add(row("2", NoticeNature::reinstatement, reinstated, 10));
    evidence.add(row("1", NoticeNature::retraction, retracted, 10));
    return status_in(evidence, 10);
  };
  CHECK(with(early, late).status == RecordStatus::ok);
  CHECK(with(early, late).checked);
  CHECK(types(with(early, late)) == Types{"Reinstatement"});
  CHECK(with(late, early).status == RecordStatus::retracted);
  CHECK(with(early, early).status == RecordStatus::ok);
  // What is not known takes nothing back.
  CHECK(with(early, unknown).status == RecordStatus::retracted);
  CHECK(with(unknown, late).status == RecordStatus::retracted);

  MemoryEvidence evidence;
  evidence.add(row("1", NoticeNature::retraction, early, 10));
  evidence.add(row("2", NoticeNature::reinstatement, late, 10));
  evidence.add(row("3", NoticeNature::concern, early, 10));
  CHECK(status_in(evidence, 10).status == RecordStatus::concern);
  RetractionNotice of_another_list = row("4", NoticeNature::retraction, early, 10);
  of_another_list.source = "Another list";
  evidence.add(of_another_list);
  CHECK(status_in(evidence, 10).status == RecordStatus::retracted);
}

TEST_CASE("a reinstatement on the list does not take back what PubMed's own records say; both are told") {
  MemoryEvidence evidence;
  evidence.add(paper(10, {{"RetractionIn", 99, "J Knots. 2020", ""}}));
  evidence.add(row("1", NoticeNature::retraction, {2020, 1, 1, ""}, 10));
  evidence.add(row("2", NoticeNature::reinstatement, {2022, 1, 1, ""}, 10));
  const ResolvedStatus status = status_in(evidence, 10);
  CHECK(status.status == RecordStatus::retracted);
  CHECK(types(status) == Types{"RetractionIn", "Reinstatement"});
}

TEST_CASE("what PubMed and the list both say is one reason with both names") {
  MemoryEvidence evidence;
  evidence.add(paper(10, {{"RetractionIn", 99, "J Knots. 2020", ""}}));
  RetractionNotice notice = row("1", NoticeNature::retraction, {2020, 5, 6, ""}, 10);
  notice.notice_pmid = 99;
  evidence.add(notice);
  const ResolvedStatus status = status_in(evidence, 10);
  REQUIRE(status.reasons.size() == 1);
  CHECK(status.reasons[0].said_by == "PubMed and Retraction Watch");
  CHECK(status.reasons[0].date.iso() == "2020-05-06");
  CHECK(in_words(status) == "retraction notice PMID 99, 2020-05-06, in PubMed and Retraction Watch");
  // Two different errata are two.
  evidence.add(paper(11, {{"ErratumIn", 98, "J Knots. 2020", ""}}));
  RetractionNotice erratum = row("2", NoticeNature::correction, {2021, 5, 6, ""}, 11);
  erratum.notice_pmid = 97;
  evidence.add(erratum);
  CHECK(types(status_in(evidence, 11)) == Types{"ErratumIn", "ErratumIn"});
}

TEST_CASE("retract and replace is told apart from a retraction") {
  MemoryEvidence evidence;
  RetractionNotice notice = row("1", NoticeNature::retraction, {2020, 5, 6, ""}, 10);
  notice.reasons.push_back("Retract and Replace");
  evidence.add(notice);
  CHECK(status_in(evidence, 10).status == RecordStatus::retracted);
  CHECK(types(status_in(evidence, 10)) == Types{"RetractedandRepublishedIn"});
}

TEST_CASE("a PMID that the list knows only as a notice is a notice; a record in the store speaks for itself") {
  MemoryEvidence evidence;
  RetractionNotice notice = row("1", NoticeNature::retraction, {2020, 5, 6, ""}, 10);
  notice.notice_pmid = 99;
  evidence.add(notice);
  const ResolvedStatus status = status_in(evidence, 99);
  CHECK(status.status == RecordStatus::notice);
  CHECK(types(status) == Types{"RetractionOf"});
  CHECK(status.reasons[0].notice == 10);
  evidence.add(paper(99));
  CHECK(status_in(evidence, 99).status == RecordStatus::ok);
  // The list's DOI of a notice is often the paper's own: that makes no notice of the paper.
  RetractionNotice marked = row("2", NoticeNature::retraction, {2020, 5, 6, ""}, 0, "10.5555/p.12");
  marked.notice_doi = "10.5555/p.12";
  evidence.add(marked);
  evidence.add(paper(12));
  CHECK(status_in(evidence, 12).status == RecordStatus::retracted);
}

TEST_CASE("every kind of link is derived from either end, whichever record was there first") {
  struct Pair {
    const char* in;  // said by the paper
    const char* of;  // said by the other
    RecordStatus paper, other;
  };
  using enum RecordStatus;
  const Pair pairs[] = {
      {"RetractionIn", "RetractionOf", retracted, notice},
      {"PartialRetractionIn", "PartialRetractionOf", corrected, notice},
      {"ExpressionOfConcernIn", "ExpressionOfConcernFor", concern, notice},
      {"ErratumIn", "ErratumFor", corrected, notice},
      {"CorrectedandRepublishedIn", "CorrectedandRepublishedFrom", corrected, ok},
      {"RetractedandRepublishedIn", "RetractedandRepublishedFrom", retracted, ok},
      {"RepublishedIn", "RepublishedFrom", ok, ok},
      {"UpdateIn", "UpdateOf", ok, ok},
  };
  for (const Pair& pair : pairs) {
    INFO(pair.in);
    for (const bool from_paper : {true, false}) {
      for (const bool both_in_store : {true, false}) {
        MemoryEvidence evidence;
        if (from_paper) {
          evidence.add(paper(10, {{pair.in, 99, "", ""}}));
          if (both_in_store) evidence.add(paper(99));
        } else {
          evidence.add(paper(99, {{pair.of, 10, "", ""}}));
          if (both_in_store) evidence.add(paper(10));
        }
        CAPTURE(from_paper, both_in_store);
        CHECK(word(status_in(evidence, 10).status) == word(pair.paper));
        CHECK(types(status_in(evidence, 10)) == Types{pair.in});
        // A record that another calls its notice is a notice where its own record is not there to say otherwise.
        const bool told = !from_paper || !both_in_store || pair.other == ok;
        CHECK(word(status_in(evidence, 99).status) == word(told ? pair.other : ok));
        CHECK(types(status_in(evidence, 99)) == (told ? Types{pair.of} : Types{}));
        for (const char* type : {pair.in, pair.of}) {
          CHECK(word(status_by_reason(type)) == word(type == pair.in ? pair.paper : pair.other));
        }
      }
    }
  }
}
