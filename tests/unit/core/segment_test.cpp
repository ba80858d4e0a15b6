#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  for (const Span s : sentences(text)) out.push_back(text.substr(s.begin, s.size()));
  return out;
}

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> out;
  for (const Token& t : tokens(text)) out.push_back(text.substr(t.span.begin, t.span.size()));
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("sentences end at full stops, not at abbreviations") {
  CHECK(split("Pain fell. Sleep improved.") == Texts{"Pain fell.", "Sleep improved."});
  CHECK(split("Brown et al. found less pain.") == Texts{"Brown et al. found less pain."});
  CHECK(split("Shown by Brown et al. The rest was null.").size() == 2);
  CHECK(split("Drugs (e.g. statins) help. See Fig. 2 for more.").size() == 2);
  CHECK(split("Yoga vs. Pilates was compared.").size() == 1);
  CHECK(split("Dr. Smith and J. A. Brown agreed. They left.").size() == 2);
  CHECK(split("It was run by the U.S. Food agency. It ended.").size() == 2);
  CHECK(split("E. coli grew. S. aureus did not.").size() == 2);
  CHECK(split("They took vitamin C. Patients got well.").size() == 2);
  CHECK(split("Was it safe? Yes! Nobody fell.").size() == 3);
  CHECK(split("Published in Ann. Intern. Med. in 2010 by the group.").size() == 1);
}

TEST_CASE("numbers neither end nor lose a sentence") {
  CHECK(split("It fell (p < 0.05). Next came sleep.").size() == 2);
  CHECK(split("Values were 3.5 and 4.1 points.").size() == 1);
  CHECK(split("Risk fell by p < .05. The rest did not.").size() == 2);
  CHECK(split("Doses were 5 mg. 10 patients left.").size() == 2);
  CHECK(split("See No. 5 of the list.").size() == 1);
  CHECK(split("The answer was no. It stayed so.").size() == 2);
}

TEST_CASE("citation digits stay with the sentence that they follow") {
  const std::string text = "Risk fell (95% CI 0.6 to 0.9; I2 = 45%).3 The next trial failed.4,5 In sum, it helps.6-8";
  CHECK(split(text) ==
        Texts{"Risk fell (95% CI 0.6 to 0.9; I2 = 45%).3", "The next trial failed.4,5", "In sum, it helps.6-8"});
  CHECK(split("The p value was 0.05.3 The next was 0.2.").size() == 2);
  CHECK(split("It was shown in 2019.3 The rest followed.").size() == 2);
  CHECK(split("Pain fell.[3] Sleep did not. [4] Mood rose.").size() == 3);
  CHECK(split("The mean was 45.3 kg at the start.").size() == 1);
  CHECK(split("Pain fell.\u00B2\u00B3 Sleep did not.").size() == 2);
}

TEST_CASE("brackets, quotes, lists and missing spaces") {
  CHECK(split("It helped (see Fig. 2. Data not shown) in all. Then it ended.").size() == 2);
  CHECK(split("(It helped. It did.) Next.").size() == 3);
  CHECK(split("He said \"it works.\" Then he left.").size() == 2);
  CHECK(split("It relieved pain.The next day it was back.").size() == 2);
  CHECK(split("It was p53. mTOR was not changed.").size() == 2);
  CHECK(split("First point\n\nSecond point").size() == 2);
  CHECK(split("Points:\n\u2022 one\n\u2022 two").size() == 3);
  CHECK(split("a line that\nwraps here.").size() == 1);
  CHECK(split("").empty());
  CHECK(split(" \n ").empty());
}

TEST_CASE("a text in another script goes through ICU") {
  CHECK(split("\u75BC\u75DB\u51CF\u8F7B\u3002\u7761\u7720\u6539\u5584\u3002").size() == 2);
  CHECK(words("\u75BC\u75DB\u51CF\u8F7B").size() >= 2);
}

