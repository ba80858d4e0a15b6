#include "audit/grade_claims.h"

#include <algorithm>

#include "tests/catch.h"

using namespace claimassay;

namespace {

AppraisedClaim effect_claim(const char* key, const char* text, std::size_t section) {
  AppraisedClaim appraised;
  appraised.section = section;
  Claim& claim = appraised.claim;
  claim.key = key;
  claim.text = text;
  claim.kind = ClaimKind::effect;
  claim.direction = Direction::improves;
  claim.pico.intervention = {{"mirtex", {}}};
  claim.pico.outcome = {{"sleep", {}}};
  return appraised;
}

ArticleAppraisal graded(std::vector<AppraisedClaim> claims) {
  Diagnostics diagnostics;
  const auto pack = editorial_pack("", "2026-01-01", diagnostics);
  REQUIRE(pack);
  ArticleAppraisal appraisal;
  appraisal.claims = std::move(claims);
  grade_claims(*pack, "2026-01-01", appraisal);
  return appraisal;
}

}  // namespace

TEST_CASE("the same finding in several claims of a section is told once, with their number") {
  const ArticleAppraisal appraisal =
      graded({effect_claim("a", "Mirtex improves sleep", 0), effect_claim("b", "Mirtex improves sleep a lot", 0),
              effect_claim("c", "Mirtex improves sleep as well", 1)});
  REQUIRE(appraisal.findings.size() == 2);
  const Finding &first = appraisal.findings[0], &second = appraisal.findings[1];
  CHECK(first.code == "no-citation");
  CHECK(first.claim_key == "a");
  CHECK(first.also_claims == std::vector<std::string>{"b"});
  CHECK(first.message.find("2 claims") != std::string::npos);
  CHECK(second.claim_key == "c");
  CHECK(second.also_claims.empty());
  CHECK(second.message.find("claims") == std::string::npos);
}

TEST_CASE("every claim of an article that cites nothing says why it is not graded") {
  const ArticleAppraisal appraisal = graded({effect_claim("a", "Mirtex improves sleep", 0)});
  REQUIRE(appraisal.claims[0].assessment);
  CHECK(appraisal.claims[0].assessment->certainty == Certainty::not_gradable);
  CHECK(appraisal.claims[0].assessment->reason == "no_source");
}

TEST_CASE("two claims of one sentence are one finding, with both wordings") {
  AppraisedClaim one = effect_claim("a", "Mirtex proves to improve sleep", 0), two = effect_claim("b", "and mood", 0);
  two.claim.pico.outcome = {{"mood", {}}};
  for (AppraisedClaim* claim : {&one, &two}) {
    claim->claim.certainty = 5;
    claim->claim.sentence = {0, 40};
    claim->references = {1};
  }
  Diagnostics diagnostics;
  const auto pack = editorial_pack("", "2026-01-01", diagnostics);
  REQUIRE(pack);
  ArticleAppraisal appraisal;
  appraisal.claims = {one, two};
  ResolvedReference reference;
  reference.number = 1;
  reference.resolution = Resolution::found;
  reference.record.emplace();
  reference.record->pmid = 5;
  reference.record->title = "Mirtex for sleep and mood: a randomised trial";
  reference.record->abstract = {{"", "",
                                 "Sixty adults were randomly assigned to Mirtex (n = 30) or placebo (n = 30). Mirtex "
                                 "improved sleep (mean difference 0.5, 95% CI 0.1 to 0.9) and mood (mean difference "
                                 "0.4, 95% CI 0.1 to 0.7)."}};
  appraisal.references = {reference};
  grade_claims(*pack, "2026-01-01", appraisal);
  const auto overstated = std::count_if(appraisal.findings.begin(), appraisal.findings.end(),
                                        [](const Finding& f) { return f.code == "certainty-overstated"; });
  REQUIRE(overstated == 1);
  const auto finding = std::find_if(appraisal.findings.begin(), appraisal.findings.end(),
                                    [](const Finding& f) { return f.code == "certainty-overstated"; });
  CHECK(finding->also_claims == std::vector<std::string>{"b"});
  CHECK(finding->suggestion.find("sleep") != std::string::npos);
  CHECK(finding->suggestion.find("mood") != std::string::npos);
}

