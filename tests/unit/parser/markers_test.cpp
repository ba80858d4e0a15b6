#include "parser/markers.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

/// "3|2,3" for the markers of a text, numbers expanded.
std::string read(std::string_view text) {
  std::string out;
  for (const CitationMarker& marker : read_markers(text)) {
    CHECK(text.substr(marker.span.begin, marker.span.size()) == marker.text);
    if (!out.empty()) out += "|";
    for (std::size_t i = 0; i < marker.numbers.size(); ++i) out += (i ? "," : "") + std::to_string(marker.numbers[i]);
  }
  return out;
}

std::string read_with_list(std::string_view text, int entries) {
  KnownReferences references{true, {}};
  for (int i = 1; i <= entries; ++i) references.numbers.push_back(i);
  const std::vector<MarkerRegion> regions = {{{0, text.size()}}};
  std::string out;
  for (const CitationMarker& marker : read_markers(text, regions, references)) out += marker.text + "|";
  return out;
}

}  // namespace

TEST_CASE("bracketed markers are expanded in the order written") {
  CHECK(read("Heat eases cramps [1] and lifts mood [2,3] in adults [4-6], as shown [9\xE2\x80\x93"
             "11].") == "1|2,3|4,5,6|9,10,11");
  CHECK(read("Heat eases cramps [ 2 ; 7 ].") == "2,7");
  CHECK(read("Heat eases cramps [refs 2, 7] and [^3].") == "2,7|3");
  CHECK(read("Both trials agree [1][2].") == "1|2");
}

TEST_CASE("ranges are bounded and may run backwards") {
  CHECK(read("Heat eases cramps [1-9999].") == "");
  CHECK(read("Heat eases cramps [9-4].") == "9,4");
  CHECK(read("Heat eases cramps [1-200].").size() > 200);
  CHECK(read("Heat eases cramps [1-201].") == "");
  CHECK(read("Heat eases cramps [0] and [12345] and [01].") == "");
}

TEST_CASE("brackets that hold years, intervals or words are left alone") {
  CHECK(read("Heat eases cramps [2019] by 4 [2-7] points, median 12 days [8, 15-20], CI [1, 4], [sic].") ==
        "8,15,16,17,18,19,20");
  CHECK(read("The risk was lower (RR 0.8 [0.6-0.9]).") == "");
}

TEST_CASE("bare digits are read at the end of a clause") {
  CHECK(read("Heat eases cramps in adults 1. It also lifts their mood, according to one trial 2.") == "1|2");
  CHECK(read("Heat eases cramps in adults 1, and mood improves in many trials 2,3.") == "1|2,3");
  CHECK(read("Heat eases cramps in most adults.1 The effect is small.2,3") == "1|2,3");
  CHECK(read("Warm packs are called \"comfort care\" 1. They ease cramps (in adults) 2.") == "1|2");
  CHECK(read("Heat eases the cramps that adults report 1\nCold packs ease swelling after sprains 2") == "1|2");
  CHECK(read("Several trials by Ito et al. 1. One later cohort disagrees 2-4.") == "1|2,3,4");
}

TEST_CASE("a lone sentence may carry a lone marker") {
  CHECK(read("Cold packs ease the swelling that follows sprains 3.") == "3");
  CHECK(read("Cold packs ease the swelling that follows sprains 4") == "4");
}

TEST_CASE("quantities, ages, dates, types and names are no markers") {
  for (const char* text : {
           "Sessions of heat should last 30-60 minutes for most adults.",
           "Last updated: April 14, 2025View editorial policy",
           "The trial enrolled women aged 65. It was stopped in 2019.",
           "Adults with diabetes type 2. Children with diabetes type 1.",
           "The results of the trial are in Table 2. They are drawn in Figure 3.",
           "The drug is in phase 3. Its dose was 5.",
           "The protein is measured as IL-6. The score was 7, the ratio 2.",
           "Patients were given vitamin B 12. Others took omega 3.",
           "The difference was small, with p < 0.05. Nothing else was seen with n = 30.",
           "Wash the wound as described in step 1. Dry it as in step 2.",
           "Patients who had COVID-19. Then they got COVID 19.",
           "See section 1.2.1. The rule is 3.4.5.",
           "Relief came within 2, 3 or 4. It stayed between 4 and 6.",
           "Pain fell from 7 to 3. It was 30% lower.",
           "It happened on 3 May 2020, and again on May 5.",
           "Of every twelve patients only one in 5. Others had at least 3.",
           "Adverse events 3\nNausea 2\nHeadache 1",
           "The mean body mass index was BMI 30. Blood was drawn at week 12.",
           "Choose the mild remedy Option 1. Or take the strong remedy Option 2.",
           "1. Wash the wound\n2. Dry the wound\n3. Cover the wound",
           "Patients rated the pain as a 7. The value reached 12.",
       }) {
    INFO(text);
    CHECK(read(text) == "");
  }
}

