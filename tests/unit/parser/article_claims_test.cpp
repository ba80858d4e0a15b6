// Claims of articles: which sections give any, whose citations they carry, and keys that survive edits.
#include <algorithm>
#include <string>
#include <vector>

#include "parser/claims.h"
#include "tests/catch.h"

using namespace claimassay;

namespace {

struct Section {
  SectionRole role;
  std::string heading;
  std::vector<std::pair<BlockKind, std::string>> blocks;
};

/// An article as its reader would leave it; a marker is written "[n]".
Article article_of(const std::vector<Section>& sections) {
  Article article;
  std::string& text = article.document.source.text;
  const auto put = [&](BlockKind kind, const std::string& words, std::size_t section) {
    const std::size_t begin = text.size();
    text += words + "\n\n";
    Block block;
    block.kind = kind;
    block.span = {begin, begin + words.size()};
    for (std::size_t at = words.find('['); at != std::string::npos; at = words.find('[', at + 1)) {
      CitationMarker marker;
      marker.span = {begin + at, begin + words.find(']', at) + 1};
      marker.text = text.substr(marker.span.begin, marker.span.size());
      marker.numbers = {std::stoi(marker.text.substr(1))};
      marker.section = section;
      marker.block = article.document.blocks.size();
      article.markers.push_back(marker);
    }
    article.document.blocks.push_back(block);
  };
  for (std::size_t s = 0; s < sections.size(); ++s) {
    ArticleSection section;
    section.heading = sections[s].heading;
    section.role = sections[s].role;
    section.span.begin = text.size();
    if (!section.heading.empty()) put(BlockKind::heading, section.heading, s);
    section.first_block = article.document.blocks.size();
    for (const auto& [kind, words] : sections[s].blocks) put(kind, words, s);
    section.end_block = article.document.blocks.size();
    section.span.end = text.size();
    article.sections.push_back(section);
  }
  return article;
}

Article paragraph(const std::string& words) {
  return article_of({{SectionRole::body, "Findings", {{BlockKind::paragraph, words}}}});
}

std::vector<int> cited(const Article& article, const ArticleClaim& read) {
  std::vector<int> out;
  for (const std::size_t m : read.claim.markers) out.push_back(article.markers[m].numbers[0]);
  return out;
}

using Numbers = std::vector<int>;

}  // namespace

TEST_CASE("a claim cites what its sentence cites, else what its paragraph does") {
  const Article article = paragraph(
      "Ginger reduces nausea. Ginger eases pain [1]. Ginger improves sleep. Ginger lowers weight [2][3]. "
      "Ginger raises mood.");
  const std::vector<ArticleClaim> read = read_claims(article);
  REQUIRE(read.size() == 5);
  const std::vector<Numbers> expected{{1}, {1}, {1}, {2, 3}, {2, 3}};
  const std::vector<bool> carried{true, false, true, false, true};
  for (std::size_t i = 0; i < read.size(); ++i) {
    INFO(read[i].claim.text);
    CHECK(cited(article, read[i]) == expected[i]);
    CHECK(read[i].claim.citations_carried == carried[i]);
    CHECK(article.source().view(read[i].claim.span) == read[i].claim.text);
  }
}

TEST_CASE("citations do not leave their paragraph or list item") {
  const Article article = article_of({{SectionRole::body,
                                       "Findings",
                                       {{BlockKind::paragraph, "Ginger reduces nausea [1]."},
                                        {BlockKind::paragraph, "Ginger eases pain."},
                                        {BlockKind::list_item, "Ginger improves sleep [2]"},
                                        {BlockKind::list_item, "Ginger lowers weight"}}}});
  const std::vector<ArticleClaim> read = read_claims(article);
  REQUIRE(read.size() == 4);
  CHECK(cited(article, read[0]) == Numbers{1});
  CHECK(cited(article, read[1]).empty());
  CHECK(!read[1].claim.citations_carried);
  CHECK(cited(article, read[2]) == Numbers{2});
  CHECK(cited(article, read[3]).empty());
}

