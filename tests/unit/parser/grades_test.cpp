#include "core/vocabulary.h"
#include "parser/guideline_grades.h"
#include "parser/stated_grade.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

void reads(std::string_view text, std::string_view words, std::string_view grade, std::string_view scheme,
           std::string_view strength = "", std::string_view named = "") {
  const auto found = read_stated_grades(text, named);
  INFO(text);
  REQUIRE(found.size() == 1);
  CHECK(found[0].words.text == words);
  CHECK((found[0].grade ? word(*found[0].grade) : "none") == grade);
  CHECK(found[0].scheme == scheme);
  CHECK(found[0].strength == strength);
}

}  // namespace

TEST_CASE("the four words of certainty, in any order") {
  reads("as supported by moderate-quality evidence from trials", "moderate-quality evidence", "moderate", "GRADE");
  reads("There is low certainty evidence that it helps.", "low certainty evidence", "low", "GRADE");
  reads("The certainty of the evidence was very low.", "certainty of the evidence was very low", "very_low", "GRADE");
  reads("Quality of evidence: high.", "Quality of evidence: high", "high", "GRADE");
  reads("Low- to moderate-quality evidence was found.", "Low- to moderate-quality evidence", "low", "GRADE");
  reads("The evidence was of low quality.", "evidence was of low quality", "low", "GRADE");
  reads("Pain fell (GRADE: moderate).", "GRADE: moderate", "moderate", "GRADE");
  reads("Pain fell (\u2295\u2295\u2295\u25EF).", "\u2295\u2295\u2295\u25EF", "moderate", "GRADE");
}

TEST_CASE("strength and certainty are kept apart") {
  reads("(strong recommendation, low-quality evidence)", "strong recommendation, low-quality evidence", "low", "GRADE",
        "strong");
  reads("a conditional recommendation", "conditional recommendation", "none", "GRADE", "conditional");
  reads("It is advised (Grade 1B).", "Grade 1B", "moderate", "GRADE", "strong");
  reads("It is advised (Grade 2C).", "Grade 2C", "low", "GRADE", "conditional");
}

TEST_CASE("letters and numerals need the name of their scheme") {
  reads("Level B evidence supports massage.", "Level B", "none", "");
  reads("Level B evidence supports it.", "Level B", "low", "ESC", "", "ESC");
  reads("(Class 1, LOE B-R)", "LOE B-R", "moderate", "ACC/AHA");
  reads("It helps (SOR A).", "SOR A", "high", "SORT", "strong");
  reads("USPSTF grade B", "USPSTF grade B", "moderate", "USPSTF", "strong");
  reads("It was a Level II study.", "Level II", "none", "");
  reads("Level II evidence", "Level II", "high", "NHMRC", "", "NHMRC");
}

TEST_CASE("mixed and insufficient are answers") {
  reads("Trials gave mixed results.", "mixed results", "mixed", "");
  reads("The evidence is conflicting.", "evidence is conflicting", "mixed", "");
  reads("There is insufficient evidence to advise it.", "insufficient evidence", "insufficient", "");
  reads("Limited evidence supports it, says the AAOS.", "Limited evidence", "low", "AAOS", "conditional");
}

TEST_CASE("AHRQ's strength of evidence") {
  reads("There was low strength of evidence.", "low strength of evidence", "low", "AHRQ");
  reads("Strength of evidence: moderate.", "Strength of evidence: moderate", "moderate", "AHRQ");
}

TEST_CASE("what is no grade of evidence") {
  for (const char* text :
       {"a grade 2 ankle sprain", "patients with grade 3 glioma", "high blood pressure", "class II malocclusion",
        "sort the data", "quality of life improved", "low back pain", "The level of 5 mg was low."}) {
    INFO(text);
    CHECK(read_stated_grades(text).empty());
  }
}

TEST_CASE("a word and its stars may disagree") {
  CHECK(stars_against_word("Moderate \u2605\u2605\u2605\u2606") == "");
  CHECK(stars_against_word("Moderate \u2605\u2605\u2606\u2606") == "the word says moderate, the stars are 2 of 4");
  CHECK(stars_against_word("Moderate \u2605\u2605") == "");  // out of how many is not printed
  CHECK(stars_against_word("Moderate") == "");
  CHECK(stars_against_word("\u2605\u2605\u2606\u2606") == "");
}
