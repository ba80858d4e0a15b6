// What every document reader promises, whatever the format: blocks in order, runs inside their block, and a way back to
// the bytes of the file for every character.
#include <random>

#include "core/text.h"
#include "importers/document_formats.h"
#include "importers/importer.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

bool is_space_byte(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/// The byte of the file is the text's own, or the beginning of what stands for it (white space, a reference).
void check_promises(const Document& document) {
  const Source& source = document.source;
  REQUIRE_FALSE(first_invalid_utf8(source.text));
  const std::string_view file = source.file();
  std::size_t last = 0;
  for (const Block& block : document.blocks) {
    REQUIRE(block.span.begin >= last);
    REQUIRE(block.span.begin < block.span.end);
    REQUIRE(block.span.end <= source.text.size());
    last = block.span.end;
    for (const Run& run : block.runs) REQUIRE(block.span.contains(run.span));
    std::size_t file_before = 0;
    for (std::size_t i = block.span.begin; i < block.span.end; ++i) {
      const std::size_t at = source.origin.to_file(i);
      REQUIRE(at < file.size());
      const bool same = file[at] == source.text[i];
      const bool space = is_space_byte(source.text[i]) && (is_space_byte(file[at]) || file[at] == '<');
      const bool reference = file[at] == '&';
      if (!same && !space && !reference) {
        FAIL("text '" << source.text.substr(i, 20) << "' came from '" << file.substr(at, 20) << "'");
      }
      REQUIRE(at >= file_before);
      file_before = at;
    }
  }
}

using Reader = std::optional<Document> (*)(std::string, std::string, Diagnostics&);

void check_random(Reader read, const std::vector<std::string>& pieces, unsigned seed) {
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::string file;
    const std::size_t count = random() % 40;
    for (std::size_t i = 0; i < count; ++i) file += pieces[random() % pieces.size()];
    INFO(file);
    Diagnostics diagnostics;
    const std::optional<Document> document = read("x", file, diagnostics);
    REQUIRE(document);
    check_promises(*document);
  }
}

}  // namespace

TEST_CASE("plain text keeps its promises on any mixture of lines") {
  check_random(
      read_text_document,
      {"word ", "\n", "\r\n", "\n\n", "  \xE2\x80\xA2 item", "- item", "    - deeper", "1. first", "\t", "\xC2\xA0",
       "---\n", "a longer line of text that goes on for a while and is then wrapped", "\xE2\x80\xA2", "(2) two"},
      1);
}

TEST_CASE("Markdown keeps its promises on any mixture of its signs") {
  check_random(read_markdown_document,
               {"word ",
                "\n",
                "\r\n",
                "\n\n",
                "# head\n",
                "- item\n",
                "  - deeper\n",
                "1. one\n",
                "> said ",
                "**",
                "*",
                "_",
                "`",
                "```\n",
                "[text](http://a/b)",
                "[^1]",
                "[^1]: note one\n",
                "[^n]",
                "[^n]: note\n    more\n",
                "[2]: http://a\n",
                "&amp;",
                "&leq;",
                "<sup>1</sup>",
                "<br>",
                "<div>\nx &eacute; y\n</div>\n",
                "| a | b |\n|---|---|\n| 1 | 2 |\n",
                "\\*",
                "![alt](x.png)",
                "\xE2\x80\xA2 item\n",
                "---\n",
                "<!-- no -->",
                "<",
                "&"},
               2);
}

TEST_CASE("HTML keeps its promises on any mixture of tags") {
  check_random(read_html_document,
               {"word ",
                "\n",
                " ",
                "<p>",
                "</p>",
                "<ul>",
                "</ul>",
                "<ol start=3>",
                "<li>",
                "</li>",
                "<sup>",
                "</sup>",
                "1",
                "<a href='#r1'>",
                "</a>",
                "<a id=x>",
                "<div hidden>",
                "</div>",
                "<div>",
                "<table><tr><td>",
                "</table>",
                "<script>x<b</script>",
                "<style>",
                "</style>",
                "<!-- ",
                " -->",
                "&amp;",
                "&copy ",
                "&#150;",
                "&leq;",
                "&shy;",
                "&",
                "<",
                "<br>",
                "<pre>",
                "</pre>",
                "<h2>",
                "</h2>",
                "\xC3\xA9",
                "<img alt='a'>",
                "<td>",
                "<b",
                "='",
                "\">"},
               3);
}

TEST_CASE("the formats are found by content before they are found by name") {
  CHECK(recognises_html("<!DOCTYPE html><html>", "page.txt"));
  CHECK(recognises_html("\n<!-- saved -->\n<HTML lang=en>", "page"));
  CHECK(recognises_html("<p>a fragment", "page.html"));
  CHECK_FALSE(recognises_html("no tag, 3 < 4", "page.html"));
  CHECK_FALSE(recognises_html("<p>not named so", "page.md"));
  CHECK(recognises_markdown("anything", "notes.md"));
  CHECK(recognises_markdown("# A heading\n", "-"));
  CHECK_FALSE(recognises_markdown("# A heading\n", "notes.txt"));
  CHECK_FALSE(recognises_markdown("#hashtag", "-"));
}

TEST_CASE("a line of many megabytes and hostile nesting take bounded time") {
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<div><ul><li>";
  Diagnostics diagnostics;
  const auto html = read_html_document("x", deep + "text", diagnostics);
  REQUIRE(html);
  CHECK(html->blocks.size() == 1);
  const auto text = read_text_document("x", std::string(20'000'000, 'a'), diagnostics);
  REQUIRE(text);
  CHECK(text->blocks.size() == 1);
  std::string quotes(100'000, '>');
  CHECK(read_markdown_document("x", quotes + " a", diagnostics));
  CHECK(read_markdown_document("x", std::string(100'000, '[') + "a", diagnostics));
}

TEST_CASE("invalid UTF-8 and zero bytes are named with their place") {
  Diagnostics diagnostics;
  CHECK_FALSE(read_text_document("x", "one\ntw\xC3\xB6 \xFF three", diagnostics));
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].code == "invalid-utf8");
  CHECK(diagnostics.all()[0].place.line == 2);
  CHECK(diagnostics.all()[0].place.column == 5);
  Diagnostics more;
  CHECK_FALSE(read_text_document("x", std::string("one\0two", 7), more));
  REQUIRE(more.all().size() == 1);
  CHECK(more.all()[0].code == "binary-file");
  CHECK(more.all()[0].place.column == 4);
}

TEST_CASE("byte order marks decide and are no part of the text") {
  Diagnostics diagnostics;
  const auto utf8 = read_text_document("x", "\xEF\xBB\xBFone", diagnostics);
  REQUIRE(utf8);
  CHECK(utf8->source.text == "one");
  const auto utf16 = read_text_document("x", std::string("\xFF\xFEo\0n\0e\0", 8), diagnostics);
  REQUIRE(utf16);
  CHECK(utf16->source.text == "one");
}

TEST_CASE("HTML's character set comes from its meta element, else is guessed aloud") {
  Diagnostics diagnostics;
  const auto declared = read_html_document("x", "<meta charset=iso-8859-1><p>caf\xE9 \x96 bar", diagnostics);
  REQUIRE(declared);
  CHECK(declared->source.text == "caf\xC3\xA9 \xE2\x80\x93 bar\n");
  CHECK(diagnostics.all().empty());
  REQUIRE(read_html_document("x", "<p>caf\xE9", diagnostics));
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].code == "charset-guessed");
  Diagnostics errors;
  CHECK_FALSE(read_html_document("x", "<meta charset=utf-8><p>caf\xE9", errors));
  CHECK(errors.has_errors());
}