TEST_CASE("a marker behind the full stop belongs to the sentence that it ends") {
  const Article article = paragraph("Ginger eases pain.[1] Ginger improves sleep.");
  const std::vector<ArticleClaim> read = read_claims(article);
  REQUIRE(read.size() == 2);
  CHECK(cited(article, read[0]) == Numbers{1});
  CHECK(!read[0].claim.citations_carried);
  CHECK(read[1].claim.citations_carried);
}

TEST_CASE("only the body and the abstract make claims") {
  for (const SectionRole role :
       {SectionRole::body, SectionRole::abstract, SectionRole::banner, SectionRole::personalisation,
        SectionRole::disclaimer, SectionRole::navigation, SectionRole::references, SectionRole::follow_up}) {
    INFO(word(role));
    const Article article = article_of({{role, "A part", {{BlockKind::paragraph, "Ginger reduces nausea [1]."}}}});
    const bool speaks = role == SectionRole::body || role == SectionRole::abstract;
    CHECK(read_claims(article).size() == (speaks ? 1 : 0));
  }
  const Article parts = article_of({{SectionRole::body,
                                     "Ginger reduces nausea",
                                     {{BlockKind::code, "ginger reduces nausea"},
                                      {BlockKind::caption, "Ginger reduces nausea"},
                                      {BlockKind::paragraph, "Does ginger reduce nausea?"}}}});
  CHECK(read_claims(parts).empty());
}

TEST_CASE("a claim's key survives edits before it and tells equal sentences apart") {
  const std::vector<ArticleClaim> before = read_claims(paragraph("Ginger reduces nausea. Ginger reduces nausea."));
  const std::vector<ArticleClaim> after =
      read_claims(paragraph("This page is new. Tea was drunk. Ginger reduces  nausea. Ginger REDUCES nausea."));
  REQUIRE(before.size() == 2);
  REQUIRE(after.size() == 2);
  CHECK(before[0].claim.key != before[1].claim.key);
  CHECK(before[0].claim.key == after[0].claim.key);
  CHECK(before[1].claim.key == after[1].claim.key);
  const std::vector<ArticleClaim> elsewhere =
      read_claims(article_of({{SectionRole::body, "Harms", {{BlockKind::paragraph, "Ginger reduces nausea."}}}}));
  REQUIRE(elsewhere.size() == 1);
  CHECK(elsewhere[0].claim.key != before[0].claim.key);
}

TEST_CASE("a paragraph of many sentences is read to its end, each with its own marker") {
  constexpr std::size_t sentences = 100000;  // whoever looks through the whole paragraph per sentence never comes back
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i) text += "Tea reduces pain [" + std::to_string(i % 9 + 1) + "]. ";
  const TextReading reading = read_text(text);
  REQUIRE(reading.claims.size() == sentences);
  REQUIRE(reading.markers.size() == sentences);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < sentences; ++i) wrong += reading.claims[i].markers != std::vector<std::size_t>{i};
  CHECK(wrong == 0);
}

TEST_CASE("many paragraphs with many markers are read to their end") {
  constexpr std::size_t paragraphs = 40000;
  Section body{SectionRole::body, "", {}};
  for (std::size_t i = 0; i < paragraphs; ++i) body.blocks.emplace_back(BlockKind::paragraph, "Tea eases pain [7].");
  const Article article = article_of({body});
  const std::vector<ArticleClaim> read = read_claims(article);
  REQUIRE(read.size() == paragraphs);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < paragraphs; ++i) wrong += read[i].claim.markers != std::vector<std::size_t>{i};
  CHECK(wrong == 0);
}

TEST_CASE("one endless sentence is read to its end, its claims list few of its markers each") {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "tea may reduce pain [1], ";
  const TextReading reading = read_text(text);
  CHECK(reading.claims.size() == 10000);
  std::size_t most = 0;
  for (const Claim& claim : reading.claims) most = std::max(most, claim.markers.size());
  CHECK(most > 0);
  CHECK(most <= 50);
}
