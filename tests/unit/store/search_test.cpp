#include "store/search.h"

#include <algorithm>
#include <filesystem>

#include "store/evidence_store.h"
#include "store/import_session.h"
#include "store/search_terms.h"
#include "store/search_thesaurus.h"
#include "store/search_types.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

namespace fs = std::filesystem;

Citation paper(Pmid pmid, const std::string& title, const std::string& abstract = "", int year = 2020) {
  Citation citation;
  citation.pmid = pmid;
  citation.title = title;
  if (!abstract.empty()) citation.abstract = {{"", "", abstract}};
  citation.published = {year, 0, 0, ""};
  citation.journal = {"Journal of Made Up Results", "J Made Up", "", "", "", ""};
  return citation;
}

Citation with_type(Citation citation, const std::string& type) {
  citation.publication_types = {{"", type}};
  return citation;
}

/// A store in a folder of its own, gone afterwards.
class Desk {
 public:
  explicit Desk(const std::vector<Citation>& records) {
    std::string name = (fs::temp_directory_path() / "search-test-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    store_ = open_evidence((folder_ / "evidence.db").string(), StoreMode::write);
    import(records);
    options.status_of = [](const Citation& record) {
      for (const RecordLink& link : record.links) {
        if (link.type == "RetractionIn") return RecordStatus::retracted;
      }
      return record.pmid == 404 ? RecordStatus::retracted : RecordStatus::ok;
    };
    options.design_of = [](const Citation& record) {
      return record.has_publication_type("D016449", "Randomized Controlled Trial") ? Design::rct : Design::unknown;
    };
    options.marks_of = [](RecordStatus status) {
      StatusMarks marks;
      if (status == RecordStatus::retracted) marks = {{}, {"RetractionIn"}, {"RetractionOf"}, {}, true};
      return marks;
    };
  }
  ~Desk() {
    store_.reset();
    fs::remove_all(folder_);
  }
  void import(const std::vector<Citation>& records) {
    const auto session = store_->begin_import({"file", "", "pubmed-xml", 1, "2026-01-01"});
    for (const Citation& record : records) session->put(record);
    session->commit();
  }
  EvidenceStore& store() { return *store_; }
  SearchResult search(const std::string& typed) {
    Diagnostics diagnostics;
    const auto result = store_->search({"query", typed, {}, ""}, options, diagnostics);
    INFO(draw(diagnostics));
    REQUIRE(result);
    return *result;
  }
  /// PMIDs in the order of the answer.
  std::vector<Pmid> found(const std::string& typed) {
    std::vector<Pmid> pmids;
    for (const SearchHit& hit : search(typed).hits) pmids.push_back(hit.record.pmid);
    return pmids;
  }
  std::string problem(const std::string& typed) {
    Diagnostics diagnostics;
    CHECK_FALSE(store_->search({"query", typed, {}, ""}, options, diagnostics));
    return diagnostics.all().empty() ? "" : diagnostics.all()[0].code;
  }
  SearchOptions options;

 private:
  fs::path folder_;
  std::unique_ptr<EvidenceStore> store_;
};

using Pmids = std::vector<Pmid>;

}  // namespace

