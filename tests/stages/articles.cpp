// Stage articles: the input of a case -> its structure as JSON: title, sections with roles, banner, dates, markers and
// references, each with its place in the file. A "refs.*" beside it is read as --refs would be.
#include "core/json.h"
#include "importers/importer.h"
#include "parser/article.h"
#include "parser/references.h"
#include "tests/stages/input_file.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

class Writer {
 public:
  explicit Writer(const Source& source) : source_(source), lines_(source) {}

  void place(JsonWriter& json, Span span) const {
    const LineColumn at = lines_.locate(span.begin);
    json.field("at", std::to_string(at.line) + ":" + std::to_string(at.column));
    json.field("text", std::string(source_.view(span)));
  }

  void sections(JsonWriter& json, const Article& article) const {
    json.key("sections").begin_array();
    for (const ArticleSection& section : article.sections) {
      json.begin_object()
          .field("heading", section.heading)
          .field("role", word(section.role))
          .field("level", section.level);
      const LineColumn begin = lines_.locate(section.span.begin), end = lines_.locate(section.span.end);
      json.field("lines", std::to_string(begin.line) + "-" + std::to_string(end.line));
      json.field("blocks", section.end_block - section.first_block);
      json.end_object();
    }
    json.end_array();
  }

  void banner(JsonWriter& json, const Article& article) const {
    json.key("banner").begin_object().field("contradictory", article.banner.contradictory);
    json.key("statements").begin_array();
    for (const BannerStatement& statement : article.banner.statements) {
      json.begin_object().field("state", word(statement.state)).field("listed", statement.listed);
      place(json, statement.span);
      json.end_object();
    }
    json.end_array().end_object();
    json.key("dates").begin_array();
    for (const DatedLine& line : article.dates) {
      json.begin_object().field("what", line.what).field("date", line.date.iso());
      place(json, line.span);
      json.end_object();
    }
    json.end_array();
  }

  void markers(JsonWriter& json, const Article& article) const {
    json.key("markers").begin_array();
    for (const CitationMarker& marker : article.markers) {
      json.begin_object();
      place(json, marker.span);
      json.field("style", word(marker.style)).field("section", article.sections[marker.section].heading);
      json.key("numbers").begin_array();
      for (const int number : marker.numbers) json.integer(number);
      json.end_array().end_object();
    }
    json.end_array();
  }

  void references(JsonWriter& json, std::string_view name, const std::vector<ReferenceEntry>& entries) const {
    json.key(name).begin_array();
    for (const ReferenceEntry& entry : entries) {
      json.begin_object().field("number", entry.number);
      place(json, entry.span);
      if (entry.pmid) json.field("pmid", entry.pmid);
      if (!entry.pmc.empty()) json.field("pmc", entry.pmc);
      if (!entry.doi.empty()) json.field("doi", entry.doi);
      if (!entry.url.empty()) json.field("url", entry.url);
      json.field("title", entry.title).field("year", entry.year);
      if (!entry.malformed.empty()) json.field("malformed", entry.malformed);
      json.end_object();
    }
    json.end_array();
  }

 private:
  const Source& source_;
  LineIndex lines_;
};

Document read(const std::filesystem::path& path) {
  Diagnostics diagnostics;
  std::optional<Document> document = read_document(path.string(), diagnostics);
  if (!document) throw CaseFailure("cannot be read\n" + draw(diagnostics));
  return std::move(*document);
}

}  // namespace

CaseOutput run_articles_case(const std::filesystem::path& folder) {
  const Article article = read_article(read(input_file(folder)));
  const Writer writer(article.source());
  JsonWriter json(2);
  json.begin_object().field("title", article.citation.title);
  writer.sections(json, article);
  writer.banner(json, article);
  writer.markers(json, article);
  json.field("has_reference_list", article.has_reference_list);
  writer.references(json, "references", article.references);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.path().filename().string().starts_with("refs.")) continue;
    const Document beside = read(entry.path());
    Writer(beside.source).references(json, "references_beside", read_reference_file(beside));
  }
  json.end_object();
  return {{"expect.article.json", json.take() + "\n"}};
}

}  // namespace claimassay::test