TEST_CASE("tokens keep numbers and words whole") {
  CHECK(words("IL-6 fell by 3\u00B75 mg/kg") == Texts{"IL", "-", "6", "fell", "by", "3\u00B75", "mg", "/", "kg"});
  CHECK(words("n=1,200 (p<.05)") == Texts{"n", "=", "1,200", "(", "p", "<", ".05", ")"});
  CHECK(words("the patient's p53 and B12") == Texts{"the", "patient's", "p53", "and", "B12"});
  CHECK(words("45%).3 The") == Texts{"45", "%", ")", ".", "3", "The"});
  CHECK(words("1.2e-05 and 12\u2009345") == Texts{"1.2e-05", "and", "12\u2009345"});
  CHECK(words("\u03B2-carotene na\u00EFve") == Texts{"\u03B2", "-", "carotene", "na\u00EFve"});
}

TEST_CASE("sentences survive medical text") {
  const std::vector<std::pair<std::string, Texts>> cases = {
      {"Yoga vs. Pilates was compared. Both helped.", {"Yoga vs. Pilates was compared.", "Both helped."}},
      {"Brown et al. (2019) found less. Next it rose.", {"Brown et al. (2019) found less.", "Next it rose."}},
      {"Drugs, e.g., statins, i.e. pills, helped. It ended.",
       {"Drugs, e.g., statins, i.e. pills, helped.", "It ended."}},
      {"See Fig. 2 and Figs. 3-5. Next it rose.", {"See Fig. 2 and Figs. 3-5.", "Next it rose."}},
      {"It fell at p < 0.05. The rest did not.", {"It fell at p < 0.05.", "The rest did not."}},
      {"It fell (p < 0.05.) The rest did not.", {"It fell (p < 0.05.)", "The rest did not."}},
      {"It fell by p < .05.3 The next did not.", {"It fell by p < .05.3", "The next did not."}},
      {"Risk fell (95% CI 0\u00B76 to 0\u00B79).3 The next did not.",
       {"Risk fell (95% CI 0\u00B76 to 0\u00B79).3", "The next did not."}},
      {"The ratio was 0\u00B705.3 The next was 0\u00B72.", {"The ratio was 0\u00B705.3", "The next was 0\u00B72."}},
      {"The ratio was 0\u00B771. The next was 0\u00B72.", {"The ratio was 0\u00B771.", "The next was 0\u00B72."}},
      {"Risk fell by 45%.3\u20135 The next did not.", {"Risk fell by 45%.3\u20135", "The next did not."}},
      {"Ages were 18\u201365 years. The rest were older.", {"Ages were 18\u201365 years.", "The rest were older."}},
      {"They took 5 mg/kg/day. The rest took none.", {"They took 5 mg/kg/day.", "The rest took none."}},
      {"They measured IL-6. TNF-\u03B1 and NF-\u03BAB. In all, both fell.",
       {"They measured IL-6.", "TNF-\u03B1 and NF-\u03BAB.", "In all, both fell."}},
      {"Pain fell.\u00A0The rest did not.\u2009In all, it helped.",
       {"Pain fell.", "The rest did not.", "In all, it helped."}},
      {"The change was \u22120.5. The rest was m\u00B2. It was 10\u2079/L. The end.",
       {"The change was \u22120.5.", "The rest was m\u00B2.", "It was 10\u2079/L.", "The end."}},
      {"Results:\n1. Pain fell.\n2. Sleep rose.\n10. All left.",
       {"Results:", "1. Pain fell.", "2. Sleep rose.", "10. All left."}},
      {"1. Zinol reduced pain. 2. Zinol improved sleep.", {"1. Zinol reduced pain.", "2. Zinol improved sleep."}},
      {"1) Zinol reduced pain. 2) It improved sleep.", {"1) Zinol reduced pain.", "2) It improved sleep."}},
      {"J. A. Smith and R.K. Brown agreed. They left.", {"J. A. Smith and R.K. Brown agreed.", "They left."}},
      {"Dr. Smith, Prof. Brown and Mrs. Kelding took no. 5. St. John's wort helped.",
       {"Dr. Smith, Prof. Brown and Mrs. Kelding took no. 5.", "St. John's wort helped."}},
      {"Approx. 5 mg was given i.v. The dose was approx. 3 mg i.v. per day.",
       {"Approx. 5 mg was given i.v.", "The dose was approx. 3 mg i.v. per day."}},
      {"Zinol 5 mg was given b.i.d. Patients slept.", {"Zinol 5 mg was given b.i.d.", "Patients slept."}},
      {"It was taken p.r.n. Patients slept. It was n.s. The rest was q.d. in all.",
       {"It was taken p.r.n.", "Patients slept.", "It was n.s.", "The rest was q.d. in all."}},
      {"Nausea, rash, etc. The rest were well.", {"Nausea, rash, etc.", "The rest were well."}},
      {"They came at 8 a.m. The rest came at 5 p.m. on Monday.",
       {"They came at 8 a.m.", "The rest came at 5 p.m. on Monday."}},
      {"It was ... not clear. Then it ended.", {"It was ... not clear.", "Then it ended."}},
      {"It went on... Then it ended.", {"It went on...", "Then it ended."}},
      {"It went on\u2026 Then it ended\u2026 slowly.", {"It went on\u2026", "Then it ended\u2026 slowly."}},
      {"He said \u201Cit works.\u201D Then he left.", {"He said \u201Cit works.\u201D", "Then he left."}},
      {"(It works.) Then he left. \u201CGood,\u201D he said.",
       {"(It works.)", "Then he left.", "\u201CGood,\u201D he said."}},
      {"They took vitamin D. The rest did not. Hepatitis C. Patients were well.",
       {"They took vitamin D.", "The rest did not.", "Hepatitis C.", "Patients were well."}},
      {"It was p = .05. The rest was not.", {"It was p = .05.", "The rest was not."}},
      {"Acme Inc. reported it. Then Kelding Ltd. (London) did.",
       {"Acme Inc. reported it.", "Then Kelding Ltd. (London) did."}},
      {"Cases rose in the U.S. The rate doubled.", {"Cases rose in the U.S.", "The rate doubled."}},
      {"The pH was 7.4. The rest was not.", {"The pH was 7.4.", "The rest was not."}},
      {"It lasted 30 min. Patients rested for 30 min. 20 patients left.",
       {"It lasted 30 min.", "Patients rested for 30 min.", "20 patients left."}},
      {"Pain fell.(3) The rest did not.(4,5) In all, it helped.",
       {"Pain fell.(3)", "The rest did not.(4,5)", "In all, it helped."}},
      {"It fell (P<.05).The rest did not.", {"It fell (P<.05).", "The rest did not."}},
      {"It fell by 45%.The rest did not.", {"It fell by 45%.", "The rest did not."}},
      {"Pain fell. \u03B2-Carotene did not help. \u03B1-Tocopherol did.",
       {"Pain fell.", "\u03B2-Carotene did not help.", "\u03B1-Tocopherol did."}},
      {"It rose with M. tuberculosis and E. coli. S. aureus fell.",
       {"It rose with M. tuberculosis and E. coli.", "S. aureus fell."}},
      {"Shown in Kelding et al.3 and elsewhere. The rest was not.",
       {"Shown in Kelding et al.3 and elsewhere.", "The rest was not."}},
      {"Background\nPain is common.\nMethods\nWe asked people.",
       {"Background", "Pain is common.", "Methods", "We asked people."}},
      {"a line that\nMethods of old wrap here.", {"a line that\nMethods of old wrap here."}},
      {"First point\n\u2022 one item\n- two items\n* three items\n\u2013 four items",
       {"First point", "\u2022 one item", "- two items", "* three items", "\u2013 four items"}},
      {"(a) Pain fell. (b) Sleep rose.", {"(a) Pain fell.", "(b) Sleep rose."}},
      {"Pain fell.\u00B9 Sleep rose.\u00B2\u207B\u2074 In all, it helped.",
       {"Pain fell.\u00B9", "Sleep rose.\u00B2\u207B\u2074", "In all, it helped."}},
      {"Does it help? Nobody knows! It may.", {"Does it help?", "Nobody knows!", "It may."}},
      {"See www.example.org/a.b.html. The rest is at example.org. It ended.",
       {"See www.example.org/a.b.html.", "The rest is at example.org.", "It ended."}},
      {"It was measured (cf. Eq. 2 and Ref. 5). See Suppl. 1, Vol. 3, pp. 5-6. It ended.",
       {"It was measured (cf. Eq. 2 and Ref. 5).", "See Suppl. 1, Vol. 3, pp. 5-6.", "It ended."}},
      {"Zinol (vs. placebo; n = 20 vs. n = 22; P = .04) helped. There was no harm.",
       {"Zinol (vs. placebo; n = 20 vs. n = 22; P = .04) helped.", "There was no harm."}},
      {"Doses of 0.5 to 1.5 mg.kg-1 were used. It was 1.2e-05. The end.",
       {"Doses of 0.5 to 1.5 mg.kg-1 were used.", "It was 1.2e-05.", "The end."}},
      {"He died in Jan. 2020. She left in Feb. 2021.", {"He died in Jan. 2020.", "She left in Feb. 2021."}},
      {"The trial (NCT1234.) ended. It was run by Kelding, M.D. The rest is known.",
       {"The trial (NCT1234.) ended.", "It was run by Kelding, M.D.", "The rest is known."}},
      {"The mean was 5.2 (SD 1.1). 95% of patients left. 12 returned.",
       {"The mean was 5.2 (SD 1.1).", "95% of patients left.", "12 returned."}},
      {"Zinol works \u2013 or so they say. \u2018It does.\u2019 They left.",
       {"Zinol works \u2013 or so they say.", "\u2018It does.\u2019", "They left."}},
  };
  for (const auto& [text, expected] : cases) CHECK(split(text) == expected);
}