TEST_CASE("search takes anything that can be typed") {
  Desk desk({paper(1, "Massage for low-back pain: CO₂ and 10⁻³"), paper(2, "Müller's randomised trial of massages"),
             paper(3, "Pain in the back of beyond")});
  CHECK(desk.found("massage") == Pmids{2, 1});
  CHECK(desk.found("does massage help low-back pain?") == Pmids{1});
  CHECK(desk.found("\"back pain\"") == Pmids{1});
  CHECK(desk.found("muller") == Pmids{2});
  CHECK(desk.found("random*") == Pmids{2});
  CHECK(desk.found("massages*") == Pmids{2, 1});
  CHECK(desk.found("co2") == Pmids{1});
  for (const char* typed :
       {"",           "\"",       "\"back",   "AND",        "OR",        "NOT",          "OR OR -",  "NEAR(",
        "a*b",        "title:x",  "title:",   "-",          "--",        "()",           "* *",      "'",
        "x\" OR \"y", "^massage", "{a b}: c", "\x01\x02 x", "author:\"", "year:2020 OR", "-massage", "status:ok",
        "type:rct"}) {
    INFO(typed);
    desk.search(typed);
  }
  desk.search(std::string(100'000, '('));
  desk.search(std::string(50'000, 'x'));
  std::string many;
  for (int i = 0; i < 5'000; ++i) many += "massage\" -pain OR ";
  desk.search(many);
}

TEST_CASE("what cannot be asked is refused with what can") {
  Desk desk({paper(1, "Massage")});
  CHECK(desk.problem("titel:massage") == "unknown-field");
  CHECK(desk.problem("year:20xx") == "bad-year");
  CHECK(desk.problem("year:2020..2010") == "bad-year");
  CHECK(desk.problem("year:..") == "bad-year");
  CHECK(desk.problem("status:withdrawn") == "bad-status");
  CHECK(desk.problem("type:novel") == "unknown-type");
  CHECK(desk.problem("-type:novel") == "unknown-type");
  // A colon that ends a word makes no field of it, and an address is none.
  CHECK(desk.found("Massage: https://massage.example/massage") == Pmids{1});
}

TEST_CASE("phrases, alternatives and exclusions") {
  Desk desk({paper(1, "Massage for back pain"), paper(2, "Acupuncture for back pain"), paper(3, "Pain of the back"),
             paper(4, "Back pain", "Massage and rest")});
  CHECK(desk.found("\"back pain\" -acupuncture") == Pmids{4, 1});
  CHECK(desk.found("pain NOT acupuncture NOT massage") == Pmids{3});
  CHECK(desk.found("pain -\"back pain\"") == Pmids{3});
  CHECK(desk.found("massage OR acupuncture pain") == Pmids{2, 1, 4});
  CHECK(desk.found("title:massage") == Pmids{1});
  CHECK(desk.found("pain -title:massage acupuncture OR rest") == Pmids{2, 4});
}

TEST_CASE("a record with every word in the title stands above one with some of them in the abstract") {
  Desk desk({paper(1, "Massage", "Pain pain pain pain massage pain."), paper(2, "Massage for pain"),
             paper(3, "Other", "massage pain")});
  const SearchResult result = desk.search("massage pain");
  REQUIRE(result.hits.size() == 3);
  CHECK(result.hits[0].record.pmid == 2);
  CHECK(result.hits[0].all_in_title);
  CHECK(result.hits[1].record.pmid == 1);
  CHECK_FALSE(result.hits[1].all_in_title);
  CHECK(result.matches == 3);
  const SearchHit& last = result.hits[2];
  CHECK(last.title_matches.empty());
  REQUIRE(last.snippet.matches.size() == 2);
  CHECK(last.snippet.text.substr(last.snippet.matches[0].begin, last.snippet.matches[0].size()) == "massage");
}

TEST_CASE("equal hits are in the order of the newer PMID") {
  Desk desk({paper(9, "same words"), paper(3, "same words"), paper(5, "same words")});
  CHECK(desk.found("words") == Pmids{9, 5, 3});
}

TEST_CASE("reviews and trials stand before case reports, retracted papers last") {
  Citation gone = with_type(paper(5, "Massage for pain"), "Randomized Controlled Trial");
  gone.links = {{"RetractionIn", 77, "", ""}};
  Desk desk({with_type(paper(1, "Massage for pain"), "Systematic Review"),
             with_type(paper(4, "Massage for pain"), "Case Reports"), paper(2, "Massage for pain"),
             with_type(paper(3, "Massage for pain"), "Randomized Controlled Trial"), gone,
             paper(6, "Massage for pain: a systematic review of everything")});
  CHECK(desk.found("massage pain") == Pmids{6, 1, 3, 2, 4, 5});
  CHECK(desk.search("massage pain").hits[5].status == RecordStatus::retracted);
}

TEST_CASE("authors, journals and years") {
  Citation smith = paper(1, "Massage", "", 2015);
  smith.authors = {{"van der Smith", "Jane", "JA", "", "", "", {}, true}, {"Lee", "K", "K", "", "", "", {}, true}};
  Citation group = paper(2, "Massage", "", 1999);
  group.authors = {{"", "", "", "", "Back Pain Trial Group", "", {}, true}};
  group.journal.title = "Spine";
  Desk desk({smith, group, paper(3, "Massage by smith", "", 2031)});
  CHECK(desk.found("author:smith") == Pmids{1});
  CHECK(desk.found("massage author:\"Smith JA\"") == Pmids{1});
  CHECK(desk.found("author:\"smith j\"") == Pmids{1});
  CHECK(desk.found("author:\"smith k\"").empty());
  CHECK(desk.found("author:smi*") == Pmids{1});
  CHECK(desk.found("author:\"pain trial\"") == Pmids{2});
  CHECK(desk.found("journal:spine") == Pmids{2});
  CHECK(desk.found("journal:\"made up\" massage") == Pmids{3, 2, 1});
  CHECK(desk.found("massage year:2015") == Pmids{1});
  CHECK(desk.found("year:2000..") == Pmids{3, 1});
  CHECK(desk.found("year:..1999") == Pmids{2});
  CHECK(desk.found("year:1990..2031 massage -year:2015") == Pmids{3, 2});
  CHECK(desk.found("year:2016..2030").empty());
}

TEST_CASE("types, designs and statuses") {
  Citation gone = paper(3, "Massage", "Once believed.");
  gone.links = {{"RetractionIn", 0, "", ""}};
  Citation notice = paper(5, "Notice");
  notice.links = {{"RetractionOf", 404, "", ""}, {"RetractionOf", 9999, "", ""}};
  Desk desk({with_type(paper(1, "Massage"), "Randomized Controlled Trial"), paper(2, "A randomised massage"), gone,
             notice, paper(404, "Massage elsewhere"), with_type(paper(6, "Massage"), "Letter")});
  // The words of 2 make it a candidate; reading it (here: its type alone) decides.
  CHECK(desk.found("massage type:rct") == Pmids{1});
  CHECK(desk.found("type:\"Randomised controlled trial\"") == Pmids{1});
  CHECK(desk.found("massage -type:rct -status:retracted") == Pmids{2, 6});
  CHECK(desk.found("type:letter") == Pmids{6});
  CHECK(desk.found("type:meta-analysis").empty());
  CHECK(desk.found("massage status:retracted") == Pmids{404, 3});
  CHECK(desk.found("status:retracted") == Pmids{404, 3});
  CHECK(desk.found("massage status:ok") == Pmids{1, 2, 6});
  CHECK(desk.found("massage type:rct OR status:retracted") == Pmids{1, 404, 3});
}

TEST_CASE("a MeSH heading brings its narrower ones where the vocabulary is there") {
  Citation neck = paper(1, "One");
  neck.mesh = {{"D019547", "Neck Pain", false, {}}};
  Citation pain = paper(2, "Two");
  pain.mesh = {{"D010146", "Pain", true, {}}};
  Desk desk({neck, pain});
  CHECK(desk.found("mesh:\"neck pain\"") == Pmids{1});
  CHECK(desk.found("mesh:pain") == Pmids{2});
  CHECK(desk.search("mesh:pain").notes.size() == 1);
  {
    const auto session = desk.store().begin_import({"desc", "", "mesh-xml", 1, "2026-01-01"});
    MeshDescriptor broad, narrow;
    broad.ui = "D010146", broad.name = "Pain", broad.tree_numbers = {"C23.888.592.612"}, broad.entry_terms = {"Ache"};
    narrow.ui = "D019547", narrow.name = "Neck Pain", narrow.tree_numbers = {"C23.888.592.612.553"};
    narrow.entry_terms = {"Cervicalgia", "Pain, Neck"};
    session->put(broad);
    session->put(narrow);
    session->commit();
  }
  CHECK(desk.found("mesh:pain") == Pmids{2, 1});
  CHECK(desk.found("mesh:ache") == Pmids{2, 1});
  CHECK(desk.found("mesh:D019547") == Pmids{1});
  const SearchResult result = desk.search("mesh:pain");
  CHECK(result.notes.empty());
  REQUIRE(result.expansions.size() == 1);
  CHECK(result.expansions[0].names == std::vector<std::string>{"Neck Pain"});
  // Words find what is indexed under the heading that they name.
  CHECK(desk.found("cervicalgia") == Pmids{1});
  CHECK(desk.search("cervicalgia").expansions.size() == 1);
}

TEST_CASE("other names are searched as well, shown, and rank below the name typed") {
  Desk desk({paper(1, "Exercise for LBP"), paper(2, "Exercise for low back pain"),
             paper(3, "Low pain of the back, exercise")});
  const SearchResult result = desk.search("exercise LBP");
  REQUIRE(result.hits.size() == 2);
  CHECK(result.hits[0].record.pmid == 1);
  CHECK(result.hits[1].record.pmid == 2);
  CHECK(result.hits[1].title_matches.size() == 2);
  REQUIRE(!result.expansions.empty());
  CHECK(desk.found("exercise low back pain") == Pmids{2, 3, 1});
  CHECK(desk.found("\"LBP\"") == Pmids{1});
}

TEST_CASE("a question loses the words that only ask, unless nothing else is there") {
  Desk desk({paper(1, "Massage for low back pain"), paper(2, "What is help")});
  const SearchResult result = desk.search("Does massage really help low back pain?");
  REQUIRE(result.hits.size() == 1);
  CHECK(result.hits[0].record.pmid == 1);
  CHECK(result.left_out == std::vector<std::string>{"Does", "really", "help"});
  CHECK(desk.found("what is") == Pmids{2});
  CHECK(desk.found("help") == Pmids{2});
}

TEST_CASE("where nothing holds all the words, records that lack as few as possible") {
  Desk desk({paper(1, "Massage for low back pain"), paper(2, "Massage of astronauts"), paper(3, "Rest")});
  const SearchResult result = desk.search("massage low back pain astronauts");
  CHECK_FALSE(result.every_word);
  REQUIRE(result.hits.size() == 2);
  CHECK_FALSE(result.missing.empty());
  const SearchResult unknown = desk.search("massage xyzzy");
  CHECK_FALSE(unknown.every_word);
  CHECK(unknown.missing == std::vector<std::string>{"xyzzy"});
  CHECK(unknown.hits.size() == 2);
  CHECK(desk.search("xyzzy plugh").hits.empty());
  CHECK(desk.found("massage xyzzy year:1990").empty());
}

TEST_CASE("a limit is kept, and the number of matches told") {
  std::vector<Citation> records;
  for (Pmid pmid = 1; pmid <= 50; ++pmid) records.push_back(paper(pmid, "Massage", "of everything"));
  Desk desk(records);
  desk.options.limit = 3;
  const SearchResult result = desk.search("massage");
  CHECK(result.hits.size() == 3);
  CHECK(result.matches == 50);
  CHECK_FALSE(result.more_matches);
  CHECK(desk.search("everything").matches == 50);
  CHECK(desk.search("year:2020").matches == 50);
}

TEST_CASE("a record that changes or goes is found by what it says now") {
  Desk desk({paper(1, "Massage", "Old words")});
  Citation changed = paper(1, "Massage", "New words");
  changed.version = 2;
  changed.authors = {{"Nova", "", "N", "", "", "", {}, true}};
  desk.import({changed});
  CHECK(desk.search("old").hits.empty());
  CHECK(desk.found("new words author:nova") == Pmids{1});
  CHECK_NOTHROW(desk.search("old"));
}

TEST_CASE("the tables of the search are whole") {
  CHECK(search_type("Meta-Analysis"));
  CHECK(search_type("case report"));
  CHECK_FALSE(search_type("letter"));
  CHECK(is_publication_type("Letter"));
  CHECK(weight_of_kind(with_type(paper(1, "x"), "Case Reports")) < 1);
  CHECK(weight_of_status(RecordStatus::retracted) < weight_of_status(RecordStatus::ok));
  for (const std::string& name : search_thesaurus().other_names(stems_of("LBP"))) CHECK_FALSE(name.empty());
  CHECK(search_thesaurus().other_names(stems_of("heart attack")).size() >= 2);
  CHECK(term_of_name("Randomized Controlled Trial") == "randomized-controlled-trial");
}

TEST_CASE("notices, whose titles say that something was retracted, do not crowd out the papers") {
  std::vector<Citation> records = {paper(404, "RETRACTED: Wool socks for walkers")};
  for (Pmid pmid = 1000; pmid < 1450; ++pmid)
    records.push_back(with_type(paper(pmid, "Retraction: Socks for walkers"), "Retraction Notice"));
  Desk desk(records);
  desk.options.marks_of = [](RecordStatus status) {
    StatusMarks marks;
    if (status == RecordStatus::retracted) marks = {{}, {}, {}, {"retracted"}, true};
    if (status == RecordStatus::notice) marks = {{"Retraction Notice"}, {}, {}, {}, true};
    return marks;
  };
  CHECK(desk.found("status:retracted") == std::vector<Pmid>{404});
  CHECK(desk.found("socks status:retracted") == std::vector<Pmid>{404});
}
