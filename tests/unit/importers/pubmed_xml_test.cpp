#include <zlib.h>

#include "importers/bytes.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

struct Collected : EvidenceSink {
  void record(Citation&& citation) override { records.push_back(std::move(citation)); }
  void deleted(Pmid pmid) override { deletions.push_back(pmid); }
  void skipped(std::string_view reason, const Place&) override { reasons.emplace_back(reason); }
  std::vector<Citation> records;
  std::vector<Pmid> deletions;
  std::vector<std::string> reasons;
};

struct Reading : Collected {
  explicit Reading(std::string bytes) {
    whole = evidence_formats()[0].read(*bytes_in_memory("file.xml", std::move(bytes)), *this, diagnostics);
  }
  std::string code() const { return diagnostics.all().empty() ? "" : diagnostics.all()[0].code; }
  Diagnostics diagnostics;
  bool whole = false;
};

std::string record(const std::string& pmid, const std::string& title) {
  return "<PubmedArticle><MedlineCitation><PMID>" + pmid + "</PMID><Article><ArticleTitle>" + title +
         "</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n";
}
std::string set_of(const std::string& records) { return "<PubmedArticleSet>" + records + "</PubmedArticleSet>"; }

}  // namespace

TEST_CASE("a record that is too large is skipped, and the next one is read") {
  const std::string huge(17 * 1024 * 1024, 'a');
  const Reading reading(set_of(record("1", huge) + record("2", "next")));
  CHECK(reading.whole);
  REQUIRE(reading.records.size() == 1);
  CHECK(reading.records[0].pmid == 2);
  CHECK(reading.code() == "record-too-large");
  CHECK(reading.reasons == std::vector<std::string>{"record-too-large"});
}

TEST_CASE("a link that does not say what it is, is none") {
  std::string linked = record("1", "linked");
  linked.insert(linked.find("</MedlineCitation>"),
                "<CommentsCorrectionsList><CommentsCorrections><PMID>2</PMID></CommentsCorrections>"
                "<CommentsCorrections RefType=\"ErratumIn\"><PMID>3</PMID></CommentsCorrections>"
                "</CommentsCorrectionsList>");
  const Reading reading(set_of(linked));
  REQUIRE(reading.records.size() == 1);
  REQUIRE(reading.records[0].links.size() == 1);
  CHECK(reading.records[0].links[0].pmid == 3);
  CHECK(reading.reasons == std::vector<std::string>{"link-without-type"});
}

TEST_CASE("a formula cannot hoard memory beyond the limit of its record") {
  std::string formula = "<mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\">";
  for (int i = 0; i < 200'000; ++i) formula += "<mml:mi>x</mml:mi>";
  const Reading reading(set_of(record("1", formula + "</mml:math>") + record("2", "next")));
  CHECK(reading.whole);
  CHECK(reading.reasons == std::vector<std::string>{"record-too-large"});
}

TEST_CASE("ten thousand nested elements stop the parser, not the program") {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<i>";
  const Reading reading(set_of(record("1", "before") + record("2", deep)));
  CHECK_FALSE(reading.whole);
  CHECK(reading.code() == "xml-too-deep");
  CHECK(reading.records.size() == 1);
}

TEST_CASE("an entity declaration stops the parser before anything is expanded") {
  const Reading reading("<!DOCTYPE PubmedArticleSet [<!ENTITY a \"b\">]>" + set_of(record("1", "&a;")));
  CHECK_FALSE(reading.whole);
  CHECK(reading.records.empty());
  CHECK(reading.code() == "xml-entity-declaration");
}

TEST_CASE("an attribute's ampersand is one ampersand") {
  std::string bytes = set_of(record("1", "t"));
  bytes.replace(bytes.find("</Article>"), 0,
                "<Abstract><AbstractText Label=\"A &amp; B &#38; C\">x</AbstractText></Abstract>");
  const Reading reading(bytes);
  REQUIRE(reading.records.size() == 1);
  REQUIRE(reading.records[0].abstract.size() == 1);
  CHECK(reading.records[0].abstract[0].label == "A & B & C");
}

TEST_CASE("one very long line is read") {
  std::string many;
  for (int i = 1; i <= 20'000; ++i)
    many += "<PubmedArticle><MedlineCitation><PMID>" + std::to_string(i) + "</PMID></MedlineCitation></PubmedArticle>";
  const Reading reading(set_of(many));
  CHECK(reading.whole);
  CHECK(reading.records.size() == 20'000);
}

TEST_CASE("streams say what is wrong when they are opened") {
  Diagnostics diagnostics;
  CHECK(open_bytes("no/such/file.xml", diagnostics) == nullptr);
  CHECK(open_bytes(".", diagnostics) == nullptr);
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[0].code == "cannot-open");
  CHECK(diagnostics.all()[1].code == "is-a-folder");
}

TEST_CASE("the head of a stream can be looked at without losing it") {
  std::string head;
  const auto bytes = peek(bytes_in_memory("x", "abc"), head);
  CHECK(head == "abc");
  char buffer[8];
  CHECK(bytes->read(buffer, 8) == 3);
  CHECK(bytes->read(buffer, 8) == 0);
  CHECK_FALSE(bytes->failed());
}

TEST_CASE("what a file looks like is said in words") {
  CHECK(describe_content("") == "an empty file");
  CHECK(describe_content("%PDF-1.7\n") == "a PDF document");
  CHECK(describe_content("<?xml version='1.0'?><article>") == "a full article (JATS) (root element article)");
  CHECK(describe_content("PMID- 123\nOWN - NLM") == "a record in PubMed's MEDLINE format (NBIB)");
  CHECK(describe_content(std::string("\0\1\2", 3)) == "binary data of an unknown kind");
  CHECK(xml_root_name(
            "\xEF\xBB\xBF<?xml version=\"1.0\"?><!-- <x> --><!DOCTYPE a [<!ELEMENT a (b)>]>\n<ns:Root a='b'>") ==
        "Root");
  CHECK(xml_root_name("no xml") == "");
}
