#include "citations/resolve.h"

#include "tests/catch.h"
#include "tests/memory_evidence.h"

using namespace claimassay;
using claimassay::test::MemoryEvidence;

namespace {

Citation record(Pmid pmid, std::string title, std::string doi = "", std::string pmc = "") {
  Citation made;
  made.pmid = pmid;
  made.title = std::move(title);
  made.doi = std::move(doi);
  made.pmc = std::move(pmc);
  return made;
}

MemoryEvidence shelf() {
  MemoryEvidence evidence;
  evidence.add(record(10, "Warm stones for the stiff neck of weavers", "10.1000/stones", "PMC7"));
  evidence.add(record(20, "Prevalence of asthma among rural dentists", "10.1000/asthma"));
  Guideline guideline;
  guideline.title = "Care of stiff necks";
  guideline.url = "https://example.org/necks";
  guideline.doi = "10.1000/necks";
  evidence.add(guideline);
  return evidence;
}

ReferenceEntry entry(int number) {
  ReferenceEntry made;
  made.number = number;
  made.text = "an entry";
  return made;
}

ResolvedReference resolve_one(const ReferenceEntry& e, const EvidenceSource* evidence) {
  return resolve_references({}, {e}, evidence).at(0);
}

}  // namespace

TEST_CASE("an entry is resolved by whichever identifier the store knows") {
  const MemoryEvidence evidence = shelf();
  ReferenceEntry e = entry(1);
  SECTION("PMID") { e.pmid = 10; }
  SECTION("PMC") { e.pmc = "PMC7"; }
  SECTION("DOI") { e.doi = "10.1000/stones"; }
  SECTION("an address that holds one") { e.url = "https://pubmed.ncbi.nlm.nih.gov/10/"; }
  SECTION("a DOI address") { e.url = "https://doi.org/10.1000/STONES"; }
  const ResolvedReference found = resolve_one(e, &evidence);
  CHECK(word(found.resolution) == "found");
  REQUIRE(found.record);
  CHECK(found.record->pmid == 10);
  CHECK(found.status.checked);
  CHECK(found.identifier_conflict.empty());
}

TEST_CASE("guidelines are found by address and DOI") {
  const MemoryEvidence evidence = shelf();
  ReferenceEntry e = entry(1);
  e.url = "https://example.org/necks";
  const ResolvedReference found = resolve_one(e, &evidence);
  CHECK(word(found.resolution) == "found");
  CHECK(found.matched_by == "url");
  CHECK(found.guideline.has_value());
  CHECK_FALSE(found.record.has_value());
  CHECK_FALSE(found.status.checked);
}

TEST_CASE("not in the store is not the same as not existing") {
  MemoryEvidence evidence = shelf();
  ReferenceEntry e = entry(1);
  e.pmid = 500;
  CHECK(word(resolve_one(e, &evidence).resolution) == "not_in_store");
  CHECK_FALSE(resolve_one(e, &evidence).status.checked);
  CHECK(word(resolve_one(e, nullptr).resolution) == "not_in_store");
  evidence.declare_complete(400, 600);
  CHECK(word(resolve_one(e, &evidence).resolution) == "unresolvable");
}

TEST_CASE("malformed identifiers lead nowhere; free text cannot be judged") {
  ReferenceEntry e = entry(1);
  CHECK(word(resolve_one(e, nullptr).resolution) == "no_identifier");
  e.malformed = {"PMID 0"};
  CHECK(word(resolve_one(e, nullptr).resolution) == "unresolvable");
  // A good identifier beside the malformed one still finds the record.
  const MemoryEvidence evidence = shelf();
  e.doi = "10.1000/stones";
  CHECK(word(resolve_one(e, &evidence).resolution) == "found");
}

TEST_CASE("cited numbers without an entry are listed as unresolved, each once, with how often they are cited") {
  Article article;
  for (int number : {1, 2, 2, 1, 2}) {
    CitationMarker marker;
    marker.numbers = {number};
    article.markers.push_back(marker);
  }
  const auto references = resolve_references(article, {}, nullptr);
  REQUIRE(references.size() == 2);
  CHECK(word(references[0].resolution) == "no_entry");
  CHECK(references[0].cited == 2);
  CHECK(references[1].cited == 3);
}

TEST_CASE("identifiers of one entry that lead to different records contradict each other") {
  const MemoryEvidence evidence = shelf();
  ReferenceEntry e = entry(1);
  e.pmid = 10;
  e.doi = "10.1000/asthma";
  CHECK_FALSE(resolve_one(e, &evidence).identifier_conflict.empty());
  e.doi = "10.1000/stones";
  CHECK(resolve_one(e, &evidence).identifier_conflict.empty());
  e.doi = "10.1000/stones.pub2";  // a DOI that the store does not know says nothing
  CHECK(resolve_one(e, &evidence).identifier_conflict.empty());
  e.pmid = 11;  // not in the store, but the record behind the DOI has another one
  e.doi = "10.1000/stones";
  CHECK_FALSE(resolve_one(e, &evidence).identifier_conflict.empty());
}

TEST_CASE("a preprint and its published version in one entry are no contradiction") {
  MemoryEvidence evidence = shelf();
  Citation preprint = record(30, "Warm stones: early look", "10.1000/pre");
  preprint.links.push_back({"UpdateIn", 10, "", ""});
  evidence.add(preprint);
  ReferenceEntry e = entry(1);
  e.pmid = 10;
  e.doi = "10.1000/pre";
  CHECK(resolve_one(e, &evidence).identifier_conflict.empty());
}

TEST_CASE("a retraction that only a notice in the store knows of is found for a paper that is not there") {
  MemoryEvidence evidence = shelf();
  Citation notice = record(99, "Retraction notice");
  notice.links.push_back({"RetractionOf", 500, "", ""});
  evidence.add(notice);
  ReferenceEntry e = entry(1);
  e.pmid = 500;
  const ResolvedReference found = resolve_one(e, &evidence);
  CHECK(word(found.resolution) == "not_in_store");
  CHECK(found.status.checked);
  CHECK(word(found.status.status) == "retracted");
}

TEST_CASE("what the store lacks becomes one query, each identifier once") {
  const MemoryEvidence evidence = shelf();
  std::vector<ReferenceEntry> entries(6, entry(1));
  for (int i = 0; i < 6; ++i) entries[static_cast<std::size_t>(i)].number = i + 1;
  entries[0].pmid = 500;
  entries[1].doi = "10.1000/new(2)9";
  entries[2].pmc = "PMC88";
  entries[3].pmid = 500;
  entries[4].pmid = 10;  // in the store
  CHECK(pubmed_query(resolve_references({}, entries, &evidence)) ==
        "500[uid] OR \"10.1000/new(2)9\"[doi] OR PMC88[pmcid]");
  CHECK(pubmed_query(resolve_references({}, {entries[4]}, &evidence)).empty());
}