TEST_CASE("bare digits out of the run of the others are left alone") {
  CHECK(read("Heat eases cramps in adults 1.\nIt also lifts their mood 2.\nThe clinic moved to building forty 47.") ==
        "1|2");
  CHECK(read_with_list("Heat eases cramps in adults 1. It lifts the mood of adults 7.", 3) == "1|");
}

TEST_CASE("where brackets are the style, bare digits are numbers") {
  CHECK(read("Heat eases cramps [1]. It lifts mood [2]. The clinic opened ward extensions 3.") == "1|2");
}

TEST_CASE("digits in mid-sentence are read once the style is established") {
  CHECK(read("Heat eases cramps in adults 1. It lifts the mood 2 and it helps adults sleep 3.") == "1|2|3");
  CHECK(read("Heat cut the pain scores by 30% 1. It lifts the mood of adults 1.") == "1|1");
}

TEST_CASE("glued digits need a style of their own") {
  CHECK(read("Heat eases cramps1. It lifts the mood of adults2,3. It helps adults to sleep4.") == "1|2,3|4");
  CHECK(read("The gene brca2 and the protein cyp3 are known. The drug carbo4 is not.") == "");
}

TEST_CASE("round brackets need a list and a consistent use") {
  CHECK(read("Heat eases cramps (1). It lifts mood (2).") == "");
  CHECK(read_with_list("Heat eases cramps (1). It lifts mood (2,3).", 3) == "(1)|(2,3)|");
  CHECK(read_with_list("The steps are: (1) wash, (2) dry and (3) cover.", 3) == "");
}

TEST_CASE("superscripts are markers unless they are powers or isotopes") {
  CHECK(
      read(
          "Heat eases cramps\xC2\xB9 and lifts mood\xC2\xB2,\xC2\xB3 in adults.\xE2\x81\xB4\xE2\x81\xBB\xE2\x81\xB6") ==
      "1|2,3|4,5,6");
  CHECK(read("A body mass of 30 kg/m\xC2\xB2, I\xC2\xB2 of 70%, R\xC2\xB2 and 10\xC2\xB3 cells.") == "");
  const std::string text = "Heat eases cramps1-3 in an area of 3 m2.";
  const std::vector<Run> runs = {{RunKind::superscript, {17, 20}, ""}, {RunKind::superscript, {38, 39}, ""}};
  const std::vector<MarkerRegion> regions = {{{0, text.size()}, 4, 5, &runs, true}};
  const auto markers = read_markers(text, regions, {});
  REQUIRE(markers.size() == 1);
  CHECK(markers[0].numbers == std::vector<int>{1, 2, 3});
  CHECK(markers[0].style == MarkerStyle::superscript);
  CHECK(markers[0].section == 4);
  CHECK(markers[0].block == 5);
}

TEST_CASE("links to entries are markers, other links are not") {
  const std::string text = "Heat eases the cramps 3 and 4 and more in part 5";
  const std::vector<Run> runs = {{RunKind::link, {22, 23}, "#ref3"},
                                 {RunKind::link, {28, 29}, "page.html#cite_note-4"},
                                 {RunKind::link, {47, 48}, "#section5"}};
  const std::vector<MarkerRegion> regions = {{{0, text.size()}, 0, 0, &runs, true}};
  const auto markers = read_markers(text, regions, {});
  REQUIRE(markers.size() == 2);
  CHECK(markers[0].style == MarkerStyle::link);
  CHECK(markers[1].numbers == std::vector<int>{4});
}

TEST_CASE("headings and table cells carry no bare markers") {
  const std::string text = "What a long heading about heat 2";
  const std::vector<MarkerRegion> regions = {{{0, text.size()}, 0, 0, nullptr, false}};
  CHECK(read_markers(text, regions, {}).empty());
}
