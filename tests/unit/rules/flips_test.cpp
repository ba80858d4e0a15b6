// What would have to be different for a rule to act, or not to.
#include "rules/flips.h"

#include <algorithm>

#include "tests/unit/rules/demo_pack.h"

using namespace claimassay;
using namespace claimassay::rules;

namespace {

Scope body_with(std::vector<std::pair<const char*, Value>> facts, std::size_t sources = 0) {
  Scope body{ScopeKind::body, "body", {}, {}};
  for (auto& [name, value] : facts) body.set(name, std::move(value), FactOrigin::read);
  for (std::size_t i = 0; i < sources; ++i) {
    Scope source{ScopeKind::source, "source " + std::to_string(i + 1), {}, {}};
    source.set("source.status", std::string("retracted"), FactOrigin::read);
    body.inside.push_back(std::move(source));
  }
  return body;
}

/// The ways as words: "body.events at least 300 & body.studies more than 1".
std::vector<std::string> ways(const Pack& pack, Scope facts, bool act) {
  Evaluator evaluator(pack, facts);
  for (std::size_t phase = 1; phase < std::size(Vocabulary<Phase>::words); ++phase)
    evaluator.run(static_cast<Phase>(phase));
  const Reach reach{[](const FactInfo&) { return true; },
                    [](const FactInfo&, const Demand&) { return std::vector<RuleDemand>{}; }};
  const std::vector<RuleResult> results = evaluator.results();
  Flips flips(pack, facts, results, reach);
  const Rule& rule = *pack.find("a.rule");
  std::vector<std::string> out;
  for (const Demands& way : act ? flips.to_act(rule, 0) : flips.to_be_silent(rule, 0)) {
    std::string words;
    for (const auto& [where, demand] : way) {
      const FactInfo& info = pack.facts[where.second];
      words += (words.empty() ? "" : " & ") + info.name + " " + in_words(demand, info, pack);
    }
    out.push_back(words);
  }
  return out;
}

Pack pack_of(const std::string& condition, const std::string& more = "") {
  return demo_pack(rule_text("a.rule", "domain imprecision when " + condition, "downgrade 1") + more);
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a condition's parts are turned one by one, or together") {
  const Pack both = pack_of("body.events < 300 and body.studies > 1");
  const Scope acts = body_with({{"body.events", 20.0}, {"body.studies", 3.0}});
  CHECK(ways(both, acts, false) == Words{"body.events at least 300", "body.studies at most 1"});
  CHECK(ways(both, body_with({{"body.events", 900.0}, {"body.studies", 1.0}}), true) ==
        Words{"body.studies more than 1 & body.events below 300"});
  CHECK(ways(both, body_with({{"body.events", 900.0}, {"body.studies", 3.0}}), true) == Words{"body.events below 300"});
  CHECK(ways(both, acts, true) == Words{""});

  const Pack either = pack_of("body.events < 300 or body.studies > 1");
  CHECK(ways(either, acts, false) == Words{"body.studies at most 1 & body.events at least 300"});
}

TEST_CASE("an unknown fact has to become known") {
  CHECK(ways(pack_of("body.events < 300"), body_with({}), true) == Words{"body.events below 300"});
  CHECK(ways(pack_of("not body.randomised"), body_with({}), false) == Words{"body.randomised true"});
  CHECK(ways(pack_of("known(body.randomised)"), body_with({}), true) ==
        Words{"body.randomised true", "body.randomised false"});
  // Any figure would do: none can be told.
  CHECK(ways(pack_of("known(body.events)"), body_with({}), true).empty());
  // To forget what is known is no answer.
  CHECK(ways(pack_of("known(body.events)"), body_with({{"body.events", 3.0}}), false).empty());
}

TEST_CASE("bands, intervals, words and parameters") {
  CHECK(ways(pack_of("body.i2 in 40..<75"), body_with({{"body.i2", 50.0}}), false) ==
        Words{"body.i2 below 40", "body.i2 at least 75"});
  CHECK(ways(pack_of("body.ci contains 1"), body_with({{"body.ci", Interval{0.8, 1.2}}}), false) ==
        Words{"body.ci upper end below 1", "body.ci lower end more than 1"});
  CHECK(ways(pack_of("body.design in [rct, cohort]"), body_with({}), true) == Words{"body.design cohort or rct"});
  CHECK(ways(pack_of("body.events < ois.few * 2", "\nparameter ois.few = 50 since 2020 source house \"a test\"\n"),
             body_with({{"body.events", 20.0}}), false) == Words{"body.events at least 100"});
}

TEST_CASE("sources are turned one by one where one is enough, and together where all are meant") {
  const Pack any = pack_of("any source: (source.status == retracted)");
  const std::vector<std::string> all_of_them = ways(any, body_with({}, 2), false);
  REQUIRE(all_of_them.size() == 1);
  CHECK(std::count(all_of_them[0].begin(), all_of_them[0].end(), '&') == 1);
  const Pack none = pack_of("none source: (source.status == ok)");
  CHECK(ways(none, body_with({}, 2), false) == Words{"source.status ok", "source.status ok"});
}

TEST_CASE("an exception is turned through the rule that it names") {
  const Pack pack =
      demo_pack(rule_text("a.rule", "domain imprecision when body.events < 300 unless a.large", "downgrade 1") +
                rule_text("a.large", "domain imprecision when body.effect < 0.5", "no-concern"));
  const Scope acts = body_with({{"body.events", 20.0}, {"body.effect", 0.8}});
  CHECK(ways(pack, acts, false) == Words{"body.events at least 300", "body.effect below 0.5"});
  const Scope silenced = body_with({{"body.events", 20.0}, {"body.effect", 0.3}});
  CHECK(ways(pack, silenced, true) == Words{"body.effect at least 0.5"});
}

TEST_CASE("demands on one fact are met together or not at all") {
  Demand wide, narrow, apart;
  wide.number = Range::of(Op::less, 300);
  narrow.number = Range::of(Op::greater_equal, 100);
  apart.number = Range::of(Op::greater, 300);
  REQUIRE(wide.meet(narrow));
  CHECK_FALSE(wide.meet(apart));
  const Pack pack = pack_of("body.events < 300");
  const FactInfo& events = pack.facts[pack.facts.find("body.events")];
  const Value now = 20.0;
  CHECK(std::get<double>(*value_for(narrow, events, pack, &now)) == 100);
  const FactInfo& ci = pack.facts[pack.facts.find("body.ci")];
  Demand below;
  below.high = Range::of(Op::less, 1);
  const Value interval = Interval{0.7, 1.2};
  const Value moved = *value_for(below, ci, pack, &interval);
  CHECK(std::get<Interval>(moved).low == 0.7);
  CHECK(std::get<Interval>(moved).high < 1);
}
