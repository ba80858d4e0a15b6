#include "grading/match.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

TermMatch only(const std::vector<std::string>& wanted, const std::vector<std::string>& text) {
  const PhraseComparison found = TermIndex(text).find(wanted);
  REQUIRE(found.terms.size() == 1);
  return found.terms[0];
}

}  // namespace

TEST_CASE("each kind of match has its reason") {
  CHECK(only({"fever"}, {"fever"}).kind == MatchKind::same);
  CHECK(only({"infections"}, {"infection"}).kind == MatchKind::stem);
  CHECK(only({"anaemia"}, {"anemia"}).kind == MatchKind::stem);
  CHECK(only({"heart", "attack"}, {"acute", "myocardial", "infarction"}).kind == MatchKind::synonym);
  CHECK(only({"statin"}, {"atorvastatin"}).kind == MatchKind::narrower);
  CHECK(only({"atorvastatin"}, {"statin"}).kind == MatchKind::broader);
  CHECK(only({"migraine"}, {"fracture"}).kind == MatchKind::none);
}

TEST_CASE("an abbreviation matches its long form only where the text defines it") {
  const std::vector<std::string> text{"walking", "distance", "fell"};
  CHECK(TermIndex(text, {{"wd", {"walking", "distance"}}}).find({"wd"}).score == 1);
  CHECK(TermIndex(text).find({"wd"}).score == 0);
}

TEST_CASE("a member of a class is not the class, and little words weigh little") {
  CHECK(TermIndex({"atorvastatin"}).find({"statin"}).score == Approx(0.5));
  const PhraseComparison found = TermIndex({"patients", "study"}).find({"patients", "migraine"});
  CHECK(found.score < 0.4);
  CHECK(found.because().find("not found: migraine") != std::string::npos);
}
