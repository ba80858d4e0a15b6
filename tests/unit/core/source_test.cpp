#include "core/source.h"

#include "tests/catch.h"

using namespace claimassay;

TEST_CASE("lines and columns count characters of the file") {
  Source source{"a.txt", "one\nz\u00e9ro two\n", {}, {}};
  CHECK(source.locate(0).line == 1);
  const LineColumn two = source.locate(source.text.find("two"));
  CHECK(two.line == 2);
  CHECK(two.column == 6);
}

TEST_CASE("spans of a text with entities map back to the bytes of the file") {
  // file: "<p>a &amp; b</p>"   text: "a & b"
  Source source{"a.html", "a & b", {}, "<p>a &amp; b</p>"};
  source.origin.add(0, 2, 3, 2);
  source.origin.add(2, 1, 5, 5);
  source.origin.add(3, 2, 10, 2);
  CHECK(source.origin.to_file(Span{0, 5}) == Span{3, 12});
  CHECK(source.origin.to_file(Span{2, 3}) == Span{5, 10});
  CHECK(source.origin.to_file(Span{4, 5}) == Span{11, 12});
  CHECK(source.locate(4).column == 12);
}

TEST_CASE("a line index agrees with counting from the start, wherever the line lies") {
  Source source{"a.txt", "", {}, {}};
  for (int i = 0; i < 3000; ++i) source.text += i % 7 == 0 ? "z\u00e9ro \u4e2d\n" : "one two three";
  const LineIndex index(source);
  for (std::size_t offset = 0; offset <= source.text.size(); offset += 97) {
    CHECK(index.locate(offset).line == source.locate(offset).line);
    CHECK(index.locate(offset).column == source.locate(offset).column);
  }
  CHECK(LineIndex(Source{"empty", "", {}, {}}).locate(0).column == 1);
}
