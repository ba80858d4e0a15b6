// Runs of a whole pack: phases, exceptions, what decided, what was missing, templates.
#include "rules/evaluate.h"
#include "tests/unit/rules/demo_pack.h"

using namespace claimassay;
using namespace claimassay::rules;

namespace {

Scope claim_with_body(std::vector<std::pair<const char*, Value>> claim_facts,
                      std::vector<std::pair<const char*, Value>> body_facts) {
  Scope claim;
  claim.kind = ScopeKind::claim;
  claim.id = "claim";
  for (auto& [name, value] : claim_facts) claim.set(name, std::move(value), FactOrigin::read);
  Scope body;
  body.kind = ScopeKind::body;
  body.id = "body";
  for (auto& [name, value] : body_facts) body.set(name, std::move(value), FactOrigin::read);
  claim.inside.push_back(std::move(body));
  return claim;
}

const RuleResult* result_of(const std::vector<RuleResult>& results, std::string_view id) {
  for (const RuleResult& one : results) {
    if (one.rule->id == id) return &one;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("an exception of the same phase runs first, wherever it stands; unknown exceptions leave it open") {
  const Pack pack =
      demo_pack(rule_text("a.few", "domain imprecision when body.events < 300 unless z.large", "downgrade 1") +
                rule_text("z.large", "domain imprecision when body.effect < 0.5", "no-concern"));
  Scope silenced = claim_with_body({}, {{"body.events", 20.0}, {"body.effect", 0.3}});
  const auto first = evaluate(pack, silenced);
  REQUIRE(result_of(first, "a.few"));
  CHECK(result_of(first, "a.few")->verdict == Verdict::silenced);
  CHECK(result_of(first, "a.few")->exception == "z.large");
  CHECK(result_of(first, "z.large")->verdict == Verdict::fired);

  Scope fires = claim_with_body({}, {{"body.events", 20.0}, {"body.effect", 0.8}});
  CHECK(result_of(evaluate(pack, fires), "a.few")->verdict == Verdict::fired);

  Scope open = claim_with_body({}, {{"body.events", 20.0}});
  const auto third = evaluate(pack, open);
  CHECK(result_of(third, "a.few")->verdict == Verdict::unknown);
  CHECK(result_of(third, "z.large")->unknown.at(0).fact.name == "body.effect");
}

TEST_CASE("what a rule sets is a fact of later phases") {
  const Pack pack = demo_pack(
      rule_text("design.given", "phase design scope body when body.studies > 1", "set body.randomised = true") +
      rule_text("start.high", "when body.randomised and fired(design.given)", "start high"));
  Scope claim = claim_with_body({}, {{"body.studies", 3.0}});
  CHECK(result_of(evaluate(pack, claim), "start.high"));
  Scope other = claim_with_body({}, {{"body.studies", 1.0}});
  CHECK_FALSE(result_of(evaluate(pack, other), "start.high"));
}

TEST_CASE("facts that the caller adds between two phases are seen") {
  const Pack pack = demo_pack(rule_text("cap.low", "when assessment.certainty > low", "cap low"));
  Scope claim = claim_with_body({}, {});
  Evaluator evaluator(pack, claim);
  CHECK(evaluator.run(Phase::start).empty());
  claim.inside[0].set("assessment.certainty", std::string("high"), FactOrigin::derived);
  const auto results = evaluator.run(Phase::cap);
  REQUIRE(results.size() == 1);
  CHECK(results[0].verdict == Verdict::fired);
}

TEST_CASE("only the facts that decided are named; a text is quoted by the words that matched") {
  const Pack pack = demo_pack(
      rule_text("flag.hype", "code novelty-hype when body.events < 300 and (claim.text has \"miracle\" or body.i2 > 3)",
                "flag minor because \"'{claim.text}' with {body.events} events, I2 {body.i2}\""));
  Scope claim = claim_with_body({}, {{"body.events", 24310.0 / 100}, {"body.i2", 1.0}});
  claim.set("claim.text", std::string("A miracle pill"), FactOrigin::read,
            {{"article", "", {100, 114}, "A miracle pill"}});
  const auto results = evaluate(pack, claim);
  REQUIRE(results.size() == 1);
  CHECK(results[0].actions.at(0).because == "'A miracle pill' with 243.1 events, I2 1");
  REQUIRE(results[0].facts.size() == 2);
  CHECK(results[0].facts[0].fact.name == "body.events");
  const Fact& text = results[0].facts[1].fact;
  REQUIRE(text.quotes.size() == 1);
  CHECK(text.quotes[0].text == "miracle");
  CHECK(text.quotes[0].source == "article");
  CHECK(text.quotes[0].span == Span{102, 109});
}

TEST_CASE("a suggestion that would need an unknown value is not made; the next one is") {
  const std::string rule =
      "rule flag.x title \"t\" source \"s\" code novelty-hype when claim.negated\n"
      "then flag info because \"{claim.outcome}\"\n"
      "suggest \"{claim.intervention | capital} may change {claim.outcome}\"\nsuggest \"leave it out\"\n"
      "example \"a\" { claim.negated: true } expect flag because \"not known\" suggesting \"leave it out\"\n"
      "example \"b\" { } expect nothing\n";
  const Pack pack = demo_pack(rule);
  Scope claim = claim_with_body({{"claim.negated", true}, {"claim.intervention", std::string("yoga")}}, {});
  CHECK(evaluate(pack, claim).at(0).suggestion == "leave it out");
  claim.set("claim.outcome", std::string("back pain"), FactOrigin::read);
  CHECK(evaluate(pack, claim).at(0).suggestion == "Yoga may change back pain");
}

TEST_CASE("given facts outrank read ones, and known ones unknown ones") {
  const Pack pack = demo_pack(rule_text("a.few", "domain imprecision when body.events < 300", "downgrade 1"));
  Scope claim = claim_with_body({}, {{"body.events", 20.0}});
  claim.inside[0].set("body.events", 900.0, FactOrigin::given);
  claim.inside[0].set_unknown("body.events", "not reported");
  CHECK(evaluate(pack, claim).empty());
}

TEST_CASE("the same facts give the same results, in the order of the pack") {
  const Pack pack =
      demo_pack(rule_text("b.two", "domain imprecision when body.events < 300 unless c.three", "downgrade 1") +
                rule_text("c.three", "domain imprecision when body.events < 3", "no-concern") +
                rule_text("a.one", "when body.events < 300", "start low"));
  Scope claim = claim_with_body({}, {{"body.events", 2.0}});
  std::string order;
  for (const RuleResult& one : evaluate(pack, claim)) order += one.rule->id + " ";
  CHECK(order == "a.one b.two c.three ");
}

TEST_CASE("a claim with several bodies does not speak of one of them") {
  const Pack pack =
      demo_pack(rule_text("flag.few", "code novelty-hype when body.events < 300", "flag info because \"x\""));
  Scope claim = claim_with_body({}, {{"body.events", 20.0}});
  claim.inside.push_back(claim.inside[0]);
  const auto results = evaluate(pack, claim);
  REQUIRE(results.size() == 1);
  CHECK(results[0].verdict == Verdict::unknown);
  CHECK(results[0].unknown.at(0).fact.why_unknown == "there are several bodies of evidence");
}
