// Texts that a reader of quadratic time would not finish while anybody waits: each has some hundred thousand tokens that
// invite it to look far ahead or back.
#include <string>
#include <vector>

#include "parser/claims.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

constexpr std::size_t bytes = 300'000;

std::string many(const std::string& piece) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

}  // namespace

TEST_CASE("a text of any shape is read in the time that its length takes") {
  const std::vector<std::string> texts = {
      many("Zinol reduces pain in adults (n = 12) and improves sleep by 3.5 points compared with placebo; "),
      std::string(bytes, '(') + "pain" + std::string(bytes, ')'),
      "Zinol reduces pain " + std::string(bytes, '('),
      "Zinol reduces " + many("pain, ") + ".",
      "Zinol reduces " + many("pain and ") + ".",
      std::string(bytes, 'a'),
      std::string(bytes, '1'),
      std::string(bytes, '.'),
      "Zinol reduces " + std::string(bytes, '-'),
      "Zinol " + many("clearly ") + "reduces pain.",
      many("may "),
      many("reduces "),
      many("RR 0.8 (95% CI 0.6 to 0.9; "),
      many("no evidence that "),
      many("moderate-quality evidence of "),
      many("[1,2,3] "),
      many("one hundred and "),
      many("5% of "),
      many("A. "),
      many("Methods\n"),
      many("A\u2026 "),
      many("a\u00AD"),
      many("Zinol reduces pain. "),
  };
  for (const std::string& text : texts) {
    const TextReading reading = read_text(text);
    CHECK(reading.sentences.size() <= text.size());
    for (const SentenceReading& sentence : reading.sentences) {
      REQUIRE(sentence.span.begin < sentence.span.end);
      REQUIRE(sentence.span.end <= text.size());
    }
    for (const Claim& claim : reading.claims) {
      REQUIRE(claim.sentence.contains(claim.span));
      REQUIRE(claim.sentence.end <= text.size());
    }
  }
}
