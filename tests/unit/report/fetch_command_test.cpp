#include "report/report.h"
#include "tests/catch.h"
#include "tests/unit/report/sample_appraisal.h"

using namespace claimassay;

namespace {

/// What the report says to run; "" when it says nothing.
std::string command_in(const ArticleAppraisal& appraisal) {
  const std::string text = find_report_format("text")->write(appraisal, {false, 80, true});
  const std::size_t begin = text.find("  claimassay evidence fetch");
  if (begin == std::string::npos) return "";
  CHECK(text.find("claimassay evidence fetch", begin + 20) == std::string::npos);
  return text.substr(begin + 2, text.find('\n', begin) - begin - 2);
}

ArticleAppraisal lacking(const std::vector<ReferenceEntry>& entries) {
  ArticleAppraisal appraisal;
  appraisal.article.document.source = {"stones.txt", "Stones.\n"};
  appraisal.pubmed_query = "something";
  for (const ReferenceEntry& entry : entries) {
    appraisal.references.push_back(test::reference(1, Resolution::not_in_store, "not in the store"));
    appraisal.references.back().entry = entry;
  }
  return appraisal;
}

ReferenceEntry entry(Pmid pmid, std::string doi = "", std::string url = "") {
  ReferenceEntry made;
  made.pmid = pmid;
  made.doi = std::move(doi);
  made.url = std::move(url);
  return made;
}

}  // namespace

TEST_CASE("the report names the command that fetches what the store lacks, once") {
  CHECK(command_in(lacking({entry(12), entry(0, "10.1000/a"), entry(12), entry(34, "10.1000/b")})) ==
        "claimassay evidence fetch 12 10.1000/a 34");
  CHECK(command_in(lacking({entry(0, "", "https://pubmed.ncbi.nlm.nih.gov/77/")})) == "claimassay evidence fetch 77");
  CHECK(command_in(lacking({entry(0)})) == "");
}

TEST_CASE("what the shell would take for its own is quoted") {
  CHECK(command_in(lacking({entry(0, "10.1000/a(1)<2>;b'c")})) ==
        "claimassay evidence fetch '10.1000/a(1)<2>;b'\\''c'");
}

TEST_CASE("for many references the program finds them again") {
  std::vector<ReferenceEntry> many;
  for (Pmid pmid = 1; pmid <= 13; ++pmid) many.push_back(entry(pmid));
  ArticleAppraisal appraisal = lacking(many);
  CHECK(command_in(appraisal) == "claimassay evidence fetch --from stones.txt");
  appraisal.article.document.source.name = "my stones.txt";
  appraisal.refs_name = "-refs.txt";
  CHECK(command_in(appraisal) == "claimassay evidence fetch --from 'my stones.txt' --refs './-refs.txt'");
}

TEST_CASE("nothing is said of fetching where nothing is lacking") {
  ArticleAppraisal appraisal = lacking({});
  appraisal.pubmed_query.clear();
  appraisal.references.push_back(test::reference(1, Resolution::found, "PMID 10"));
  CHECK(command_in(appraisal) == "");
}