TEST_CASE("tokens survive medical text") {
  const std::vector<std::pair<std::string, Texts>> cases = {
      {"5 mg/kg IL-6 HbA1c", {"5", "mg", "/", "kg", "IL", "-", "6", "HbA1c"}},
      {"0\u00B705 12\u00A0345 12\u2009345 12\u202F345,5",
       {"0\u00B705", "12\u00A0345", "12\u2009345", "12\u202F345", ",", "5"}},
      {"\u22120.5 p<.05 (.05) \u00B1.5 -.5 =.5 \u2264.05 \u2013.5",
       {"\u2212", "0.5", "p", "<", ".05", "(", ".05", ")", "\u00B1", ".5", "-", ".5", "=", ".5", "\u2264", ".05",
        "\u2013", ".5"}},
      {"0.71\u20130.86 5\u00B5g \u03BCg 10\u2079/L m\u00B2",
       {"0.71", "\u2013", "0.86", "5", "\u00B5g", "\u03BCg", "10", "\u2079", "/", "L", "m", "\u00B2"}},
      {"treat\u00ADment don\u2019t patients\u2019 na\u00EFve",
       {"treat\u00ADment", "don\u2019t", "patients", "\u2019", "na\u00EFve"}},
      {"TNF-\u03B1 p53 \u03B22 25(OH)D 1,234.5 1.2.3",
       {"TNF", "-", "\u03B1", "p53", "\u03B22", "25", "(", "OH", ")", "D", "1,234.5", "1.2", ".", "3"}},
      {"pain.2 45%).3 vitamin D.3", {"pain", ".", "2", "45", "%", ")", ".", "3", "vitamin", "D", ".", "3"}},
      {"2,3 12,34 1,2345", {"2", ",", "3", "12", ",", "34", "1", ",", "2345"}},
      {"cafe\u0301 e\u200Dx", {"cafe\u0301", "e\u200Dx"}},
  };
  for (const auto& [text, expected] : cases) CHECK(words(text) == expected);
}

TEST_CASE("every token and sentence lies inside the text, in order, whatever the text is") {
  for (const std::string& text : {std::string("((((. A (b. C"), std::string("\xF0\x9F\x98\x80. \u2019\u2019 .5.5.5."),
                                  std::string(5000, '('), std::string(5000, '.'), std::string("a.b.c.D.E. F")}) {
    std::size_t last = 0;
    for (const Token& t : tokens(text)) {
      CHECK(t.span.begin >= last);
      CHECK(t.span.end <= text.size());
      CHECK(!t.span.empty());
      last = t.span.end;
    }
    last = 0;
    for (const Span s : sentences(text)) {
      CHECK(s.begin >= last);
      CHECK(!s.empty());
      last = s.end;
    }
    CHECK(last <= text.size());
  }
}
