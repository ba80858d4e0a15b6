#include "parser/evidence_reading.h"

#include "tests/catch.h"

using namespace claimassay;

TEST_CASE("a statement's words, directions and numbers; markers are no numbers") {
  const EvidenceReading claim = read_claim_statement("Zinol lowers fever by 12% [3].");
  REQUIRE(claim.statements.size() == 1);
  const StatementReading& statement = claim.statements[0];
  CHECK(statement.words == std::vector<std::string>{"zinol", "lowers", "fever"});
  REQUIRE(statement.numbers.size() == 1);
  CHECK(statement.numbers[0].value == 12);
  CHECK(statement.numbers[0].percent);
  REQUIRE_FALSE(statement.cues.empty());
  CHECK(statement.cues[0].says == "down");
  CHECK_FALSE(statement.cues[0].negated);
}

TEST_CASE("no difference is one cue, and negation turns a direction") {
  const EvidenceReading none = read_passage("There was no significant difference in fever.", "1");
  REQUIRE_FALSE(none.statements[0].cues.empty());
  CHECK(none.statements[0].cues[0].says == "null");
  const EvidenceReading denied = read_passage("Zinol cannot improve sleep.", "1");
  REQUIRE_FALSE(denied.statements[0].cues.empty());
  CHECK(denied.statements[0].cues[0].negated);
}

TEST_CASE("abbreviations are learned from the text") {
  const EvidenceReading reading = read_passage("The outcome was progression-free survival (PFS).", "1");
  REQUIRE(reading.abbreviations.size() == 1);
  CHECK(reading.abbreviations[0].first == "pfs");
}
