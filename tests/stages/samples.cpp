// Stage samples: a sample article, and the references beside it, read and written down in a notation that a person can
// type from the printed page. `input` names both files. Places are LINE:COLUMN in the file, or LINE where a phrase has
// no one beginning:
//   title PLACE text                      section PLACE role heading      body LINE...     lines that may hold claims
//   banner LINE state [listed]            banner contradictory            date LINE what ISO
//   items DEPTH LINE...                   marker PLACE style number...    list none|N      the article's own list
//   reference PLACE number [year N] [pmid N] [pmc PMCN] [doi D] [url U] [malformed W]...
#include <set>
#include <sstream>

#include "importers/importer.h"
#include "parser/article.h"
#include "parser/references.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

Document read(const std::string& path) {
  Diagnostics diagnostics;
  std::optional<Document> document = read_document(path, diagnostics);
  if (!document) throw CaseFailure("cannot read " + path + "\n" + draw(diagnostics));
  return std::move(*document);
}

std::string place(const Source& source, Span span) {
  const LineColumn at = source.locate(span.begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::size_t line(const Source& source, Span span) { return source.locate(span.begin).line; }

void write_lines(std::ostringstream& out, const std::set<std::size_t>& lines) {
  for (const std::size_t number : lines) out << ' ' << number;
  out << '\n';
}

void write_head(std::ostringstream& out, const Article& article) {
  const Source& source = article.source();
  out << "title " << place(source, article.title_span) << ' ' << article.citation.title << '\n';
  for (const BannerStatement& statement : article.banner.statements) {
    out << "banner " << line(source, statement.span) << ' ' << word(statement.state)
        << (statement.listed ? " listed\n" : "\n");
  }
  if (article.banner.contradictory) out << "banner contradictory\n";
  for (const DatedLine& date : article.dates) {
    out << "date " << line(source, date.span) << ' ' << date.what << ' ' << date.date.iso() << '\n';
  }
}

void write_shape(std::ostringstream& out, const Article& article) {
  const Source& source = article.source();
  std::set<std::size_t> body;
  std::map<int, std::set<std::size_t>> items;
  for (const ArticleSection& section : article.sections) {
    // The title and the page's words about itself are listed above.
    const bool head =
        section.heading.empty() || section.heading_span == article.title_span || section.role == SectionRole::banner;
    if (!head)
      out << "section " << place(source, section.heading_span) << ' ' << word(section.role) << ' ' << section.heading
          << '\n';
    for (std::size_t i = section.first_block; i < section.end_block; ++i) {
      const Block& block = article.document.blocks[i];
      if (section.role == SectionRole::body || section.role == SectionRole::abstract)
        body.insert(line(source, block.span));
      if (block.kind == BlockKind::list_item) items[block.level].insert(line(source, block.span));
    }
  }
  out << "body";
  write_lines(out, body);
  for (const auto& [depth, lines] : items) {
    out << "items " << depth;
    write_lines(out, lines);
  }
  for (const CitationMarker& marker : article.markers) {
    out << "marker " << place(source, marker.span) << ' ' << word(marker.style);
    for (const int number : marker.numbers) out << ' ' << number;
    out << '\n';
  }
}

void write_references(std::ostringstream& out, const Source& source, const std::vector<ReferenceEntry>& entries) {
  for (const ReferenceEntry& entry : entries) {
    out << "reference " << place(source, entry.span) << ' ' << entry.number;
    if (entry.year) out << " year " << entry.year;
    if (entry.pmid) out << " pmid " << entry.pmid;
    if (!entry.pmc.empty()) out << " pmc " << entry.pmc;
    if (!entry.doi.empty()) out << " doi " << entry.doi;
    else if (!entry.url.empty()) out << " url " << entry.url;
    for (const std::string& malformed : entry.malformed) out << " malformed " << malformed;
    out << '\n';
  }
}

}  // namespace

CaseOutput run_samples_case(const std::filesystem::path& folder) {
  std::istringstream input(read_case_file(folder / "input"));
  std::string article_path, references_path;
  std::getline(input, article_path);
  std::getline(input, references_path);

  const Article article = read_article(read(article_path));
  std::ostringstream out;
  write_head(out, article);
  write_shape(out, article);
  out << "list " << (article.has_reference_list ? std::to_string(article.references.size()) : "none") << '\n';
  write_references(out, article.source(), article.references);
  if (!references_path.empty()) {
    const Document beside = read(references_path);
    write_references(out, beside.source, read_reference_file(beside));
  }
  return {{"expect.reading", out.str()}};
}

}  // namespace claimassay::test
