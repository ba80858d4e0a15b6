#include "parser/certainty_model.h"

#include "parser/wording.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

double sounds(std::string_view sentence) {
  return perceived_certainty(sentence, Wording(sentence, 0).graded_certainty({0, sentence.size()}));
}

}  // namespace

TEST_CASE("a plain statement sounds surer than a hedged one, and that surer than a doubly hedged one") {
  const double plain = sounds("Massage reduced pain in the trial.");
  const double hedged_once = sounds("Massage may reduce pain in some people.");
  const double hedged_twice = sounds("It is possible that massage might perhaps reduce pain in some people.");
  CHECK(plain > hedged_once);
  CHECK(hedged_once > hedged_twice);
}

TEST_CASE("the cues decide on which side of a hedge a sentence falls") {
  // Words that weigh towards certainty do not lift a hedge, and words that weigh against it make none.
  CHECK(perceived_certainty("no no not any p ; data were completely needed", 3) < hedged);
  CHECK(perceived_certainty("still roughly about deep methods", 4) >= hedged);
  CHECK(perceived_certainty("", 0) >= 0);
  CHECK(perceived_certainty("", 5) <= 5);
}

TEST_CASE("a feature is named once, numbers alike, whatever the case") {
  std::size_t numbers = 0, may = 0;
  for (const auto& [name, value] : certainty_features("May 12 of 48 patients, may 3.", 4)) {
    numbers += name == "#";
    may += name == "may";
  }
  CHECK(numbers == 1);
  CHECK(may == 1);
}
