// The MeSH vocabulary and the retraction lists in a store, and the way there from a store of the first version.
#include <sqlite3.h>

#include "core/embedded.h"
#include "store/derived.h"
#include "store/evidence_store.h"
#include "store/import_session.h"
#include "store/record_blob.h"
#include "store/verify.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using namespace claimassay;

namespace {

using Folder = test::TemporaryFolder;

MeshDescriptor heading(const std::string& ui, const std::string& name, std::vector<std::string> numbers,
                       std::vector<std::string> terms = {}) {
  MeshDescriptor descriptor;
  descriptor.ui = ui;
  descriptor.name = name;
  descriptor.tree_numbers = std::move(numbers);
  descriptor.entry_terms = std::move(terms);
  descriptor.revised = {2020, 7, 1, ""};
  descriptor.edition = 2024;
  return descriptor;
}

template <class... Items>
ImportCounts import(EvidenceStore& store, const Items&... items) {
  const auto session = store.begin_import({"file", "", "mesh-xml", 1, "2026-01-01"});
  (session->put(items), ...);
  return session->commit();
}

std::vector<std::string> names(const std::vector<MeshName>& found) {
  std::vector<std::string> out;
  for (const MeshName& one : found) out.push_back(one.name);
  return out;
}

RetractionNotice row(const std::string& record, NoticeNature nature, int year, Pmid pmid, const std::string& doi) {
  RetractionNotice notice;
  notice.source = "A list";
  notice.record = record;
  notice.nature = nature;
  notice.date = {year, 2, 3, ""};
  notice.paper_pmid = pmid;
  notice.paper_doi = doi;
  notice.reasons = {"Error in Data", "Objections by Author(s)"};
  return notice;
}

std::vector<std::string> records(const std::vector<RetractionNotice>& notices) {
  std::vector<std::string> out;
  for (const RetractionNotice& one : notices) out.push_back(one.record);
  return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a descriptor comes back as it was put in and is found under each of its names") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  CHECK(store->mesh_by_term("sore feet").empty());
  MeshDescriptor sore = heading("D900001", "Foot Soreness", {"C23.100.200", "C05.360"}, {"Sore-Feet", "Feet, Sore"});
  sore.actions = {"D900900", "D900901"};
  sore.scope_note = "Soreness of the feet.";
  sore.descriptor_class = 3;
  CHECK(import(*store, sore).added == 1);
  REQUIRE(store->mesh_by_ui("D900001"));
  CHECK(descriptor_line(*store->mesh_by_ui("D900001")) == descriptor_line(sore));
  CHECK_FALSE(store->mesh_by_ui("D900002"));
  for (const char* spelling :
       {"foot soreness", "FOOT  SORENESS", "sore feet", "Sore-Feet", "feet sore", "F\u00f6\u00f6t soreness"}) {
    CAPTURE(spelling);
    REQUIRE(store->mesh_by_term(spelling).size() == 1);
    CHECK(store->mesh_by_term(spelling)[0].ui == "D900001");
  }
  CHECK(store->mesh_by_term("sore").empty());
  CHECK(store->mesh_by_term("").empty());
}

TEST_CASE("where two descriptors share a term, the one whose name it is comes first") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  import(*store, heading("D900001", "Sandals", {"J01.1"}, {"Shoes"}), heading("D900002", "Shoes", {"J01"}));
  const auto found = store->mesh_by_term("shoes");
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "Shoes");
  CHECK(found[1].name == "Sandals");
}

TEST_CASE("narrower descriptors are those below any place of the heading, each once") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  import(*store, heading("D1", "Shoes", {"J01.10", "K05"}), heading("D2", "Boots", {"J01.10.20", "K05.7"}),
         heading("D3", "Ski Boots", {"J01.10.20.5"}), heading("D4", "Hats", {"J01.105"}),
         heading("D5", "Clothes", {"J01"}));
  CHECK(names(store->mesh_narrower("D1")) == Names{"Shoes", "Boots", "Ski Boots"});
  CHECK(names(store->mesh_narrower("D3")) == Names{"Ski Boots"});
  CHECK(names(store->mesh_below("J01.10")) == Names{"Shoes", "Boots", "Ski Boots"});
  CHECK(names(store->mesh_below("J01")) == Names{"Clothes", "Shoes", "Boots", "Ski Boots", "Hats"});
  CHECK(store->mesh_narrower("D9").empty());
  CHECK(store->mesh_below("").empty());
  CHECK(store->mesh_below("J0").empty());
}

