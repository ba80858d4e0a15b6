#include "store/evidence_store.h"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/citation_json.h"
#include "core/guideline_json.h"
#include "store/import_session.h"
#include "store/search_index.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using namespace claimassay;

namespace {

namespace fs = std::filesystem;

using Folder = test::TemporaryFolder;

Citation paper(Pmid pmid, const std::string& title, int revised_day = 1, int version = 1) {
  Citation citation;
  citation.pmid = pmid;
  citation.version = version;
  citation.title = title;
  citation.abstract = {{"METHODS", "METHODS", "We looked."}, {"", "", "Text about " + title}};
  citation.doi = "10.5555/" + std::to_string(pmid);
  citation.pmc = "PMC" + std::to_string(pmid);
  citation.published = {2020, 3, 0, ""};
  citation.revised = {2021, 1, revised_day, ""};
  return citation;
}

ImportCounts import(EvidenceStore& store, const std::vector<Citation>& records, const std::vector<Pmid>& deleted = {}) {
  const auto session = store.begin_import({"file", "", "pubmed-xml", 1, "2026-01-01"});
  for (const Citation& record : records) session->put(record);
  for (const Pmid pmid : deleted) session->remove(pmid);
  return session->commit();
}

std::vector<Pmid> found(const EvidenceStore& store, const std::string& words) {
  std::vector<Pmid> pmids;
  Diagnostics diagnostics;
  const auto result = store.search({"query", words, {}, ""}, {}, diagnostics);
  for (const SearchHit& hit : result.value_or(SearchResult()).hits) pmids.push_back(hit.record.pmid);
  std::sort(pmids.begin(), pmids.end());
  return pmids;
}

std::string everything(const EvidenceStore& store) {
  std::string lines;
  store.for_each([&](const Citation& citation) { lines += citation_line(citation); });
  return lines;
}

void execute(const std::string& path, const std::string& sql) {
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
  CHECK(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(connection);
}

StoreProblem problem_of(const std::string& path, StoreMode mode) {
  try {
    open_evidence(path, mode);
  } catch (const StoreError& error) {
    return error.problem;
  }
  FAIL("the store was opened");
  return StoreProblem::failed;
}

}  // namespace

TEST_CASE("a record comes back exactly as it was put in") {
  const Folder folder;
  Citation citation = paper(7, "Feet");
  citation.vernacular_title = "Füße";
  citation.other_abstracts = {{"Publisher", "ger", {{"ZIEL", "", "Sehen."}}}};
  citation.authors = {{"Family", "Given", "G", "Jr", "", "0000-0002-1825-0097", {"A", "B"}, false},
                      {"", "", "", "", "Group", "", {}, true}};
  citation.authors_complete = false;
  citation.investigators = {{"Inv", "", "", "", "", "", {}, true}};
  citation.editors = {{"Ed", "", "", "", "", "", {}, true}};
  citation.journal = {"Title", "Abbr", "1234-5678", "99", "1", "2"};
  citation.pages = "1-9";
  citation.electronic = {2020, 2, 29, ""};
  citation.completed = {1998, 0, 0, "1998 Dec-1999 Jan"};
  citation.languages = {"eng", "ger"};
  citation.publication_types = {{"D016449", "Randomized Controlled Trial"}};
  citation.mesh = {{"D1", "Foot", true, {{"Q1", "injuries", true}, {"Q2", "therapy", false}}}};
  citation.keywords = {{"socks", true}};
  citation.substances = {{"D2", "Wax", "1-2-3"}};
  citation.links = {{"RetractionIn", 8, "J. 2021", "note"}, {"ErratumIn", 0, "J. 2022", ""}};
  citation.data_banks = {{"ClinicalTrials.gov", "NCT1"}};
  citation.grants = {{"G1", "AB", "Agency", "Nowhere"}};
  citation.references = {{"Ref", 9, "10.5555/9", "PMC9"}};
  citation.history = {{"entrez", {2020, 3, 1, ""}}};
  citation.conflict_of_interest = "None.";
  citation.medline_status = "MEDLINE";
  citation.is_book = true;
  citation.book_title = "Book";
  citation.publisher = "Press";
  {
    const auto store = open_evidence(folder.store(), StoreMode::write);
    CHECK(import(*store, {citation}).added == 1);
    store->checkpoint();
  }
  const auto store = open_evidence(folder.store(), StoreMode::read);
  REQUIRE(store->by_pmid(7));
  CHECK(citation_line(*store->by_pmid(7)) == citation_line(citation));
  CHECK(store->pmid_of_doi("10.5555/7") == 7);
  CHECK(store->pmid_of_pmc("PMC7") == 7);
  CHECK_FALSE(store->pmid_of_doi("10.5555/8"));
  CHECK_FALSE(store->by_pmid(8));
  const auto links = store->links_to(8, "");
  REQUIRE(links.size() == 1);
  CHECK(links[0].from == 7);
  CHECK(links[0].type == "RetractionIn");
  CHECK(links[0].date.iso() == "2020-03");
}

TEST_CASE("the newest state of a record wins whatever the order, and importing it again changes nothing") {
  std::vector<Citation> states = {paper(1, "old", 1), paper(1, "newer", 5), paper(1, "second version", 2, 2),
                                  paper(1, "second version, fuller text", 2, 2)};
  std::sort(states.begin(), states.end(), [](const auto& a, const auto& b) { return a.title < b.title; });
  std::string first;
  do {
    const Folder folder;
    const auto store = open_evidence(folder.store(), StoreMode::write);
    for (const Citation& state : states) import(*store, {state});
    CHECK(store->by_pmid(1)->title == "second version, fuller text");
    CHECK(found(*store, "fuller") == std::vector<Pmid>{1});
    CHECK(found(*store, "newer").empty());
    for (const Citation& state : states) {
      const ImportCounts again = import(*store, {state});
      CHECK(again.added + again.changed + again.deleted == 0);
    }
    if (first.empty()) first = everything(*store);
    CHECK(everything(*store) == first);
  } while (std::next_permutation(states.begin(), states.end(),
                                 [](const auto& a, const auto& b) { return a.title < b.title; }));
}

TEST_CASE("a deletion holds, before and after, until the record is revised") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  CHECK(import(*store, {paper(1, "gone"), paper(2, "stays")}).added == 2);
  CHECK(import(*store, {paper(3, "dates the deletion", 10)}, {1, 4}).deleted == 1);
  CHECK_FALSE(store->by_pmid(1));
  CHECK(found(*store, "gone").empty());
  CHECK_FALSE(store->pmid_of_doi("10.5555/1"));
  CHECK(import(*store, {paper(1, "gone", 9), paper(4, "never came", 10)}).older == 2);
  CHECK(import(*store, {paper(1, "back again", 11)}).added == 1);
  CHECK(found(*store, "back") == std::vector<Pmid>{1});
}