TEST_CASE("a source that cannot be read is not checked, and says why; one that can says so in its words") {
  AppraisedClaim claim = effect_claim("a", "Mirtex improves sleep", 0);
  claim.references = {1, 2, 3};
  ArticleAppraisal appraisal;
  appraisal.claims = {claim};
  for (int number : claim.references) {
    ResolvedReference reference;
    reference.number = number;
    reference.resolution = number == 3 ? Resolution::not_in_store : Resolution::found;
    if (number == 3) reference.because = "not in the store";
    if (number < 3) reference.record.emplace().title = "Mirtex and sleep";
    if (number == 1) reference.record->abstract = {{"", "", "Mirtex improved sleep in adults."}};
    appraisal.references.push_back(reference);
  }
  Diagnostics diagnostics;
  grade_claims(*editorial_pack("", "2026-01-01", diagnostics), "2026-01-01", appraisal);
  const auto& support = appraisal.claims[0].support;
  REQUIRE(support.size() == 3);
  CHECK(support[0].verdict == "supports");
  REQUIRE(!support[0].rationale.empty());
  CHECK(support[0].rationale[0].text == "Mirtex improved sleep in adults.");
  CHECK(support[1].verdict.empty());
  CHECK(support[1].because == "the record has no abstract");
  CHECK(support[2].verdict.empty());
  CHECK(support[2].because == "not in the store");
}

namespace {

/// The codes that one claim raises on one record.
std::string codes_on(const char* text, Direction direction, const char* outcome, const char* title,
                     const char* abstract) {
  AppraisedClaim claim = effect_claim("a", text, 0);
  claim.claim.direction = direction;
  claim.claim.certainty = 2;
  claim.claim.pico.outcome = {{outcome, {}}};
  claim.references = {1};
  ArticleAppraisal appraisal;
  appraisal.claims = {claim};
  ResolvedReference reference;
  reference.number = 1;
  reference.resolution = Resolution::found;
  reference.record.emplace().title = title;
  reference.record->abstract = {{"", "", abstract}};
  appraisal.references = {reference};
  Diagnostics diagnostics;
  grade_claims(*editorial_pack("", "2026-01-01", diagnostics), "2026-01-01", appraisal);
  std::string out;
  for (const Finding& finding : appraisal.findings) {
    if (finding.family == "support") out += std::string(word(finding.severity)) + " " + finding.code;
  }
  return out;
}

}  // namespace

TEST_CASE("a source that says the opposite in words and figures blocks; words alone are minor") {
  const char* title = "Mirtex and body weight: a randomised trial";
  CHECK(codes_on("Mirtex may reduce body weight", Direction::decreases, "body weight", title,
                 "Eighty adults were randomly assigned. Mirtex increased body weight (mean difference 1.2 kg, 95% CI "
                 "0.4 to 2.0).") == "blocker contradicted");
  CHECK(codes_on("Mirtex may reduce body weight", Direction::decreases, "body weight", title,
                 "Eighty adults were randomly assigned. Mirtex increased body weight.") == "minor contradicted");
  CHECK(codes_on("Mirtex may reduce body weight", Direction::decreases, "body weight", title,
                 "Eighty adults were randomly assigned. Mirtex reduced body weight.") == "");
  // Who had more is told the other way round.
  CHECK(
      codes_on("Mirtex may reduce body weight", Direction::decreases, "body weight", title,
               "Eighty adults took Mirtex or placebo. Body weight increased in the placebo group, not with Mirtex.") ==
      "");
}

TEST_CASE("no difference, another subject and another figure are told apart") {
  CHECK(codes_on("Mirtex may reduce body weight", Direction::decreases, "body weight",
                 "Mirtex and body weight: a randomised trial",
                 "Eighty adults were randomly assigned. There was no difference in body weight with Mirtex.") ==
        "minor not-supported");
  CHECK(codes_on("Mirtex may reduce body weight", Direction::decreases, "body weight",
                 "Fissure sealants in the molars of children",
                 "We followed three hundred children at nine schools whose molars had been sealed at the age of seven. "
                 "Caries was recorded each year by two dentists who did not know which teeth had been sealed. After "
                 "five years, caries was found in fewer of the sealed teeth than of the others, and most sealants were "
                 "still in place and sound.") == "major off-topic-citation");
}
