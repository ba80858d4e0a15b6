// A record that goes out as NBIB and comes in again is the same record, but for what the format has no room for.
#include "tests/unit/audit/nbib_round_trip.h"

#include <filesystem>

#include "core/citation_json.h"
#include "importers/bytes.h"
#include "report/nbib.h"
#include "store/evidence_store.h"
#include "store/import_session.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

class Records : public EvidenceSink {
 public:
  std::vector<Citation> all;
  std::size_t skips = 0;
  void record(Citation&& citation) override { all.push_back(std::move(citation)); }
  void deleted(Pmid) override {}
  void skipped(std::string_view, const Place&) override { ++skips; }
};

Records read(const std::string& name, const std::string& text) {
  Records records;
  Diagnostics diagnostics;
  std::string head;
  const auto bytes = peek(bytes_in_memory(name, text), head);
  for (const EvidenceFormat& format : evidence_formats()) {
    if (!format.recognises(head, name)) continue;
    REQUIRE(format.read(*bytes, records, diagnostics));
    CHECK(diagnostics.all().empty());
    return records;
  }
  FAIL("not recognised: " + name);
  return records;
}

const std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<PubmedArticleSet>
<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">91000001</PMID>
<DateCompleted><Year>2021</Year><Month>04</Month><Day>12</Day></DateCompleted>
<DateRevised><Year>2022</Year><Month>01</Month><Day>03</Day></DateRevised>
<Article PubModel="Print-Electronic"><Journal><ISSN IssnType="Electronic">2999-0002</ISSN>
<JournalIssue><Volume>12</Volume><Issue>3</Issue><PubDate><Year>2021</Year><Month>Mar</Month><Day>7</Day></PubDate></JournalIssue>
<Title>Journal of feet : official organ of the Foot Society</Title><ISOAbbreviation>J Feet</ISOAbbreviation></Journal>
<ArticleTitle>Wool socks at 10<sup>-3</sup> of the price: a randomised trial among walkers, runners and people who stand all day in shops of the coast.</ArticleTitle>
<Pagination><MedlinePgn>201-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.5555/feet.2021.7</ELocationID>
<Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Feet get sore: this is known.</AbstractText>
<AbstractText Label="METHODS" NlmCategory="METHODS">We gave CO<sub>2</sub>-washed socks to 120 people.</AbstractText>
<AbstractText Label="RESULTS AND TRIAL REGISTRATION" NlmCategory="RESULTS">Soreness fell (RR 0.80; 95% CI 0.70-0.91).</AbstractText>
<CopyrightInformation>&#xA9; The Foot Press.</CopyrightInformation></Abstract>
<AuthorList CompleteYN="N"><Author ValidYN="Y"><LastName>Sole</LastName><ForeName>Richard D</ForeName><Initials>RD</Initials><Suffix>Jr</Suffix>
<Identifier Source="ORCID">0000-0002-1825-0097</Identifier><AffiliationInfo><Affiliation>Department of Feet.</Affiliation></AffiliationInfo>
<AffiliationInfo><Affiliation>Institute of Wool.</Affiliation></AffiliationInfo></Author>
<Author ValidYN="Y"><CollectiveName>Sore Feet Group</CollectiveName></Author>
<Author ValidYN="N"><LastName>van der Heel</LastName><ForeName>Anna</ForeName><Initials>A</Initials></Author>
<Author ValidYN="Y"><LastName>Plato</LastName></Author></AuthorList>
<Language>fre</Language><Language>eng</Language>
<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList><AccessionNumber>NCT09999999</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
<GrantList><Grant><GrantID>MR/X1/1</GrantID><Agency>Council/Board of Walking</Agency><Country>United Kingdom</Country></Grant>
<Grant><GrantID>R01 FT000001</GrantID><Acronym>FT</Acronym><Agency>NIFT NIH HHS</Agency><Country>United States</Country></Grant>
<Grant><Agency>Wool Fund</Agency><Country></Country></Grant></GrantList>
<PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType><PublicationType UI="D016440">Retraction Notice</PublicationType></PublicationTypeList>
<VernacularTitle>Chaussettes de laine&#xA0;: essai.</VernacularTitle>
<ArticleDate DateType="Electronic"><Year>2021</Year><Month>02</Month><Day>15</Day></ArticleDate></Article>
<MedlineJournalInfo><MedlineTA>J Feet</MedlineTA><NlmUniqueID>9999999</NlmUniqueID></MedlineJournalInfo>
<ChemicalList><Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance UI="D000001">Lanolin (wool)</NameOfSubstance></Chemical></ChemicalList>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionOf"><RefSource>J Feet. 2019;10:1</RefSource><PMID>91000002</PMID><Note>told by the editor</Note></CommentsCorrections>
<CommentsCorrections RefType="RetractedandRepublishedIn"><RefSource>J Feet. 2022;13:1</RefSource></CommentsCorrections>
<CommentsCorrections RefType="Cites"><RefSource>J Feet. 1999;1:1</RefSource><PMID>91000003</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName UI="D005534" MajorTopicYN="N">Foot Diseases</DescriptorName><QualifierName UI="Q000517" MajorTopicYN="Y">prevention &amp; control</QualifierName><QualifierName UI="Q000628" MajorTopicYN="N">therapy</QualifierName></MeshHeading>
<MeshHeading><DescriptorName UI="D016138" MajorTopicYN="Y">Walking</DescriptorName></MeshHeading></MeshHeadingList>
<OtherAbstract Type="Publisher" Language="fre"><AbstractText>La laine aide: oui.</AbstractText></OtherAbstract>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="Y">socks</Keyword><Keyword MajorTopicYN="N">soreness</Keyword></KeywordList>
<CoiStatement>The authors wear socks.</CoiStatement>
<InvestigatorList><Investigator ValidYN="Y"><LastName>Helper</LastName><ForeName>Ida</ForeName><Initials>I</Initials><AffiliationInfo><Affiliation>Clinic of Hill Town.</Affiliation></AffiliationInfo></Investigator></InvestigatorList>
</MedlineCitation><PubmedData><History><PubMedPubDate PubStatus="received"><Year>2020</Year><Month>11</Month><Day>2</Day></PubMedPubDate>
<PubMedPubDate PubStatus="entrez"><Year>2021</Year><Month>2</Month><Day>15</Day></PubMedPubDate></History>
<ArticleIdList><ArticleId IdType="pubmed">91000001</ArticleId><ArticleId IdType="pii">e77</ArticleId><ArticleId IdType="pmc">PMC9100001</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Not carried.</Citation></Reference></ReferenceList></PubmedData></PubmedArticle>
<PubmedArticle><MedlineCitation Status="PubMed-not-MEDLINE" Owner="NLM"><PMID Version="2">91000004</PMID>
<Article><Journal><JournalIssue><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue></Journal><ArticleTitle></ArticleTitle>
<VernacularTitle>Les pieds.</VernacularTitle></Article></MedlineCitation></PubmedArticle>
<PubmedBookArticle><BookDocument><PMID Version="1">91000005</PMID><ArticleIdList><ArticleId IdType="bookaccession">NBK9999999</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>Foot Library</PublisherName></Publisher><BookTitle>Handbook of Feet</BookTitle><PubDate><Year>2018</Year></PubDate>
<AuthorList Type="editors"><Author><LastName>Editor</LastName><ForeName>Ed</ForeName><Initials>E</Initials></Author></AuthorList></Book>
<ArticleTitle>Sore Feet</ArticleTitle><AuthorList Type="authors"><Author><LastName>Walker</LastName><ForeName>Ada</ForeName><Initials>A</Initials></Author></AuthorList>
<ContributionDate><Year>2018</Year><Month>Feb</Month><Day>3</Day></ContributionDate></BookDocument></PubmedBookArticle>
</PubmedArticleSet>
)";

}  // namespace