TEST_CASE("an import that is not committed leaves nothing") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  import(*store, {paper(1, "one")});
  const std::string before = everything(*store);
  {
    const auto session = store->begin_import({"broken", "hash", "pubmed-xml", 1, ""});
    session->put(paper(1, "one changed", 9));
    session->put(paper(2, "two"));
    session->remove(1);
  }
  CHECK(everything(*store) == before);
  CHECK_FALSE(store->has_file("hash"));
  CHECK(store->search_is_ready());
  CHECK(found(*store, "two").empty());
}

TEST_CASE("an index that is behind, missing or of another store is mended") {
  const Folder folder;
  const std::string index = SearchIndex::path_for(folder.store());
  {
    const auto store = open_evidence(folder.store(), StoreMode::write);
    import(*store, {paper(1, "apple"), paper(2, "pear")});
    store->checkpoint();
  }
  const std::string behind = (folder.path / "behind.db").string();
  fs::copy_file(index, behind);
  {
    const auto store = open_evidence(folder.store(), StoreMode::write);
    import(*store, {paper(1, "banana", 5), paper(3, "cherry")}, {2});
    store->checkpoint();
  }
  SECTION("one file behind, as after a kill between the two commits") {
    fs::copy_file(behind, index, fs::copy_options::overwrite_existing);
  }
  SECTION("lost") { fs::remove(index); }
  SECTION("not a database") { std::ofstream(index, std::ios::trunc) << std::string(4096, 'x'); }
  SECTION("of another store") { execute(index, "UPDATE watermark SET store_id = 'other'"); }
  CHECK_FALSE(open_evidence(folder.store(), StoreMode::read)->search_is_ready());
  const auto store = open_evidence(folder.store(), StoreMode::write);
  store->refresh_search();
  CHECK(store->search_is_ready());
  CHECK(found(*store, "banana") == std::vector<Pmid>{1});
  CHECK(found(*store, "cherry") == std::vector<Pmid>{3});
  CHECK(found(*store, "apple OR pear").empty());
}

