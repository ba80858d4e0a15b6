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

TEST_CASE("another member of a class is told, never counted as found") {
  const std::vector<std::string> title{"simvastatin", "and", "strokes"};
  CHECK(TermIndex(title).find({"atorvastatin"}).terms[0].kind == MatchKind::none);
  const PhraseComparison found = TermIndex(title).find_or_related({"atorvastatin"});
  CHECK(found.score == 0);
  CHECK(found.likeness() == Likeness::related);
  CHECK(found.because() == "atorvastatin: simvastatin (another statin)");
}

TEST_CASE("members of a group that is too wide are not related") {
  CHECK(TermIndex({"trastuzumab"}).find_or_related({"tocilizumab"}).likeness() == Likeness::different);
}

TEST_CASE("the class inside another member's name is not the class") {
  const std::vector<std::string> title{"hip", "osteoarthritis"};
  CHECK(TermIndex(title).find_or_related({"knee", "osteoarthritis"}).likeness() == Likeness::related);
}

TEST_CASE("what a phrase is to a text") {
  CHECK(TermIndex({"zinol", "for", "gout"}).find({"zinol"}).likeness() == Likeness::same);
  CHECK(TermIndex({"rizatriptan"}).find({"triptans"}).likeness() == Likeness::narrower);
  CHECK(TermIndex({"triptans"}).find({"rizatriptan"}).likeness() == Likeness::broader);
  CHECK(TermIndex({"zinol"}).find({"bandor"}).likeness() == Likeness::different);
  CHECK(TermIndex({"ketoprofen", "gel"}).find({"zinol", "gel"}).likeness() == Likeness::unclear);
}

TEST_CASE("the reason reads as the phrase does") {
  CHECK(TermIndex({"relapse", "of", "gout"}).find({"relapse", "of", "gout"}).because() == "relapse of gout");
  CHECK(TermIndex({"tiredness"}).find({"severe", "fatigue"}).because() ==
        "fatigue = tiredness (synonym), not found: severe");
}
