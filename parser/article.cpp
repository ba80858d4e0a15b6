#include "parser/article.h"

#include <algorithm>
#include <map>

#include "core/identifiers.h"
#include "parser/article_sections.h"
#include "parser/markers.h"
#include "parser/reference_entry.h"
#include "parser/reference_list.h"

namespace claimassay {

namespace {

void read_reference_list(Article& article) {
  for (const ArticleSection& section : article.sections) {
    if (section.role != SectionRole::references) continue;
    const int next = article.references.empty() ? 1 : article.references.back().number + 1;
    std::vector<ReferenceEntry> entries =
        read_reference_blocks(article.document, section.first_block, section.end_block, next);
    article.references.insert(article.references.end(), std::make_move_iterator(entries.begin()),
                              std::make_move_iterator(entries.end()));
  }
  article.has_reference_list = !article.references.empty();
}

KnownReferences known_references(const Article& article) {
  KnownReferences known;
  known.has_list = article.has_reference_list;
  for (const ReferenceEntry& entry : article.references) known.numbers.push_back(entry.number);
  std::sort(known.numbers.begin(), known.numbers.end());
  known.numbers.erase(std::unique(known.numbers.begin(), known.numbers.end()), known.numbers.end());
  return known;
}

std::vector<MarkerRegion> marker_regions(const Article& article) {
  std::vector<MarkerRegion> regions;
  for (std::size_t s = 0; s < article.sections.size(); ++s) {
    const ArticleSection& section = article.sections[s];
    if (section.role != SectionRole::body && section.role != SectionRole::abstract) continue;
    const bool has_heading_block = section.first_block > 0 && !section.heading_span.empty();
    const std::size_t first = has_heading_block ? section.first_block - 1 : section.first_block;
    for (std::size_t b = first; b < section.end_block; ++b) {
      const Block& block = article.document.blocks[b];
      const bool heading = b < section.first_block;
      const bool running = !heading && (block.kind == BlockKind::paragraph || block.kind == BlockKind::list_item ||
                                        block.kind == BlockKind::quotation);
      if (block.kind != BlockKind::code) regions.push_back({block.span, s, b, &block.runs, running});
    }
  }
  return regions;
}

/// "[1](https://...)" in the text and no list at the end: the links are the list.
void references_from_links(Article& article) {
  if (article.has_reference_list) return;
  std::map<int, ReferenceEntry> by_number;
  for (const CitationMarker& marker : article.markers) {
    if (marker.style != MarkerStyle::link || marker.numbers.size() != 1) continue;
    for (const Run& run : article.document.blocks[marker.block].runs) {
      const bool leads_out = run.target.starts_with("http://") || run.target.starts_with("https://");
      if (run.kind != RunKind::link || run.span != marker.span || !leads_out ||
          run.target.find('#') != std::string::npos)
        continue;
      ReferenceEntry entry;
      entry.number = marker.numbers[0];
      entry.text = run.target;
      entry.span = marker.span;
      read_entry_text(entry.text, {}, entry);
      by_number.emplace(entry.number, std::move(entry));
    }
  }
  for (auto& [number, entry] : by_number) article.references.push_back(std::move(entry));
  article.has_reference_list = !article.references.empty();
}

/// What the page's metadata says of the article itself.
void read_own_identifiers(Article& article) {
  for (const MetadataField& field : article.document.metadata) {
    if (field.name == "citation_doi" || field.name == "doi" || field.name == "dc.identifier") {
      if (const auto doi = parse_doi(field.value); doi && article.citation.doi.empty()) article.citation.doi = *doi;
    } else if (field.name == "citation_pmid" || field.name == "pmid") {
      if (const auto pmid = parse_pmid(field.value)) article.citation.pmid = *pmid;
    }
  }
}

}  // namespace

Article read_article(Document document) {
  Article article;
  article.document = std::move(document);
  read_sections(article);
  read_reference_list(article);
  const std::vector<MarkerRegion> regions = marker_regions(article);
  article.markers = read_markers(article.source().text, regions, known_references(article));
  references_from_links(article);
  read_own_identifiers(article);
  return article;
}

}  // namespace claimassay