TEST_CASE("files that are no store of ours are refused and left as they are") {
  const Folder folder;
  const std::string path = folder.store();
  CHECK(problem_of(path, StoreMode::read) == StoreProblem::missing);
  SECTION("not SQLite") {
    std::ofstream(path) << "Dear editor, this is a letter and not a database at all.\n";
    for (const StoreMode mode : {StoreMode::read, StoreMode::write})
      CHECK(problem_of(path, mode) == StoreProblem::not_a_store);
  }
  SECTION("another program's database") {
    execute(path, "CREATE TABLE theirs (x)");
    for (const StoreMode mode : {StoreMode::read, StoreMode::write})
      CHECK(problem_of(path, mode) == StoreProblem::not_a_store);
  }
  SECTION("a store of a newer version") {
    open_evidence(path, StoreMode::write);
    execute(path, "PRAGMA user_version = 999");
    for (const StoreMode mode : {StoreMode::read, StoreMode::write})
      CHECK(problem_of(path, mode) == StoreProblem::newer);
  }
  SECTION("an empty file, to read") {
    std::ofstream(path).flush();
    CHECK(problem_of(path, StoreMode::read) == StoreProblem::not_a_store);
  }
}

TEST_CASE("a store is complete only for what was declared") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  CHECK_FALSE(store->complete_for(5));
  store->declare_complete(1, 10);
  store->declare_complete(20, 30);
  CHECK(store->complete_for(5));
  CHECK_FALSE(store->complete_for(15));
  CHECK(store->complete_for(30));
}

TEST_CASE("guideline summaries come back whole and are found by address, DOI and id") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  Guideline guideline{"guideline:1",  "On feet", "Society of Feet",  2024, "https://www.Example.org/feet/#top",
                      "10.5555/feet", {},        "We suggest socks."};
  guideline.recommendations = {{1,
                                "R1",
                                "We suggest socks.",
                                {0, 17},
                                RecommendationDirection::in_favour,
                                "suggest",
                                "low",
                                RecommendationStrength::conditional,
                                StatedGrade::low,
                                "GRADE"},
                               {2,
                                "",
                                "No words on hats.",
                                {17, 20},
                                RecommendationDirection::neither,
                                "",
                                "",
                                RecommendationStrength::none,
                                std::nullopt,
                                ""}};
  const auto put = [&](const Guideline& one) {
    const auto session = store->begin_import({"g.md", "", "guideline", 1, ""});
    session->put(one);
    return session->commit();
  };
  CHECK(put(guideline).added == 1);
  CHECK(put(guideline).unchanged == 1);
  const auto json = [](const Guideline& one) {
    JsonWriter writer;
    write_guideline(writer, one);
    return writer.take();
  };
  for (const auto& again : {store->guideline_by_id("guideline:1"), store->guideline_by_url("http://example.org/feet"),
                            store->guideline_by_doi("10.5555/feet")}) {
    REQUIRE(again);
    CHECK(json(*again) == json(guideline));
  }
  guideline.recommendations.pop_back();
  CHECK(put(guideline).changed == 1);
  CHECK(store->guideline_by_id("guideline:1")->recommendations.size() == 1);
  CHECK_FALSE(store->guideline_by_url(""));
  CHECK_FALSE(store->guideline_by_id("guideline:2"));
}

