#include "parser/references.h"

#include "parser/article_dates.h"
#include "parser/reference_entry.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

ReferenceEntry read(std::string text) {
  const Source source{"x", std::move(text), {}, {}};
  return read_reference(source, {0, source.text.size()}, 7);
}

}  // namespace

TEST_CASE("an entry's printed number outranks its place") {
  CHECK(read("12. Oar S. Rowing. 2014.").number == 12);
  CHECK(read("[3] Oar S. Rowing. 2014.").number == 3);
  CHECK(read("Oar S. Rowing. 2014.").number == 7);
  CHECK(read("2014. A year is no ordinal.").number == 7);
  CHECK(read("10.5555/abc").number == 7);
}

TEST_CASE("identifiers are found in every usual dress") {
  CHECK(read("Oar S. Rowing. PMID: 99100001.").pmid == 99100001);
  CHECK(read("https://pubmed.ncbi.nlm.nih.gov/99100001/").pmid == 99100001);
  CHECK(read("99100001").pmid == 99100001);
  CHECK(read("Rowing. PMCID: PMC9910001; PMID 5").pmc == "PMC9910001");
  CHECK(read("Rowing. doi:10.5555/RM.2014.55,PMID:99100001").doi == "10.5555/rm.2014.55");
  CHECK(read("Rowing. https://www.example.org/doi/full/10.5555/rm.1?src=x").doi == "10.5555/rm.1");
  CHECK(read("Rowing (2014), 10.5555/s0140-6736(14)1.").doi == "10.5555/s0140-6736(14)1");
}

TEST_CASE("what cannot be an identifier is kept as written") {
  CHECK(read("Rowing. PMID: 0").malformed == std::vector<std::string>{"PMID: 0"});
  CHECK(read("Rowing. doi:11.5/x").malformed == std::vector<std::string>{"doi:11.5/x"});
  CHECK(read("Rowing. PMID: pending").malformed.empty());
  CHECK(read("Rowing. 2014;10.1-5.").malformed.empty());
}

TEST_CASE("title and year are guessed from the usual styles") {
  CHECK(read("1. Oar S, Paddle T. Gloves and blisters. Row Med. 2014;5:55-60.").title == "Gloves and blisters");
  CHECK(read("Oar, S., & Paddle, T. (2014). Gloves and blisters. Row Med, 5, 1998-2003.").year == 2014);
  CHECK(read("Oar S. \"Gloves and blisters in rowers,\" Row Med 2014.").title == "Gloves and blisters in rowers");
  CHECK(read("Available at https://example.org/2014/x").year == 0);
}

TEST_CASE("dates of a page are read, ambiguous ones are left as written") {
  CHECK(read_date("April 14, 2025View")->date.iso() == "2025-04-14");
  CHECK(read_date("14 Sept. 2025")->date.iso() == "2025-09-14");
  CHECK(read_date("2025-04-14T10:00")->date.iso() == "2025-04-14");
  CHECK(read_date("03/04/2025")->date.iso() == "2025");
  CHECK(read_date("23/04/2025")->date.iso() == "2025-04-23");
  CHECK_FALSE(read_date("May I ask"));
  CHECK_FALSE(read_date("12345"));
}
