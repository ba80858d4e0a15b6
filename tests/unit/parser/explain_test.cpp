#include "parser/explain.h"

#include <string>

#include "core/embedded.h"
#include "core/split.h"
#include "parser/abbreviations.h"
#include "parser/claims.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

/// The line of the lexicon that an explanation names, without its file.
std::string line_of(const Explanation& why) {
  const std::size_t colon = why.line.find(':');
  if (colon == std::string::npos) return "";
  const auto table = embedded_file("data/lexicon/" + why.line.substr(0, colon));
  const auto lines = split(table.value_or(""), "\n");
  const std::size_t number = std::stoul(why.line.substr(colon + 1));
  return number <= lines.size() ? std::string(lines[number - 1]) : "";
}

std::string line_behind(std::string_view text, std::string_view field) {
  const TextReading reading = read_text(text);
  REQUIRE(!reading.claims.empty());
  for (const Explanation& why : explain(reading.claims[0], text)) {
    if (why.field == field) return line_of(why);
  }
  return "";
}

}  // namespace

TEST_CASE("a field leads to the line of the lexicon that set it") {
  CHECK(line_behind("Zinol reduced pain.", "direction").starts_with("to reduce\teffect"));
  CHECK(line_behind("Zinol slightly reduces pain.", "magnitude").starts_with("slightly\tsize"));
  CHECK(line_behind("Zinol may reduce pain.", "relation").starts_with("may\tmodal"));
  CHECK(line_behind("Zinol may reduce pain.", "certainty").starts_with("may\t2"));
  CHECK(line_behind("Zinol did not reduce pain.", "negated").starts_with("not\tnegation"));
  CHECK(line_behind("Pain fell with Zinol.", "direction").starts_with("to fall"));
  CHECK(line_behind("Zinol had no effect on pain.", "kind").find("\teffect_noun\t") != std::string::npos);
}

TEST_CASE("every part of a claim stands in its explanation with its own words") {
  const std::string text = "In adults, Zinol reduced pain more than placebo.";
  const TextReading reading = read_text(text);
  REQUIRE(reading.claims.size() == 1);
  std::string said;
  for (const Explanation& why : explain(reading.claims[0], text)) {
    said += why.field + "=" + text.substr(why.span.begin, why.span.size()) + ";";
    CHECK_FALSE(why.pattern.empty());
  }
  CHECK(said.find("intervention=Zinol;") != std::string::npos);
  CHECK(said.find("comparator=placebo;") != std::string::npos);
  CHECK(said.find("outcome=pain;") != std::string::npos);
  CHECK(said.find("population=adults;") != std::string::npos);
}

TEST_CASE("abbreviations are taken where their letters are spelled out, and nowhere else") {
  const Abbreviations defined(
      "Chronic low back pain (LBP) and C-reactive protein (CRP); IQR (interquartile range). We asked (N = 3).");
  CHECK(defined.spelled_out("LBP intensity") == "low back pain intensity");
  CHECK(defined.spelled_out("CRP") == "C-reactive protein");
  CHECK(defined.spelled_out("IQR") == "interquartile range");
  CHECK(defined.spelled_out("pain").empty());
  CHECK(Abbreviations("a group of adults (LBP)").empty());
  CHECK(Abbreviations("(LBP)").empty());
  CHECK(Abbreviations("low (back pain (LBP").empty());
  CHECK(Abbreviations("randomised controlled trials (RCTs)").spelled_out("RCT") == "randomised controlled trials");
}
