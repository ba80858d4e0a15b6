// The fewest facts that would have given another level.
#include "grading/why_not.h"

#include <algorithm>

#include "rules/pack.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

/// A pack of its own, so that the answers do not move with the shipped rules.
rules::Pack pack_of(const std::string& more) {
  auto source = std::make_shared<Source>();
  source->name = "why.rule";
  source->text = R"(
framework why
title "GRADE"
version "1"
level high = 4, moderate = 3, low = 2, very_low = 1
domain risk-of-bias sum at most 2
domain imprecision sum at most 2
rule why.start
title "Trials start high"
scope body
source house "a test"
when body.design == rct
then start high because "trials"
example "trial" { body.design: rct } expect start high
example "cohort" { body.design: cohort } expect nothing
rule why.few
title "Few events"
domain imprecision
source house "a test"
when body.events < 300
then downgrade 1 because "{body.events} events"
example "few" { body.events: 20 } expect downgrade 1
example "many" { body.events: 900 } expect nothing
rule why.single
title "One study"
scope body
source house "a test"
when body.studies == 1
then cap low because "one study"
example "one" { body.studies: 1 } expect cap low
example "two" { body.studies: 2 } expect nothing
)" + more;
  Diagnostics diagnostics;
  auto pack = rules::build_pack({{source, 0}}, "2026-01-01", diagnostics);
  INFO(draw(diagnostics));
  REQUIRE(pack);
  return *std::move(pack);
}

Fact given(const char* name, Value value) { return {name, std::move(value), "", FactOrigin::given, {}}; }

WhyNot ask(const rules::Pack& pack, std::vector<Fact> facts, Certainty wanted) {
  Claim claim;
  claim.kind = ClaimKind::effect;
  ClaimContext context;
  context.text_read = false;
  GivenFacts outside;
  outside.facts = std::move(facts);
  const Graded base = grade(pack, claim, context, {}, outside);
  return why_not(pack, claim, context, {}, outside, base, wanted);
}

std::vector<std::string> facts_of(const FactChanges& way) {
  std::vector<std::string> out;
  for (const FactChange& change : way.facts) out.push_back(change.fact + " " + change.wanted);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<Fact> one_small_trial() {
  return {given("body.design", std::string("rct")), given("body.events", 20.0), given("body.studies", 1.0)};
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the cap and the step both have to go") {
  const rules::Pack pack = pack_of("");
  const WhyNot high = ask(pack, one_small_trial(), Certainty::high);
  CHECK(high.found == Certainty::low);
  REQUIRE(high.ways.size() == 1);
  for (const FactChanges& way : high.ways) {
    CHECK(way.facts.size() == 2);
    CHECK(facts_of(way)[0] == "body.events at least 300");
    CHECK(way.rules.size() == 2);
    CHECK(std::all_of(way.rules.begin(), way.rules.end(), [](const RuleChange& rule) { return rule.lifted; }));
  }
  CHECK(high.complete);
  // One level up needs the cap alone: the step stays.
  const WhyNot moderate = ask(pack, one_small_trial(), Certainty::moderate);
  REQUIRE(moderate.ways.size() == 1);
  CHECK(moderate.ways[0].facts.size() == 1);
  CHECK(moderate.ways[0].facts[0].fact == "body.studies");
}

TEST_CASE("a level below is asked for in the same way") {
  const rules::Pack pack = pack_of("");
  const WhyNot low =
      ask(pack, {given("body.design", std::string("rct")), given("body.events", 900.0), given("body.studies", 3.0)},
          Certainty::low);
  REQUIRE(low.ways.size() == 1);
  CHECK(facts_of(low.ways[0]) == Words{"body.studies 1"});
  CHECK_FALSE(low.ways[0].rules.at(0).lifted);
}

TEST_CASE("an unknown fact that would be an exception is named") {
  const rules::Pack pack = pack_of(R"(
rule why.open
title "Open label"
domain risk-of-bias
source house "a test"
when not body.blinded
unless body.objective
then downgrade 1 because "open label"
example "open" { body.blinded: false, body.objective: false } expect downgrade 1
example "blinded" { body.blinded: true } expect nothing
fact body.blinded bool "everybody was blinded"
fact body.objective bool "the outcome is objective"
)");
  const WhyNot high = ask(pack,
                          {given("body.design", std::string("rct")), given("body.events", 900.0),
                           given("body.studies", 3.0), given("body.blinded", false), given("body.objective", false)},
                          Certainty::high);
  REQUIRE(high.ways.size() == 2);
  CHECK(facts_of(high.ways[0]) == Words{"body.blinded true"});
  CHECK(facts_of(high.ways[1]) == Words{"body.objective true"});
}

TEST_CASE("where no fact in reach gives the level, that is said") {
  const rules::Pack pack = pack_of("");
  const WhyNot very_low =
      ask(pack, {given("body.design", std::string("rct")), given("body.events", 900.0), given("body.studies", 3.0)},
          Certainty::very_low);
  CHECK(very_low.ways.empty());
  CHECK(very_low.complete);
  CHECK(very_low.because == "no set of facts in the rules' reach gives this level");
  CHECK(very_low.tried > 1);

  const WhyNot declared =
      ask(pack, {given("body.design", std::string("rct")), given("body.declared_grade", std::string("low"))},
          Certainty::high);
  CHECK(declared.ways.empty());
  CHECK(declared.because.find("declares") != std::string::npos);

  const WhyNot there = ask(pack, one_small_trial(), Certainty::low);
  CHECK(there.ways.empty());
  CHECK(there.because == "the rules give this level");
}
