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

TEST_CASE("white space is collapsed the same wherever it stands and however the text is cut into pieces") {
  const auto plainly = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (!space) out += c;
      else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
  };
  const std::string_view signs[] = {"a", "a", "a", "µ", " ", " ", "\t", "\n", "\r", "\x1f", "\x80", "\xff", "!", "⁻"};
  std::uint32_t state = 7;
  const auto next = [&](std::uint32_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
  };
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::uint32_t rarely = 1 + next(12);  // long stretches without white space, and short ones
    for (std::uint32_t i = next(60); i > 0; --i) text += signs[next(rarely) == 0 ? next(std::size(signs)) : 0];
    InlineText inline_text;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t size = 1 + next(40);
      inline_text.text(std::string_view(text).substr(at, size));
      at += size;
    }
    REQUIRE(inline_text.take() == plainly(text));
  }
}
