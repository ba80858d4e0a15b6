#include "parser/question.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

std::string text(const std::vector<Phrase>& phrases) { return phrases.empty() ? "" : phrases.front().text; }

}  // namespace

TEST_CASE("a question about an effect is taken apart") {
  SECTION("which way an outcome goes") {
    const Pico pico =
        read_question("Is the risk of falls higher, lower, or the same when comparing Kelding exercise to usual care?");
    CHECK(text(pico.outcome) == "risk of falls");
    CHECK(text(pico.intervention) == "Kelding exercise");
    CHECK(text(pico.comparator) == "usual care");
  }
  SECTION("an outcome whose name holds such a word") {
    const Pico pico = read_question(
        "Is the rate of 50% or greater reduction in attacks higher or lower when comparing Zinol to placebo?");
    CHECK(text(pico.outcome) == "rate of 50% or greater reduction in attacks");
  }
  SECTION("whether it does something") {
    const Pico pico = read_question("Does Zinol reduce pain in adults with gout compared with placebo?");
    CHECK(text(pico.intervention) == "Zinol");
    CHECK(text(pico.outcome) == "pain");
    CHECK(text(pico.population) == "adults with gout");
    CHECK(text(pico.comparator) == "placebo");
  }
  SECTION("what the effect is") {
    const Pico pico = read_question("What is the effect of Nerolin versus placebo on sleep in children?");
    CHECK(text(pico.intervention) == "Nerolin");
    CHECK(text(pico.comparator) == "placebo");
    CHECK(text(pico.outcome) == "sleep");
    CHECK(text(pico.population) == "children");
  }
  SECTION("one arm beside another") {
    const Pico pico = read_question("Are relapses fewer with Bandor than with placebo?");
    CHECK(text(pico.outcome) == "relapses");
    CHECK(text(pico.intervention) == "Bandor");
    CHECK(text(pico.comparator) == "placebo");
  }
}

TEST_CASE("a text of another shape has no parts") {
  for (const char* other :
       {"", "?", "Screening for falls in older adults", "Is it raining?", "Who was treated?", "Does it?"}) {
    const Pico pico = read_question(other);
    CHECK(pico.intervention.empty());
    CHECK(pico.outcome.empty());
  }
}

TEST_CASE("the span of a part is where it stands") {
  const std::string_view asked = "Does Zinol ease pain?";
  const Pico pico = read_question(asked);
  REQUIRE(pico.outcome.size() == 1);
  CHECK(asked.substr(pico.outcome[0].span.begin, pico.outcome[0].span.size()) == "pain");
}
