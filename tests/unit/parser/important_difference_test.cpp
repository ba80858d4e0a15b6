#include "parser/important_difference.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

double first(std::string_view text) {
  const auto read = read_important_differences(text);
  return read.empty() ? 0 : read.front().value;
}

}  // namespace

TEST_CASE("a smallest important difference is read where a text states it") {
  CHECK(first("Disability (Zin scale, 0 to 3; MCID 0.22)") == 0.22);
  CHECK(first("Pain (lower is better) (MCID -11.9)") == 11.9);
  CHECK(first("below the minimal clinically important difference of 4 units") == 4);
  CHECK(first("the smallest worthwhile effect was 10 points") == 10);
  CHECK(first("the minimally important change for this scale is 1.5") == 1.5);
  const auto read = read_important_differences("An MID of 5 was used.");
  REQUIRE(read.size() == 1);
  CHECK(read[0].span == Span{3, 11});
}

TEST_CASE("other numbers and other differences are no smallest important difference") {
  CHECK(first("no clinically important difference was seen in 40 patients") == 0);
  CHECK(first("MID was not reported. There were 40 patients.") == 0);
  CHECK(first("a minimal important difference of 20%") == 0);
  CHECK(first("mid-thigh girth 40 cm") == 0);
  CHECK(first("MCID") == 0);
  CHECK(first("") == 0);
}