TEST_CASE("identifiers are found and lost as records come and go, through every merge of their segments") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  constexpr Pmid files = 70, each = 5;
  for (Pmid file = 0; file < files; ++file) {
    std::vector<Citation> records;
    for (Pmid pmid = file * each + 1; pmid <= (file + 1) * each; ++pmid) records.push_back(paper(pmid, "socks"));
    std::vector<Pmid> gone;
    if (file > 0) {
      // Of the file before, one record gets another DOI and one is deleted.
      Citation changed = paper(file * each, "stockings", 2);
      changed.doi = "10.5555/new." + std::to_string(changed.pmid);
      records.push_back(changed);
      gone.push_back(file * each - 1);
    }
    import(*store, records, gone);
  }
  store->checkpoint();
  Database reader(folder.store(), StoreMode::read);
  CHECK(reader.integer("SELECT count(*) FROM identifier_segment") < 20);
  CHECK(reader.integer("SELECT max(level) FROM identifier_segment") == 2);
  CHECK(reader.integer("SELECT count(*) FROM identifier WHERE segment NOT IN (SELECT id FROM identifier_segment)") ==
        0);
  CHECK(reader.integer("SELECT count(*) FROM identifier") == (files * each - (files - 1)) * 2);
  for (Pmid pmid = 1; pmid <= files * each; ++pmid) {
    const bool last_file = pmid > (files - 1) * each, deleted = !last_file && pmid % each == each - 1,
               changed = !last_file && pmid % each == 0;
    INFO(pmid);
    CHECK(store->pmid_of_pmc("PMC" + std::to_string(pmid)).has_value() == !deleted);
    CHECK(store->pmid_of_doi("10.5555/" + std::to_string(pmid)).has_value() == (!deleted && !changed));
    CHECK(store->pmid_of_doi("10.5555/new." + std::to_string(pmid)).has_value() == changed);
  }
}

TEST_CASE("a record that changes within one file keeps what it keeps") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  Citation later = paper(1, "later", 2);
  later.pmc = "PMC9";
  import(*store, {paper(1, "first"), later, paper(2, "gone"), paper(3, "dates it", 5)}, {2});
  CHECK(store->pmid_of_doi("10.5555/1") == 1);
  CHECK(store->pmid_of_pmc("PMC9") == 1);
  CHECK_FALSE(store->pmid_of_pmc("PMC1"));
  CHECK_FALSE(store->pmid_of_doi("10.5555/2"));
}

TEST_CASE("a link that gives a DOI alone is found from its other end, and no longer when it has gone") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  Citation notice = paper(9, "A notice");
  notice.links = {{"Cites", 0, "J Feet. doi: 10.5555/7", ""},
                  {"RetractionOf", 0, "J Feet. 2019. doi: 10.5555/7.", "n"},
                  {"RetractionOf", 7, "J Feet. 2019. doi: 10.5555/other", ""}};
  import(*store, {notice, paper(7, "The paper")});
  auto links = store->links_to(0, "10.5555/7");
  REQUIRE(links.size() == 1);
  CHECK(links[0].from == 9);
  CHECK(links[0].to == 0);
  CHECK(links[0].type == "RetractionOf");
  CHECK(links[0].date.iso() == "2020-03");
  CHECK(store->links_to(7, "10.5555/7").size() == 2);
  CHECK(store->links_to(0, "10.5555/other").empty());
  CHECK(store->linked_by_doi("retractionof") == std::vector<Pmid>{7});
  notice.links.clear();
  notice.revised.day = 9;
  import(*store, {notice});
  CHECK(store->links_to(7, "10.5555/7").empty());
  CHECK(store->linked_by_doi("RetractionOf").empty());
}
