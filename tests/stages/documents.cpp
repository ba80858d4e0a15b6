// Stage documents: the one file of a case beside its expectations -> its blocks, one a line, with the bytes of the file
// that each came from; its runs; what was left unread; and what was wrong with it.
#include <fmt/format.h>

#include "core/diagnostic.h"
#include "importers/importer.h"
#include "tests/stages/input_file.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else out += c;
  }
  return out;
}

constexpr std::string_view kinds[] = {"paragraph", "heading",    "list_item", "quotation",
                                      "code",      "table_cell", "caption"};
constexpr std::string_view runs[] = {"superscript", "subscript", "emphasis", "strong", "link"};

std::string blocks_of(const Document& document) {
  const Source& source = document.source;
  const LineIndex lines(source);
  std::string out;
  if (!document.title.empty()) out += "title " + document.title + "\n";
  if (!document.language.empty()) out += "language " + document.language + "\n";
  for (const MetadataField& field : document.metadata) out += fmt::format("meta {} = {}\n", field.name, field.value);
  for (const Block& block : document.blocks) {
    const Span file = source.origin.to_file(block.span);
    const LineColumn at = lines.locate(block.span.begin);
    out += fmt::format("{}{}{}{} {}:{} [{},{}) {}\n", kinds[static_cast<int>(block.kind)],
                       block.level ? fmt::format(" {}", block.level) : "",
                       block.marker.empty() ? "" : " '" + block.marker + "'",
                       block.id.empty() ? "" : " #" + shown(block.id), at.line, at.column, file.begin, file.end,
                       shown(source.view(block.span)));
    for (const Run& run : block.runs) {
      out += fmt::format("  {} [{},{}) {}{}\n", runs[static_cast<int>(run.kind)], source.origin.to_file(run.span).begin,
                         source.origin.to_file(run.span).end, shown(source.view(run.span)),
                         run.target.empty() ? "" : " -> " + shown(run.target));
    }
  }
  for (const UnreadPart& part : document.unread) {
    const LineColumn at = lines.locate(part.span.begin);
    out += fmt::format("unread {}:{} {}\n", at.line, at.column, shown(part.what));
  }
  return out;
}

}  // namespace

CaseOutput run_documents_case(const std::filesystem::path& folder) {
  Diagnostics diagnostics;
  const std::optional<Document> document = read_document(input_file(folder).string(), diagnostics);
  CaseOutput output;
  output["expect.blocks"] = document ? blocks_of(*document) : "not read\n";
  if (!diagnostics.all().empty()) output["expect.errors"] = draw(diagnostics);
  return output;
}

}  // namespace claimassay::test
