#include "core/identifiers.h"

#include "tests/catch.h"

using namespace claimassay;

TEST_CASE("a number is a PMID only where it ends") {
  CHECK(parse_pmid("PMID: 12345.") == Pmid{12345});
  CHECK(parse_pmid("https://pubmed.ncbi.nlm.nih.gov/12345/") == Pmid{12345});
  CHECK_FALSE(parse_pmid("10.5555/abc"));
  CHECK_FALSE(parse_pmid("3.5"));
  CHECK_FALSE(parse_pmid("PMID 0"));
}

TEST_CASE("a DOI's escapes are decoded once, in addresses only") {
  CHECK(parse_doi("https://doi.org/10.5555%2FAbC.") == "10.5555/abc");
  CHECK(parse_doi("https://doi.org/10.5555/a%2555") == "10.5555/a%55");
  CHECK(parse_doi("10.5555/a%55") == "10.5555/a%55");
}

TEST_CASE("angle brackets are part of a DOI only in the old form that has them") {
  const char* sici = "10.1002/1096-0000(200007)74:3<201::aid-feet8>3.0.co;2-5";
  CHECK(parse_doi(sici) == sici);
  CHECK(parse_doi("https://doi.org/10.1002/1096-0000(200007)74:3%3C201::AID-FEET8%3E3.0.CO;2-5") == sici);
  CHECK(parse_doi("<https://doi.org/10.5555/abc>") == "10.5555/abc");
  CHECK(parse_doi("10.5555/abc<sup>1::2</sup>") == "10.5555/abc");
  CHECK(parse_doi("10.5555/abc<1::2 and >") == "10.5555/abc");
}

TEST_CASE("a link without a PMID may name its record by DOI") {
  const auto named = [](const char* source, Pmid pmid = 0) { return doi_of({"RetractionOf", pmid, source, ""}); };
  CHECK(named("J Feet. 2021 May 3;7(2):11-9. doi: 10.5555/Feet.1.") == "10.5555/feet.1");
  CHECK(named("J Feet. 2021. https://doi.org/10.5555/feet%282%29; discussion 12") == "10.5555/feet(2)");
  CHECK(named("Walker D, Doidge I. J Feet. DOI:10.5555/feet.3") == "10.5555/feet.3");
  CHECK(named("Anadoi 10.5555/feet.4") == "10.5555/feet.4");
  CHECK(named("J Feet. 2021;7(2):11-9. doi: not yet") == "");
  CHECK(named("J Feet. 2021;7(2):11-9.") == "");
  CHECK(named("J Feet. 2021. doi: 10.5555/feet.1", 12345) == "");  // the PMID decides
}
