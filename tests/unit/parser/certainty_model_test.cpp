#include "parser/certainty_model.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>

#include "parser/lexicon_table.h"
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
    numbers += name == "0";
    may += name == "may";
  }
  CHECK(numbers == 1);
  CHECK(may == 1);
}

TEST_CASE("the certainty that people hear is the sum of the weights of the features") {
  std::map<std::string, double, std::less<>> weights;
  for (const LexiconRow& row : lexicon_rows("data/certainty_weights.tsv", 2))
    weights[std::string(row[0])] = std::atof(std::string(row[1]).c_str());
  for (const std::string_view sentence :
       {"Massage may reduce pain, but they were not sure.", "We found that no data support its use (p = 0.3)!",
        "Zinol could be related to the results, and the risk of harm is still unknown: it is not clear how.", "",
        "It might be more likely that 12% of the patients had no need, although most of them did; see also e.g. "
        "this?"}) {
    const double cues = 3.2;
    double sum = weights["(constant)"];
    for (const auto& [name, value] : certainty_features(sentence, cues)) {
      if (const auto found = weights.find(name); found != weights.end()) sum += value * found->second;
    }
    sum = std::clamp(std::clamp(sum, cues - 1.5, cues + 1.5), 0.0, hedged - 0.05);
    CHECK(std::abs(perceived_certainty(sentence, cues) - sum) < 1e-9);
  }
}
