#include "importers/inline_text.h"
#include "importers/math_text.h"

#include "tests/catch.h"

using namespace claimassay;

namespace {

using Markup = InlineText::Markup;

std::string with_markup(std::string_view before, Markup markup, std::string_view inside, std::string_view after) {
  InlineText text;
  text.text(before);
  text.open(markup);
  text.text(inside);
  text.close();
  text.text(after);
  return text.take();
}

}  // namespace

TEST_CASE("white space collapses and words stay apart, however the text arrives in pieces") {
  InlineText text;
  for (std::string_view piece : {"\n  One", " ", " two\t", "\r\n three", "  "}) text.text(piece);
  CHECK(text.take() == "One two three");
  CHECK(text.take() == "");
}

TEST_CASE("superscripts and subscripts stay apart from what they stand at") {
  CHECK(with_markup("10", Markup::superscript, "-3", " mol") == "10⁻³ mol");
  CHECK(with_markup("10", Markup::superscript, "\u22123", " mol") == "10⁻³ mol");
  CHECK(with_markup("CO", Markup::subscript, "2", "") == "CO₂");
  CHECK(with_markup("CO", Markup::subscript, "2 ", "levels") == "CO₂ levels");
  CHECK(with_markup("V", Markup::subscript, "max", "") == "V_(max)");
  CHECK(with_markup("x", Markup::superscript, "1,2", "") == "x^(1,2)");
  CHECK(with_markup("the 19", Markup::superscript, "th", " day") == "the 19th day");
  CHECK(with_markup("a", Markup::superscript, "th", "") == "a^(th)");
  CHECK(with_markup("Brand", Markup::superscript, "®", "") == "Brand®");
  CHECK(with_markup("one", Markup::superscript, " ", "two") == "one two");
}

TEST_CASE("what is opened more often than closed, or the reverse, loses no text") {
  InlineText text;
  text.close();
  text.open(Markup::superscript);
  text.text("a");
  CHECK(text.take() == "a");
}

TEST_CASE("an accent becomes a combining mark, an unknown element a row") {
  MathText math;
  const auto none = [](std::string_view) { return std::string(); };
  const auto token = [&](std::string_view name, std::string_view value) {
    math.open(name, none);
    math.text(value);
    return math.close();
  };
  math.open("math", none);
  math.open("mnewthing", none);
  math.open("mover", none);
  token("mi", "x");
  token("mo", "¯");
  math.close();
  token("mo", "<");
  token("mn", "3");
  math.close();
  CHECK(math.close());
  CHECK(math.take() == "x\u0304 < 3");
  CHECK_FALSE(math.inside());
}