TEST_CASE("the later edition of a descriptor stays, whatever the order") {
  MeshDescriptor old = heading("D1", "Footwear", {"J01"}, {"Shoes", "Boots"}), later = heading("D1", "Shoes", {"J02"});
  later.edition = 2025;
  for (const bool old_first : {true, false}) {
    const Folder folder;
    const auto store = open_evidence(folder.store(), StoreMode::write);
    import(*store, old_first ? old : later);
    const ImportCounts second = import(*store, old_first ? later : old);
    CHECK(second.changed == (old_first ? 1u : 0u));
    CHECK(second.older == (old_first ? 0u : 1u));
    CHECK(import(*store, later).unchanged == 1);
    CHECK(store->mesh_by_ui("D1")->name == "Shoes");
    CHECK(store->mesh_by_term("boots").empty());
    CHECK(store->mesh_below("J01").empty());
  }
}

TEST_CASE("notices are found by PMID or DOI, of the paper or of the notice, by date") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  RetractionNotice first = row("10", NoticeNature::concern, 2019, 71, "10.5555/a");
  RetractionNotice second = row("9", NoticeNature::retraction, 2021, 71, "10.5555/a");
  second.notice_pmid = 99;
  second.notice_doi = "10.5555/n";
  const RetractionNotice by_doi_only = row("11", NoticeNature::correction, 2018, 0, "10.5555/a");
  const RetractionNotice other = row("12", NoticeNature::retraction, 2018, 72, "");
  CHECK(import(*store, second, first, by_doi_only, other).added == 4);
  CHECK(records(store->notices_for(71, "")) == Names{"10", "9"});
  CHECK(records(store->notices_for(71, "10.5555/a")) == Names{"11", "10", "9"});
  CHECK(records(store->notices_for(0, "10.5555/a")) == Names{"11", "10", "9"});
  CHECK(records(store->notices_for(99, "")) == Names{"9"});
  CHECK(records(store->notices_for(0, "10.5555/n")) == Names{"9"});
  // What names nothing finds nothing, also where rows have no identifier of that kind.
  CHECK(store->notices_for(0, "").empty());
  CHECK(store->notices_for(73, "10.5555/b").empty());
  CHECK(notice_line(store->notices_for(99, "").at(0)) == notice_line(second));
}

TEST_CASE("of one row of a list the state that was imported last stays") {
  const Folder folder;
  const auto store = open_evidence(folder.store(), StoreMode::write);
  RetractionNotice notice = row("1", NoticeNature::concern, 2019, 71, "");
  CHECK(import(*store, notice).added == 1);
  CHECK(import(*store, notice).unchanged == 1);
  notice.nature = NoticeNature::retraction;
  CHECK(import(*store, notice).changed == 1);
  REQUIRE(store->notices_for(71, "").size() == 1);
  CHECK(store->notices_for(71, "")[0].nature == NoticeNature::retraction);
}

