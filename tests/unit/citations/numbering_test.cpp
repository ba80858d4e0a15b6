#include "citations/numbering.h"

#include <map>

#include "tests/catch.h"

using namespace claimassay;

namespace {

CitationMarker marker(std::string text, std::vector<int> numbers) {
  CitationMarker made;
  made.text = std::move(text);
  made.numbers = std::move(numbers);
  return made;
}

std::vector<ReferenceEntry> entries(std::vector<int> numbers) {
  std::vector<ReferenceEntry> made(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) made[i].number = numbers[i];
  return made;
}

std::map<std::string, std::string> problems(std::vector<CitationMarker> markers, std::vector<int> listed) {
  Article article;
  article.markers = std::move(markers);
  std::map<std::string, std::string> out;
  for (const NumberingProblem& problem : numbering_problems(article, entries(std::move(listed)))) {
    out[problem.kind] = problem.text.empty() ? number_list(problem.numbers) : problem.text;
  }
  return out;
}

using Found = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("citations and list that agree have no numbering problem, in any order") {
  CHECK(problems({marker("[2]", {2}), marker("[1,3]", {1, 3})}, {1, 2, 3}).empty());
}

TEST_CASE("each kind of numbering problem is named with its numbers") {
  CHECK(problems({marker("[1,4]", {1, 4})}, {1}) == Found{{"undefined", "4"}});
  CHECK(problems({marker("[1]", {1})}, {1, 2, 3}) == Found{{"uncited", "2, 3"}});
  CHECK(problems({marker("[1]", {1}), marker("[4]", {4})}, {1, 4}) == Found{{"gap", "2, 3"}});
  CHECK(problems({marker("[1]", {1}), marker("[2]", {2})}, {1, 2, 2}) == Found{{"duplicate", "2"}});
  CHECK(problems({marker("[6-4]", {4, 5, 6})}, {4, 5, 6}).at("reversed-range") == "[6-4]");
}

TEST_CASE("a cited number that is missing from the list is said once") {
  CHECK(problems({marker("1", {1}), marker("2", {2}), marker("3", {3})}, {1, 3}) == Found{{"undefined", "2"}});
}

TEST_CASE("nothing is said where there are no markers or there is no list") {
  CHECK(problems({}, {1, 2, 3}).empty());
  CHECK(problems({marker("[1]", {1})}, {}).empty());
}

TEST_CASE("short forms of ranges and dashes of any kind are no reversed ranges") {
  CHECK(problems({marker("[121-4]", {})}, {}).empty());
  CHECK(problems({marker("[4\u20136]", {4, 5, 6})}, {}).empty());
  CHECK(problems({marker("[6\u20134]", {})}, {}).count("reversed-range") == 1);
  CHECK(problems({marker("[6, 4]", {6, 4})}, {}).empty());
}

TEST_CASE("a hostile list number does not make a list of a billion gaps") {
  CHECK(problems({marker("[1]", {1}), marker("x", {2000000000})}, {1, 2000000000}).empty());
}
