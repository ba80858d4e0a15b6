// One appraisal as one JSON object on one line; docs/schema/appraisal.schema.json describes it. Offsets are bytes of the
// article's text; line and column are of its file.
#include "core/claim_json.h"
#include "report/parts_json.h"
#include "report/report.h"

namespace claimassay {

namespace {

/// Writes one appraisal; holds the line index, which is asked for every marker and finding.
class AppraisalWriter {
 public:
  explicit AppraisalWriter(const ArticleAppraisal& appraisal)
      : appraisal_(appraisal), article_(appraisal.article), lines_(appraisal.article.source()) {}

  std::string write() {
    json_.begin_object().key("article");
    write_article();
    json_.key("claims").begin_array();
    for (const AppraisedClaim& claim : appraisal_.claims) write_claim(claim);
    json_.end_array().key("findings").begin_array();
    for (const Finding& finding : appraisal_.findings) write_finding(finding);
    json_.end_array().key("coverage");
    write_coverage();
    json_.field("pubmed_query", appraisal_.pubmed_query).field("engine", appraisal_.engine);
    json_.field("pack", appraisal_.pack).field("pack_hash", appraisal_.pack_hash).end_object();
    return json_.take() + "\n";
  }

 private:
  void place(Span span) {
    const LineColumn at = lines_.locate(span.begin);
    json_.span(span).field("line", at.line).field("column", at.column);
  }

  /// null where there is nothing: an empty string would look like a value.
  void text_or_null(std::string_view name, const std::string& text) {
    if (text.empty()) {
      json_.key(name).null();
    } else {
      json_.field(name, text);
    }
  }

  void write_article() {
    json_.begin_object().field("name", article_.source().name);
    text_or_null("title", article_.citation.title);
    text_or_null("language", article_.document.language);
    json_.key("sections").begin_array();
    for (const ArticleSection& section : article_.sections) {
      json_.begin_object().field("heading", section.heading).field("level", section.level);
      json_.field("role", word(section.role));
      place(section.span);
      json_.end_object();
    }
    json_.end_array();
    write_banner();
    json_.key("dates").begin_array();
    for (const DatedLine& date : article_.dates) {
      json_.begin_object().field("what", date.what);
      json_.field("date", date.date.known() ? date.date.iso() : date.date.as_written);
      place(date.span);
      json_.end_object();
    }
    json_.end_array().key("markers").begin_array();
    for (const CitationMarker& marker : article_.markers) {
      const LineColumn at = lines_.locate(marker.span.begin);
      json_.begin_object();
      json_.field("marker", marker.text).key("numbers").begin_array();
      for (int number : marker.numbers) json_.integer(number);
      json_.end_array()
          .span(marker.span)
          .field("line", at.line)
          .field("column", at.column)
          .field("style", word(marker.style));
      json_.field("section", marker.section).end_object();
    }
    json_.end_array().field("has_reference_list", article_.has_reference_list);
    text_or_null("references_from", appraisal_.refs_name);
    json_.key("references").begin_array();
    for (const ResolvedReference& reference : appraisal_.references) write_reference(reference);
    json_.end_array().end_object();
  }

  void write_banner() {
    json_.key("banner").begin_object().field("present", article_.banner.present());
    json_.field("contradictory", article_.banner.contradictory).key("statements").begin_array();
    for (const BannerStatement& statement : article_.banner.statements) {
      json_.begin_object().field("state", word(statement.state)).field("listed", statement.listed);
      json_.field("text", article_.source().view(statement.span));
      place(statement.span);
      json_.end_object();
    }
    json_.end_array().end_object();
  }

  void write_reference(const ResolvedReference& reference) {
    json_.begin_object().field("number", reference.number).field("id", stable_id(reference));
    json_.field("cited", reference.cited).field("resolution", word(reference.resolution));
    text_or_null("matched_by", reference.matched_by);
    text_or_null("because", reference.because);
    json_.key("entry");
    if (reference.entry) {
      write_entry(*reference.entry);
    } else {
      json_.null();
    }
    json_.key("record");
    if (reference.record) {
      write_record(*reference.record);
    } else {
      json_.null();
    }
    json_.key("guideline");
    if (reference.guideline) {
      const Guideline& guideline = *reference.guideline;
      json_.begin_object().field("id", guideline.id).field("title", guideline.title).field("issuer", guideline.issuer);
      json_.field("year", guideline.year).field("recommendations", guideline.recommendations.size()).end_object();
    } else {
      json_.null();
    }
    json_.key("title_similarity");
    if (reference.title_similarity < 0) {
      json_.null();
    } else {
      json_.number(reference.title_similarity);
    }
    text_or_null("identifier_conflict", reference.identifier_conflict);
    write_status(reference.status);
    json_.end_object();
  }

  void write_entry(const ReferenceEntry& entry) {
    json_.begin_object().field("text", entry.text).field("from_refs_file", entry.from_refs_file);
    // The span of an entry of a --refs file lies in that file; its lines are not the article's.
    if (entry.from_refs_file) {
      json_.span(entry.span);
    } else {
      place(entry.span);
    }
    json_.key("pmid");
    if (entry.pmid) {
      json_.integer(entry.pmid);
    } else {
      json_.null();
    }
    text_or_null("pmc", entry.pmc);
    text_or_null("doi", entry.doi);
    text_or_null("url", entry.url);
    text_or_null("title", entry.title);
    json_.key("year");
    if (entry.year) {
      json_.integer(entry.year);
    } else {
      json_.null();
    }
    json_.field("malformed", entry.malformed).end_object();
  }