TEST_CASE("XML, store, NBIB, a fresh store: the same records but for what NBIB has no room for") {
  const Records original = read("input.xml", xml);
  REQUIRE(original.all.size() == 3);
  namespace fs = std::filesystem;
  std::string name = (fs::temp_directory_path() / "nbib-test-XXXXXX").string();
  const fs::path folder = mkdtemp(name.data());
  const auto fill = [&](const char* file, const std::vector<Citation>& records) {
    auto store = open_evidence((folder / file).string(), StoreMode::write);
    const auto session = store->begin_import({file, "", "", 1, ""});
    for (const Citation& record : records) session->put(record);
    CHECK(session->commit().added == records.size());
    return store;
  };
  const auto first = fill("first.db", original.all);
  std::string text;
  first->for_each([&](const Citation& citation) { text += nbib_record(citation); });
  const Records copies = read("export.nbib", text);
  CHECK(copies.skips == 0);
  const auto second = fill("second.db", copies.all);
  for (const Citation& record : original.all) {
    const auto copy = second->by_pmid(record.pmid);
    REQUIRE(copy);
    CHECK(copy->abridged);
    CHECK(citation_line(test::as_in_nbib(*copy)) == citation_line(test::as_in_nbib(record)));
  }
  // Nothing was changed by a copy of the same revision in the store that has the whole records.
  const auto session = first->begin_import({"again", "", "nbib", 1, ""});
  for (const Citation& copy : copies.all) session->put(copy);
  CHECK(session->commit().older == 3);
  // A third trip gives the same bytes.
  std::string again;
  second->for_each([&](const Citation& citation) { again += nbib_record(citation); });
  CHECK(again == text);
  fs::remove_all(folder);
}

TEST_CASE("lines are folded between words, and a word that is longer than a line stays whole") {
  Citation citation;
  citation.pmid = 7;
  citation.title = std::string(200, 'w') +
                   " and a tail of words that goes on for longer than one line of the format does, "
                   "so that it has to be folded";
  const std::string text = nbib_record(citation);
  CHECK(text.find("TI  - " + std::string(200, 'w') + "\n      and") != std::string::npos);
  std::size_t longest = 0;
  for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
    if (text[at] == ' ') longest = std::max(longest, end - at);
  }
  CHECK(longest <= 88);
  CHECK(longest > 60);
  const Records back = read("x.nbib", text);
  REQUIRE(back.all.size() == 1);
  CHECK(back.all[0].title == citation.title);
}

TEST_CASE("an abstract of 20 MB is skipped with its record, and the next record is read") {
  const std::string text =
      "PMID- 1\nAB  - " + std::string(20 << 20, 'x') + "\nSO  - x\n\nPMID- 2\nTI  - Next\nSO  - x\n";
  Records records;
  Diagnostics diagnostics;
  const auto bytes = bytes_in_memory("x.nbib", text);
  for (const EvidenceFormat& format : evidence_formats()) {
    if (format.name == "nbib") CHECK(format.read(*bytes, records, diagnostics));
  }
  REQUIRE(records.all.size() == 1);
  CHECK(records.all[0].pmid == 2);
  CHECK(draw(diagnostics).find("record-too-large") != std::string::npos);
}
