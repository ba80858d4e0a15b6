// Explanations as text and as JSON.
#include "report/explanation.h"

#include <nlohmann/json.hpp>

#include "tests/catch.h"
#include "tests/unit/report/sample_appraisal.h"

using namespace claimassay;

namespace {

ClaimExplanation sample(const ArticleAppraisal& appraisal) {
  ClaimExplanation made;
  made.number = 1;
  made.claim = appraisal.claims.at(0).claim;
  made.claim.key = "abc123";
  made.assessment.certainty = Certainty::low;
  made.assessment.start = Certainty::high;
  made.assessment.pack = "demo 1";
  made.references = {1};
  made.support.push_back({1, "supports", 0.9, "a sentence of the abstract says so", {}});
  made.facts = {ScopeKind::claim, "abc123", {}, {}};
  Scope body{ScopeKind::body, "abc123", {}, {}};
  body.set("body.events", 20.0, FactOrigin::read, {{"pmid:10", "abstract", {0, 9}, "20 events"}});
  body.set("body.events", 900.0, FactOrigin::derived);
  body.set_unknown("body.ci", "no interval is reported");
  made.facts.inside.push_back(body);
  RuleOutcome few{"grade.few", "Few events", "domain", ScopeKind::body, "abc123", RuleVerdict::acted, {}, "",
                  {},          {},           {}};
  few.actions.push_back({"downgrade 1", "only 20 events"});
  few.facts.push_back({body.facts[0], "abc123"});
  few.sources.push_back("GRADE Handbook");
  RuleOutcome wide = few;
  wide.rule = "grade.wide";
  wide.verdict = RuleVerdict::undecided;
  wide.actions.clear();
  wide.facts.clear();
  wide.missing.push_back({body.facts[2], "abc123"});
  RuleOutcome silent = few;
  silent.rule = "grade.silent";
  silent.verdict = RuleVerdict::kept_silent;
  silent.exception = "grade.large";
  made.rules = {few, wide, silent};
  WhyNot why;
  why.wanted = Certainty::high;
  why.found = Certainty::low;
  why.tried = 7;
  why.ways.push_back({{{"body.events", "", 20.0, FactOrigin::read, "", "at least 300"}},
                      {{"grade.few", "Few events", "downgrade 1", true}}});
  made.why_not = why;
  return made;
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("the text tells rules, facts, what is missing, and what would have given another grade") {
  const ArticleAppraisal appraisal = test::sample_appraisal();
  const std::string text = write_explanations(appraisal, {sample(appraisal)}, {false, 100, false});
  CHECK(has(text, "Certainty: low"));
  CHECK(has(text, "grade.few: Few events"));
  CHECK(has(text, "-> downgrade 1: only 20 events"));
  CHECK(has(text, "body.events = 20 (read)"));
  CHECK(has(text, "pmid:10: \"20 events\""));
  CHECK(has(text, "body.ci is not known: no interval is reported"));
  CHECK(has(text, "kept silent by: grade.large"));
  CHECK(has(text, "source: GRADE Handbook"));
  CHECK(has(text, "body.events: at least 300 (now 20, read)"));
  CHECK(has(text, "no longer: downgrade 1 [grade.few] Few events"));
  // A fact that a more trusted one outranks is not what the rules saw.
  CHECK_FALSE(has(text, "body.events = 900"));
}

TEST_CASE("JSON holds everything, on one line") {
  const ArticleAppraisal appraisal = test::sample_appraisal();
  const std::string line = write_explanations_json(appraisal, {sample(appraisal)});
  CHECK(std::count(line.begin(), line.end(), '\n') == 1);
  const auto json = nlohmann::json::parse(line);
  const auto& claim = json.at("claims").at(0);
  CHECK(claim.at("rules").size() == 3);
  CHECK(claim.at("rules").at(1).at("missing").at(0).at("why_unknown") == "no interval is reported");
  CHECK(claim.at("facts").at("inside").at(0).at("facts").size() == 3);
  CHECK(claim.at("why_not").at("ways").at(0).at("facts").at(0).at("wanted") == "at least 300");
  CHECK(json.contains("pack_hash"));

  ClaimExplanation only = sample(appraisal);
  only.with_reasons = false;
  const auto short_one = nlohmann::json::parse(write_explanations_json(appraisal, {only}));
  CHECK_FALSE(short_one.at("claims").at(0).contains("rules"));
  CHECK(short_one.at("claims").at(0).contains("why_not"));
}
