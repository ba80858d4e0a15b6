#include "parser/folded_text.h"

#include <string>

#include "parser/lexicon_table.h"
#include "parser/word_map.h"
#include "tests/catch.h"

using namespace claimassay;

TEST_CASE("a text made ready for look-up has the tokens, folded, and what stands around them") {
  const std::string text = "Zinol\u2019s DOSE (\u00C4-5 mg) rose\u2013IL-6";
  const FoldedText folded(text);
  std::string words;
  for (const FoldedToken& token : folded.tokens()) {
    CHECK(token.hash == word_hash(token.folded));
    words += std::string(token.folded) +
             (token.capitals  ? "!"
              : token.capital ? "^"
                              : "") +
             (token.glued ? "_" : "") + (token.hyphen ? "~" : "") + " ";
  }
  CHECK(words == "zinol's^ dose! ( \u00E4!_ -_~ 5_ mg )_ rose \u2013_~ il!_ -_~ 6_ ");
}

TEST_CASE("the tokens of a part are those that lie inside it") {
  const FoldedText folded("one two three");
  CHECK(folded.inside({4, 13}).size() == 2);
  CHECK(folded.inside({4, 12}).size() == 1);
  CHECK(folded.inside({5, 13}).front().folded == "three");
  CHECK(folded.inside({13, 13}).empty());
  CHECK(folded.inside({9, 2}).empty());
  CHECK(FoldedText("").inside({0, 0}).empty());
}

TEST_CASE("a moved text keeps what its tokens view") {
  FoldedText first("Na\u00EFve Zinol");
  const FoldedText second = std::move(first);
  CHECK(second.tokens()[0].folded == "na\u00EFve");
  CHECK(second.tokens()[1].folded == "zinol");
}

TEST_CASE("a word map finds every word it was given and no other") {
  WordMap<int> map;
  CHECK(map.find("a") == nullptr);
  for (int i = 0; i < 2000; ++i) map["word" + std::to_string(i)] = i;
  map["word7"] += 1;
  for (int i = 0; i < 2000; ++i) {
    const int* found = map.find("word" + std::to_string(i));
    REQUIRE(found);
    CHECK(*found == (i == 7 ? 8 : i));
  }
  CHECK(map.find("word2000") == nullptr);
  CHECK(map.find("") == nullptr);
  // A hash is a hint, never the word.
  CHECK(map.find("other", word_hash("word1")) == nullptr);
}

TEST_CASE("words of every length have hashes of their own") {
  WordMap<int> seen;
  std::string word;
  for (int length = 0; length < 40; ++length, word += 'a') CHECK(++seen[word] == 1);
  CHECK(word_hash("abcdefgh") != word_hash("abcdefgi"));
  CHECK(word_hash("abcdefghi") != word_hash("abcdefghj"));
  CHECK(word_hash("ab") != word_hash("ba"));
}