  void write_record(const Citation& record) {
    json_.begin_object().field("pmid", record.pmid);
    text_or_null("doi", record.doi);
    text_or_null("pmc", record.pmc);
    json_.field("title", record.title.empty() ? record.vernacular_title : record.title);
    text_or_null("journal", record.is_book ? record.book_title : record.journal.title);
    json_.key("year");
    if (record.year()) {
      json_.integer(record.year());
    } else {
      json_.null();
    }
    json_.key("publication_types").begin_array();
    for (const PublicationType& type : record.publication_types) json_.string(type.name);
    json_.end_array().field("has_abstract", !record.abstract.empty()).end_object();
  }

  /// `status` is null where nothing was looked up: not checked must not read as fine.
  void write_status(const ResolvedStatus& status) {
    json_.key("status").begin_object().field("checked", status.checked).key("status");
    if (status.checked) {
      json_.string(word(status.status));
    } else {
      json_.null();
    }
    json_.key("as_of");
    if (status.checked && !appraisal_.coverage.as_of.empty()) {
      json_.string(appraisal_.coverage.as_of);
    } else {
      json_.null();
    }
    json_.key("reasons").begin_array();
    for (const StatusReason& reason : status.reasons) {
      json_.begin_object().field("type", reason.type).key("notice");
      if (reason.notice) {
        json_.integer(reason.notice);
      } else {
        json_.null();
      }
      text_or_null("source", reason.source);
      text_or_null("date", reason.date.iso());
      json_.field("from_notice", reason.from_notice);
      if (!reason.said_by.empty()) {
        json_.field("said_by", reason.said_by).field("notice_doi", reason.notice_doi).field("why", reason.why);
      }
      json_.end_object();
    }
    json_.end_array().end_object();
  }

  void write_claim(const AppraisedClaim& claim) {
    json_.begin_object().field("key", claim.claim.key);
    write_claim_fields(json_, claim.claim, article_.markers);
    const LineColumn at = lines_.locate(claim.claim.span.begin);
    json_.field("line", at.line).field("column", at.column).field("section", claim.section);
    json_.field("citations_carried", claim.claim.citations_carried);
    json_.key("references").begin_array();
    for (int number : claim.references) json_.integer(number);
    json_.end_array().key("support").begin_array();
    for (const SourceSupport& support : claim.support) {
      json_.begin_object().field("reference", support.reference).key("verdict");
      if (support.verdict.empty()) {
        json_.null();
      } else {
        json_.string(support.verdict);
      }
      json_.field("score", support.score);
      text_or_null("because", support.because);
      write_quotes(json_, support.rationale);
      json_.end_object();
    }
    json_.end_array().key("assessment");
    if (claim.assessment) {
      json_.begin_object();
      write_assessment_fields(json_, *claim.assessment);
      json_.end_object();
    } else {
      json_.null();
    }
    if (claim.in_scheme) {
      json_.key("also_graded").begin_object();
      write_assessment_fields(json_, *claim.in_scheme);
      json_.end_object();
    }
    json_.key("findings").begin_array();
    for (std::size_t index : claim.findings) json_.string(appraisal_.findings[index].fingerprint);
    json_.end_array().end_object();
  }

  void write_finding(const Finding& finding) {
    json_.begin_object().field("code", finding.code).field("family", finding.family);
    json_.field("severity", word(finding.severity));
    json_.key("span").begin_object().span(finding.span).end_object();
    const LineColumn at = lines_.locate(finding.span.begin);
    json_.field("line", at.line).field("column", at.column);
    json_.field("message", finding.message).field("why", finding.why);
    text_or_null("suggestion", finding.suggestion);
    text_or_null("rule", finding.rule);
    text_or_null("claim_key", finding.claim_key);
    text_or_null("cited_id", finding.cited_id);
    json_.field("fingerprint", finding.fingerprint);
    write_quotes(json_, finding.quotes);
    json_.end_object();
  }

  void write_coverage() {
    const Coverage& coverage = appraisal_.coverage;
    json_.begin_object().field("complete", coverage.not_checked.empty());
    json_.field("claims", coverage.claims).field("graded", coverage.graded);
    json_.field("not_gradable", coverage.not_gradable).field("not_applicable", coverage.not_applicable);
    json_.field("references", coverage.references).field("references_found", coverage.references_found);
    json_.field("statuses_checked", coverage.statuses_checked);
    text_or_null("as_of", coverage.as_of);
    json_.key("not_checked").begin_array();
    for (const NotChecked& part : coverage.not_checked) {
      json_.begin_object().field("what", part.what).field("why", part.why).field("count", part.count);
      json_.key("span");
      if (part.span.empty()) {
        json_.null();
      } else {
        json_.begin_object().span(part.span).end_object();
      }
      json_.end_object();
    }
    json_.end_array().end_object();
  }

  const ArticleAppraisal& appraisal_;
  const Article& article_;
  LineIndex lines_;
  JsonWriter json_;
};

}  // namespace

std::string write_json_report(const ArticleAppraisal& appraisal, const ReportOptions&) {
  return AppraisalWriter(appraisal).write();
}

}  // namespace claimassay
