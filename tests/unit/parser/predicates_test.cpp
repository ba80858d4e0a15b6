#include "parser/predicates.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "core/text.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

/// What is read, of every sentence of a text; with `always`, every shape is tried everywhere.
std::string predicates(const std::string& text, bool always) {
  std::string out;
  const FoldedText folded(text);
  for (const Span sentence : sentences(text)) {
    const std::vector<LexToken> tokens = claim_words::table().lex(text, folded.inside(sentence));
    for (const Predicate& found : find_predicates(tokens, always)) {
      out += std::string(found.shape->name) + " " + std::to_string(found.match.begin - tokens.data()) + "-" +
             std::to_string(found.match.end - tokens.data()) + "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("what a shape needs hides none of what it finds") {
  std::size_t files = 0, found = 0;
  for (const char* folder : {"tests/cases/parser", "tests/cases/claims", "data/samples"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path());
      ++files;
      for (std::string line; std::getline(file, line);) {
        if (first_invalid_utf8(line)) continue;
        INFO(entry.path() << ": " << line);
        const std::string always = predicates(line, true);
        found += !always.empty();
        CHECK(predicates(line, false) == always);
      }
    }
  }
  CHECK(files > 20);
  CHECK(found > 500);
}
