#include "review/desk_report.h"

#include <array>

#include "core/json.h"
#include "core/spaced.h"
#include "report/page.h"

namespace claimassay {

namespace {

std::string open_findings(const DeskAppraisal& appraisal) {
  std::array<std::size_t, 4> counts{};
  for (const DeskFinding& finding : appraisal.findings) ++counts[static_cast<std::size_t>(finding.severity)];
  std::string out;
  for (Severity severity : {Severity::blocker, Severity::major, Severity::minor, Severity::info}) {
    const std::size_t count = counts[static_cast<std::size_t>(severity)];
    if (count) out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(word(severity));
  }
  if (out.empty()) out = "no findings";
  return out + (appraisal.complete ? "" : "; not everything could be checked");
}

void write_status(Page& page, const DeskArticle& article) {
  page.text(article.name, 0, 0, Ink::strong);
  const std::string by = article.version.author.empty() ? "" : ", by " + article.version.author;
  page.text(spaced(article.state()) + ", version " + std::to_string(article.version.ordinal) + by + ", checked " +
                article.appraisal.at,
            2, 4);
  page.text(open_findings(article.appraisal), 2, 4);
}

}  // namespace

std::string desk_status(const DeskArticle& article, const ReportOptions& options) {
  Page page(options);
  write_status(page, article);
  return page.take();
}

std::string desk_record(const DeskArticle& article, const ReportOptions& options) {
  Page page(options);
  write_status(page, article);
  if (!article.version.title.empty()) page.text("title: " + article.version.title, 2, 4);
  page.text("text: " + article.version.hash +
                (article.version.refs_path.empty() ? "" : ", references: " + article.version.refs_hash),
            2, 4);
  const DeskAppraisal& appraisal = article.appraisal;
  page.text("checked as of " + appraisal.as_of + " with " + appraisal.engine +
                (appraisal.pack.empty() ? ", no rule pack" : ", " + appraisal.pack + " " + appraisal.pack_hash) +
                "; evidence: " + appraisal.evidence,
            2, 4);
  if (!appraisal.findings.empty()) page.heading("FINDINGS (" + std::to_string(appraisal.findings.size()) + ")");
  for (const DeskFinding& finding : appraisal.findings) {
    const Ink ink = finding.severity == Severity::blocker ? Ink::red : Ink::plain;
    page.labelled(word(finding.severity), ink,
                  std::to_string(finding.line) + ":" + std::to_string(finding.column) + " " + finding.code + ": " +
                      finding.message,
                  2, 11);
  }
  page.heading("TRAIL (" + std::to_string(article.trail.size()) + ")");
  for (const DeskDecision& decision : article.trail) {
    std::string line = "version " + std::to_string(decision.version) + ": " + spaced(decision.action) + ", " +
                       spaced(decision.from_state) + " -> " + spaced(decision.to_state);
    if (!decision.who.empty()) line += ", by " + decision.who;
    if (!decision.reason.empty()) line += ": " + decision.reason;
    page.labelled(decision.at, Ink::dim, line, 2, 14);
  }
  return page.take();
}

std::string desk_json(const DeskArticle& article) {
  JsonWriter json;
  json.begin_object().field("name", article.name).field("path", article.path).field("state", article.state());
  json.key("version").begin_object().field("number", article.version.ordinal).field("hash", article.version.hash);
  json.field("title", article.version.title).field("author", article.version.author);
  json.field("refs_path", article.version.refs_path).field("refs_hash", article.version.refs_hash).end_object();
  const DeskAppraisal& appraisal = article.appraisal;
  json.key("appraisal").begin_object().field("at", appraisal.at).field("as_of", appraisal.as_of);
  json.field("engine", appraisal.engine).field("pack", appraisal.pack).field("pack_hash", appraisal.pack_hash);
  json.field("evidence", appraisal.evidence).field("complete", appraisal.complete).end_object();
  json.key("findings").begin_array();
  for (const DeskFinding& finding : appraisal.findings) {
    json.begin_object().field("code", finding.code).field("family", finding.family);
    json.field("severity", word(finding.severity)).field("line", finding.line).field("column", finding.column);
    json.field("message", finding.message).field("claim_key", finding.claim_key).field("cited_id", finding.cited_id);
    json.field("fingerprint", finding.fingerprint).end_object();
  }
  json.end_array().key("trail").begin_array();
  for (const DeskDecision& decision : article.trail) {
    json.begin_object().field("at", decision.at).field("who", decision.who).field("action", decision.action);
    json.field("from", decision.from_state).field("to", decision.to_state).field("reason", decision.reason);
    json.field("version", decision.version).end_object();
  }
  return json.end_array().end_object().take() + "\n";
}

}  // namespace claimassay
