#include "audit/grade_claims.h"

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
