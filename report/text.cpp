// The report for the terminal: what to mend first, then what was cited, what was claimed, and what was not checked.
#include <algorithm>

#include "core/entry_identifiers.h"
#include "core/spaced.h"
#include "core/text.h"
#include "report/text_parts.h"

namespace claimassay {

namespace {

constexpr std::size_t most_ids_in_command = 12;

std::string banner_line(const ArticleAppraisal& appraisal, const LineIndex& lines) {
  std::string said;
  std::size_t listed = 0;
  for (const BannerStatement& statement : appraisal.article.banner.statements) {
    if (statement.listed) {
      ++listed;
      continue;
    }
    std::string state = spaced(word(statement.state));
    said += (said.empty() ? "" : ", ") + state + " (" + place_of(lines, statement.span) + ")";
  }
  if (said.empty()) return listed ? "The page lists review states without saying which one it is in." : "";
  return "The page says of itself: " + said + ".";
}

void write_header(Page& page, const ArticleAppraisal& appraisal, const LineIndex& lines) {
  const Article& article = appraisal.article;
  const std::string& title = article.citation.title;
  page.text(title.empty() ? article.source().name : shorten(title, 300), 0, 0, Ink::strong);
  if (!title.empty()) page.text(article.source().name, 0, 0, Ink::dim);
  if (!appraisal.refs_name.empty()) page.text("References from " + appraisal.refs_name, 0, 0, Ink::dim);
  for (const DatedLine& date : article.dates) {
    const std::string when = date.date.iso().empty() ? date.date.as_written : date.date.iso();
    page.text("Says of itself: " + date.what + " " + when, 0, 2, Ink::dim);
  }
  if (const std::string banner = banner_line(appraisal, lines); !banner.empty()) page.text(banner, 0, 2);
}

/// A word for the shell, in quotes where it needs them.
std::string shell_word(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("./-_:+,@").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (plain && !text.empty() && text.front() != '-') return text;
  std::string out = text.starts_with('-') ? "'./" : "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + '\'';
}

/// Few identifiers are named; for many the program finds them again. Empty when the store lacks nothing that can be named.
std::string fetch_command(const ArticleAppraisal& appraisal) {
  std::vector<std::string> ids;
  for (const ResolvedReference& reference : appraisal.references) {
    if (reference.resolution != Resolution::not_in_store || !reference.entry) continue;
    std::string id = identifiers_of(*reference.entry).best();
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
  }
  if (ids.empty()) return "";
  std::string command = "claimassay evidence fetch";
  if (ids.size() <= most_ids_in_command) {
    for (const std::string& id : ids) command += " " + shell_word(id);
    return command;
  }
  command += " --from " + shell_word(appraisal.article.source().name);
  return command + (appraisal.refs_name.empty() ? "" : " --refs " + shell_word(appraisal.refs_name));
}

void write_what_to_fetch(Page& page, const ArticleAppraisal& appraisal) {
  if (appraisal.pubmed_query.empty()) return;
  page.heading("To fetch what the store lacks, search PubMed for").unwrapped(appraisal.pubmed_query, 2);
  if (const std::string command = fetch_command(appraisal); !command.empty())
    page.text("or have it asked for, which opens a connection to NCBI:").unwrapped(command, 2);
}

void write_footer(Page& page, const ArticleAppraisal& appraisal) {
  page.blank();
  std::string line = "This grades support for sentences, not care for a patient.";
  line += " Statuses as of " + (appraisal.coverage.as_of.empty() ? "an unknown date" : appraisal.coverage.as_of) + ".";
  line += " " + appraisal.engine;
  line += appraisal.pack.empty() ? ", no rule pack." : ", " + appraisal.pack + " " + appraisal.pack_hash + ".";
  page.text(line, 0, 0, Ink::dim);
}

}  // namespace

std::string place_of(const LineIndex& lines, Span span) {
  const LineColumn at = lines.locate(span.begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string write_text_report(const ArticleAppraisal& appraisal, const ReportOptions& options) {
  Page page(options);
  const LineIndex lines(appraisal.article.source());
  write_header(page, appraisal, lines);
  write_findings(page, appraisal, lines, options.by_severity);
  write_claims(page, appraisal, lines);
  write_references(page, appraisal);
  write_coverage(page, appraisal);
  write_what_to_fetch(page, appraisal);
  write_footer(page, appraisal);
  return page.take();
}

}  // namespace claimassay
