// Three-valued conditions: each is asked in a small tree of scopes, and is true, false or unknown.
#include "rules/evaluate.h"
#include "rules/explanation.h"
#include "tests/unit/rules/demo_pack.h"

using namespace claimassay;
using namespace claimassay::rules;

namespace {

Scope scope(ScopeKind kind, std::vector<std::pair<const char*, Value>> facts, std::vector<Scope> inside = {}) {
  Scope made;
  made.kind = kind;
  made.id = std::string(word(kind));
  for (auto& [name, value] : facts) made.set(name, std::move(value), FactOrigin::read);
  made.inside = std::move(inside);
  return made;
}

Scope a_source(std::vector<std::pair<const char*, Value>> facts) { return scope(ScopeKind::source, std::move(facts)); }

/// How a condition comes out for the body of the tree.
std::string ask(const std::string& condition, Scope body) {
  const Pack pack = demo_pack(
      "parameter ois.events = 300 since 2008 source \"s\"\ntable mid source \"s\" nrs: 2, \"own scale\": 5\n"
      "phrases hype source \"s\" \"miracle\", \"game changer\"\n"
      "rule test.rule title \"t\" source \"s\" domain imprecision\nwhen " +
      condition + "\nthen downgrade 1\nexample \"a\" { } expect downgrade\nexample \"b\" { } expect nothing\n");
  Scope claim =
      scope(ScopeKind::claim, {{"claim.text", std::string("A miracle, said the non-randomised trial. Game-changer!")}});
  claim.inside.push_back(std::move(body));
  Evaluator evaluator(pack, claim);
  const Explanation why = evaluator.explain(pack.rules[0], 1);
  return why.result == Explanation::Result::fired     ? "true"
         : why.result == Explanation::Result::unknown ? "unknown"
                                                      : "false";
}

const std::vector<std::pair<const char*, Value>> known{
    {"body.events", 120.0},          {"body.i2", 40.0},         {"body.design", std::string("rct")},
    {"body.ci", Interval{0.6, 0.9}}, {"body.randomised", true}, {"assessment.certainty", std::string("low")}};

}  // namespace

TEST_CASE("logic has three values") {
  const Scope body = scope(ScopeKind::body, known);
  const std::string yes = "body.events == 120", no = "body.events == 1", unknown = "body.p < 0.05";
  struct Row {
    std::string a, b, both, either;
  };
  for (const Row& row : {Row{yes, yes, "true", "true"}, Row{yes, no, "false", "true"},
                         Row{yes, unknown, "unknown", "true"}, Row{no, no, "false", "false"},
                         Row{no, unknown, "false", "unknown"}, Row{unknown, unknown, "unknown", "unknown"}}) {
    // Definitions keep the checker from seeing that some of these can never be true.
    CHECK(ask("(" + row.a + ") and (" + row.b + " or body.studies == 77)", scope(ScopeKind::body, [&] {
                auto facts = known;
                facts.push_back({"body.studies", 1.0});
                return facts;
              }())) == row.both);
    CHECK(ask("(" + row.a + ") or (" + row.b + ")", body) == row.either);
    CHECK(ask("(" + row.b + ") or (" + row.a + ")", body) == row.either);
  }
  CHECK(ask("not (" + unknown + ")", body) == "unknown");
  CHECK(ask("not (" + no + ")", body) == "true");
}

TEST_CASE("comparisons, bands, lists and levels") {
  const Scope body = scope(ScopeKind::body, known);
  const auto [condition, expected] = GENERATE(
      table<std::string, std::string>({{"body.events < 300", "true"},
                                       {"body.events < ois.events * 0.3", "false"},
                                       {"body.i2 in 40..<75", "true"},
                                       {"body.i2 in 30..<40", "false"},
                                       {"body.i2 in 30..40", "true"},
                                       {"body.p in 0..1", "unknown"},
                                       {"body.design in [rct, cohort]", "true"},
                                       {"body.design not in [rct, cohort]", "false"},
                                       {"cohort == body.design", "false"},
                                       {"assessment.certainty < moderate", "true"},
                                       {"assessment.certainty >= moderate", "false"},
                                       {"assessment.certainty == low", "true"},
                                       {"assessment.start < moderate", "unknown"},
                                       {"body.events / (body.i2 - 40) > 1", "unknown"},
                                       {"log(body.i2 - 50) > 1", "unknown"},
                                       {"min(body.events, body.i2) == 40 and max(body.events, body.i2) == 120", "true"},
                                       {"known(body.p)", "false"},
                                       {"not known(body.p) and known(body.events)", "true"},
                                       {"mid[\"own scale\"] == 5", "true"},
                                       {"mid[\"no such scale\"] == 5", "unknown"}}));
  INFO(condition);
  CHECK(ask(condition, body) == expected);
}

