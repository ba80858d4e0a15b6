#include <string>
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
