// A whole article on any bytes, as text, Markdown and HTML: no crash, every span inside the text, blocks in order and
// apart, every span maps to bytes of the file, and claims lie in the sections they are said to. The same document read as a
// guideline: recommendations lie in it and are numbered, or it is said why there are none.
// The first byte chooses the format.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "importers/importer.h"
#include "parser/article.h"
#include "parser/claims.h"
#include "parser/guideline.h"
#include "parser/references.h"

using namespace claimassay;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void require_inside(Span span, const Source& source) {
  require(span.begin <= span.end && span.end <= source.text.size());
  const Span in_file = source.origin.to_file(span);
  require(in_file.begin <= in_file.end && in_file.end <= source.file().size());
}

void require_sound(const Document& document) {
  std::size_t end = 0;
  for (const Block& block : document.blocks) {
    require_inside(block.span, document.source);
    require(block.span.begin >= end);
    end = block.span.end;
    for (const Run& run : block.runs) require(block.span.contains(run.span));
  }
}

void require_sound(const Article& article) {
  const Source& source = article.source();
  for (const ArticleSection& section : article.sections) {
    require_inside(section.span, source);
    require(section.first_block <= section.end_block && section.end_block <= article.document.blocks.size());
  }
  for (const CitationMarker& marker : article.markers) {
    require_inside(marker.span, source);
    require(!marker.numbers.empty() && marker.numbers.size() <= 200);
    require(marker.section < article.sections.size() && marker.block < article.document.blocks.size());
  }
  for (const ReferenceEntry& entry : article.references) require_inside(entry.span, source);
  for (const BannerStatement& statement : article.banner.statements) require_inside(statement.span, source);
  for (const ArticleClaim& found : read_claims(article)) {
    require_inside(found.claim.span, source);
    require(found.section < article.sections.size());
    require(article.sections[found.section].span.contains(found.claim.span));
    for (std::size_t marker : found.claim.markers) require(marker < article.markers.size());
  }
}

void require_sound_guideline(const Document& document) {
  Diagnostics diagnostics;
  const std::optional<Guideline> guideline = read_guideline(document, diagnostics);
  require(guideline.has_value() != diagnostics.has_errors());
  if (!guideline) return;
  int last = 0;
  for (const Recommendation& recommendation : guideline->recommendations) {
    require(recommendation.ordinal == ++last && !recommendation.text.empty());
    require_inside(recommendation.span, document.source);
  }
  require(last > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto formats = document_formats();
  const DocumentFormat& format = formats[data[0] % formats.size()];
  Diagnostics diagnostics;
  auto document = format.read("fuzz", {reinterpret_cast<const char*>(data) + 1, size - 1}, diagnostics);
  require(document || diagnostics.has_errors());  // a refusal always says why
  if (!document) return 0;
  require_sound(*document);
  for (const ReferenceEntry& entry : read_reference_file(*document)) require_inside(entry.span, document->source);
  require_sound_guideline(*document);
  require_sound(read_article(std::move(*document)));
  return 0;
}