TEST_CASE("intervals against thresholds: the ends count where they should") {
  const Scope body = scope(ScopeKind::body, known);
  const auto [condition, expected] =
      GENERATE(table<std::string, std::string>({{"body.ci contains 0.9", "true"},
                                                {"body.ci crosses 0.9", "false"},
                                                {"body.ci crosses 0.75", "true"},
                                                {"body.ci below 0.9", "false"},
                                                {"body.ci below 1", "true"},
                                                {"body.ci above 0.6", "false"},
                                                {"body.ci above 0.5", "true"},
                                                {"body.ci within 0.6..0.9", "true"},
                                                {"body.ci within 0.65..0.9", "false"},
                                                {"width(body.ci) < 0.31", "true"},
                                                {"body.ci below body.null", "unknown"}}));
  INFO(condition);
  CHECK(ask(condition, body) == expected);
}

TEST_CASE("an interval whose ends are the wrong way round is unknown") {
  CHECK(ask("body.ci crosses 1", scope(ScopeKind::body, {{"body.ci", Interval{2, 0.5}}})) == "unknown");
}

TEST_CASE("questions over sources") {
  const auto status = [](const char* word) { return a_source({{"source.status", std::string(word)}}); };
  const auto ask_of = [&](const std::string& condition, std::vector<Scope> sources) {
    return ask(condition, scope(ScopeKind::body, {}, std::move(sources)));
  };
  const std::string retracted = "source.status == retracted";
  SECTION("over nothing") {
    CHECK(ask_of("any source: " + retracted, {}) == "false");
    CHECK(ask_of("none source: " + retracted, {}) == "true");
    CHECK(ask_of("all source: " + retracted, {}) == "unknown");
    CHECK(ask_of("count source < 1", {}) == "true");
    CHECK(ask_of("share source: (" + retracted + ") < 1", {}) == "unknown");
  }
  SECTION("an unknown one may not matter") {
    const std::vector<Scope> mixed{status("retracted"), a_source({}), status("ok")};
    CHECK(ask_of("any source: " + retracted, mixed) == "true");
    CHECK(ask_of("all source: " + retracted, mixed) == "false");
    CHECK(ask_of("count source: (" + retracted + ") >= 1", mixed) == "true");
    CHECK(ask_of("count source: (" + retracted + ") >= 2", mixed) == "unknown");
    CHECK(ask_of("count source: (" + retracted + ") >= 3", mixed) == "false");
    CHECK(ask_of("share source: (" + retracted + ") < 0.8", mixed) == "true");
    CHECK(ask_of("share source: (" + retracted + ") < 0.5", mixed) == "unknown");
  }
  SECTION("where") {
    const std::vector<Scope> some{
        a_source({{"source.status", std::string("ok")}, {"source.participants", 30.0}}),
        a_source({{"source.status", std::string("concern")}, {"source.participants", 900.0}})};
    CHECK(ask_of("all source where (source.status == ok): source.participants < 100", some) == "true");
    CHECK(ask_of("all source where (source.status == preprint): source.participants < 100", some) == "unknown");
    CHECK(ask_of("sum source: (source.participants) == 930 and highest source: (source.participants) == 900", some) ==
          "true");
    CHECK(ask_of("sum source where (source.status == ok): (source.participants) == 30", some) == "true");
    CHECK(ask_of("count source where (source.status == ok) == 1", some) == "true");
  }
  SECTION("nested") {
    Scope one = a_source({{"source.status", std::string("ok")}});
    one.inside.push_back(scope(ScopeKind::estimate, {{"estimate.p", 0.01}}));
    CHECK(ask_of("any source: (source.status == ok and any estimate: estimate.p < 0.05)", {one}) == "true");
    CHECK(ask_of("any estimate: (source.status == ok and estimate.p < 0.05)", {one}) == "true");
  }
}

TEST_CASE("words of a text: whole words, folded, with guards") {
  const Scope body = scope(ScopeKind::body, {});
  const auto [condition, expected] = GENERATE(
      table<std::string, std::string>({{"claim.text has \"MIRACLE\"", "true"},
                                       {"claim.text has phrases.hype", "true"},
                                       {"claim.text has \"game changer\"", "true"},
                                       {"claim.text has \"mira\"", "false"},
                                       {"claim.text has \"mira*\"", "true"},
                                       {"claim.text has \"miracle said\"", "false"},  // a comma stands between
                                       {"claim.text has \"randomi*\"", "true"},
                                       {"claim.text has \"randomi*\" except \"non randomi*\"", "false"},
                                       {"claim.text has \"miracle\" near \"trial\" within 9", "true"},
                                       {"claim.text has \"miracle\" near \"trial\" within 2", "false"},
                                       {"claim.text has \"miracle\" not near \"trial\" within 2", "true"},
                                       {"claim.text has [\"wonder\", phrases.hype]", "true"},
                                       {"claim.outcome has \"miracle\"", "unknown"},  // not read
                                       {"claim.outcome has \"miracle\" and claim.text has \"wonder\"", "false"}}));
  INFO(condition);
  CHECK(ask(condition, body) == expected);
}