TEST_CASE("a store of the first version is brought up to date when it is written to, with all that is in it") {
  const Folder folder;
  Citation paper;
  paper.pmid = 7;
  paper.title = "Socks for sore feet";
  paper.revised = {2020, 1, 2, ""};
  std::string blob;
  write_record_blob(paper, blob);
  {
    sqlite3* old = nullptr;
    REQUIRE(sqlite3_open(folder.store().c_str(), &old) == SQLITE_OK);
    const auto run = [&](const std::string& sql) {
      CHECK(sqlite3_exec(old, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    };
    run(std::string(*embedded_file("store/migrations/evidence_001.sql")));
    run("PRAGMA user_version = 1; PRAGMA application_id = 1128351062");
    run("INSERT INTO source_file (id, hash, name, format, bytes, imported_on) VALUES (1, 'h', 'f', 'pubmed-xml', 1, "
        "'')");
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(old, "INSERT INTO citation VALUES (7, 1, 20200102, 0, 1, 5, 'Socks for sore feet', '', ?1)", -1,
                       &insert, nullptr);
    sqlite3_bind_blob(insert, 1, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
    CHECK(sqlite3_step(insert) == SQLITE_DONE);
    sqlite3_finalize(insert);
    sqlite3_close(old);
  }
  CHECK_THROWS_AS(open_evidence(folder.store(), StoreMode::read), StoreError);
  const auto store = open_evidence(folder.store(), StoreMode::write);
  REQUIRE(store->by_pmid(7));
  CHECK(store->by_pmid(7)->title == "Socks for sore feet");
  CHECK(store->has_file("h"));
  CHECK(store->mesh_by_term("shoes").empty());
  CHECK(store->notices_for(7, "").empty());
  CHECK(import(*store, heading("D1", "Shoes", {"J01"}), row("1", NoticeNature::retraction, 2021, 7, "")).added == 2);
  CHECK(store->notices_for(7, "").size() == 1);
  CHECK(open_evidence(folder.store(), StoreMode::read)->mesh_by_term("shoes").size() == 1);
}

TEST_CASE("a copy that carries less never takes the place of the whole record of the same revision") {
  Citation whole, copy;
  whole.pmid = copy.pmid = 7;
  whole.title = "Socks";
  copy.title = "Socks, in a form with a longer title because it is written otherwise";
  whole.revised = copy.revised = {2020, 1, 2, ""};
  copy.abridged = true;
  for (const bool whole_first : {true, false}) {
    const Folder folder;
    const auto store = open_evidence(folder.store(), StoreMode::write);
    import(*store, whole_first ? whole : copy);
    CHECK(store->by_pmid(7)->abridged == !whole_first);
    import(*store, whole_first ? copy : whole);
    CHECK(store->by_pmid(7)->title == "Socks");
    CHECK_FALSE(store->by_pmid(7)->abridged);
    // One of a later revision does: what PubMed changed counts for more than what the form leaves out.
    copy.revised.day = 3;
    CHECK(import(*store, copy).changed == 1);
    copy.revised.day = 2;
  }
}

TEST_CASE("a store of the second version keeps its identifiers, and finds links that give a DOI alone") {
  const Folder folder;
  Citation paper, notice;
  paper.pmid = 7;
  paper.doi = "10.5555/feet.7";
  notice.pmid = 9;
  notice.links = {{"RetractionOf", 0, "J Feet. 2019. doi: 10.5555/feet.7.", ""}};
  {
    sqlite3* old = nullptr;
    REQUIRE(sqlite3_open(folder.store().c_str(), &old) == SQLITE_OK);
    const auto run = [&](const std::string& sql) {
      CHECK(sqlite3_exec(old, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    };
    run(std::string(*embedded_file("store/migrations/evidence_001.sql")));
    run(std::string(*embedded_file("store/migrations/evidence_002.sql")));
    run("PRAGMA user_version = 2; PRAGMA application_id = 1128351062");
    run("INSERT INTO source_file (id, hash, name, format, bytes, imported_on) VALUES (1, 'h', 'f', 'pubmed-xml', 1, "
        "'')");
    for (const Citation* record : {&paper, &notice}) {
      std::string blob;
      write_record_blob(*record, blob);
      sqlite3_stmt* insert = nullptr;
      sqlite3_prepare_v2(old, "INSERT INTO citation VALUES (?1, 1, 0, 0, 1, ?2, '', '', ?3)", -1, &insert, nullptr);
      sqlite3_bind_int64(insert, 1, record->pmid);
      sqlite3_bind_int64(insert, 2, content_of("", "", blob));
      sqlite3_bind_blob(insert, 3, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
      CHECK(sqlite3_step(insert) == SQLITE_DONE);
      sqlite3_finalize(insert);
    }
    run("INSERT INTO citation VALUES (8, 1, 0, 0, 1, 5, '', '', x'FF')");  // damaged, and no reason to refuse the rest
    run("INSERT INTO identifier VALUES (" + std::to_string(identifier_key("doi", paper.doi)) + ", 7)");
    sqlite3_close(old);
  }
  {
    const auto store = open_evidence(folder.store(), StoreMode::write);
    CHECK(store->pmid_of_doi("10.5555/feet.7") == 7);
    REQUIRE(store->links_to(7, "10.5555/feet.7").size() == 1);
    CHECK(store->links_to(7, "10.5555/feet.7")[0].from == 9);
    store->checkpoint();
  }
  const auto faults = verify_evidence(folder.store(), {.quick = false}).faults;
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].what.find("hash is another): 8") != std::string::npos);
}
