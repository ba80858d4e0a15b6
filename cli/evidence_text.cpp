#include "cli/evidence_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/spaced.h"
#include "report/page.h"

namespace claimassay {

namespace {

constexpr std::size_t most_names = 6;

std::string name_of(const Author& author) {
  if (!author.collective.empty()) return author.collective;
  const std::string& given = author.initials.empty() ? author.given : author.initials;
  return given.empty() ? author.family : author.family + " " + given;
}

std::string names(const Citation& record) {
  std::string out;
  for (std::size_t i = 0; i < std::min(record.authors.size(), most_names); ++i) {
    out += (i ? ", " : "") + name_of(record.authors[i]);
  }
  if (record.authors.size() > most_names || (!record.authors.empty() && !record.authors_complete)) out += ", et al.";
  return out;
}

std::string where_published(const Citation& record) {
  if (record.is_book) return record.book_title + (record.publisher.empty() ? "" : ". " + record.publisher);
  std::string out = record.journal.abbreviation.empty() ? record.journal.title : record.journal.abbreviation;
  if (record.year()) out += fmt::format(". {}", record.year());
  if (!record.journal.volume.empty()) out += ";" + record.journal.volume;
  if (!record.journal.issue.empty()) out += "(" + record.journal.issue + ")";
  if (!record.pages.empty()) out += ":" + record.pages;
  return out;
}

std::string types_of(const Citation& record) {
  std::string out;
  for (const PublicationType& type : record.publication_types) out += (out.empty() ? "" : ", ") + type.name;
  return out;
}

std::string mesh_of(const Citation& record) {
  std::string out;
  for (const MeshHeading& heading : record.mesh) {
    out += (out.empty() ? "" : "; ") + heading.name + (heading.major ? "*" : "");
    for (const MeshQualifier& one : heading.qualifiers) out += "/" + one.name + (one.major ? "*" : "");
  }
  return out;
}

std::string registry_of(const Citation& record) {
  std::string out;
  for (const DataBankEntry& entry : record.data_banks) {
    out += (out.empty() ? "" : ", ") + entry.bank + (entry.accession.empty() ? "" : " " + entry.accession);
  }
  return out;
}

bool warns(const ResolvedStatus& status) {
  return status.checked && (status.status == RecordStatus::retracted || status.status == RecordStatus::concern);
}

/// "ok" is said only where something spoke of the record at all.
std::string status_words(const ResolvedStatus& status) {
  if (!status.checked) return "";
  const std::string reasons = in_words(status);
  std::string out = std::string(word(status.status)) + (reasons.empty() ? "" : ": " + reasons);
  // What is no status but should be known.
  for (const StatusReason& reason : status.reasons) {
    if (reason.type == "UpdateIn" || reason.type == "RepublishedIn" || reason.type == "Reinstatement")
      out += "; " + in_words(reason);
  }
  return out;
}

std::string title_of(const Citation& record) {
  return record.title.empty() ? "[" + record.vernacular_title + "]" : record.title;
}

/// The matches between asterisks; those that only a space parts, together.
std::string marked(const std::string& text, const std::vector<Span>& matches) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const bool joins = i > 0 && text.substr(matches[i - 1].end, matches[i].begin - matches[i - 1].end) == " ";
    const bool joined =
        i + 1 < matches.size() && text.substr(matches[i].end, matches[i + 1].begin - matches[i].end) == " ";
    out += text.substr(at, matches[i].begin - at) + (joins ? "" : "*");
    out += text.substr(matches[i].begin, matches[i].size()) + (joined ? "" : "*");
    at = matches[i].end;
  }
  return out + text.substr(at);
}

/// "systematic review"; what a record does not tell is said so.
std::string in_plain_words(Design design) {
  if (design == Design::unknown) return "design not stated";
  if (design == Design::other) return "no study";
  if (design == Design::rct) return "randomised trial";
  return spaced(word(design));
}

/// A label and what belongs to it; nothing for what is empty.
void line(Page& page, std::string_view label, std::string_view text, Ink ink = Ink::dim) {
  if (!text.empty()) page.labelled(label, ink, text, 0, 13);
}

}  // namespace

std::string record_text(const Citation& record, const ResolvedStatus& status, const ReportOptions& style) {
  Page page(style);
  page.text(title_of(record), 0, 0, Ink::strong);
  line(page, "authors", names(record));
  line(page, "published", where_published(record));
  std::string ids = fmt::format("PMID {}", record.pmid);
  if (!record.pmc.empty()) ids += ", " + record.pmc;
  if (!record.doi.empty()) ids += ", doi " + record.doi;
  line(page, "identifiers", ids);
  line(page, "types", types_of(record));
  line(page, "registered", registry_of(record));
  line(page, "status", status_words(status), warns(status) ? Ink::red : Ink::dim);
  page.blank();
  for (const AbstractSection& section : record.abstract) {
    page.text((section.label.empty() ? "" : section.label + ": ") + section.text);
  }
  if (record.abstract.empty()) page.text("(no abstract)");
  if (const std::string mesh = mesh_of(record); !mesh.empty()) {
    page.blank();
    line(page, "MeSH", mesh);
  }
  return page.take();
}

std::string guideline_text(const Guideline& guideline, const ReportOptions& style) {
  Page page(style);
  page.text(guideline.title, 0, 0, Ink::strong);
  line(page, "issuer", guideline.issuer);
  line(page, "year", guideline.year ? std::to_string(guideline.year) : "");
  line(page, "address", guideline.url);
  line(page, "doi", guideline.doi);
  line(page, "id", guideline.id);
  const auto stated = [](const std::string& words) { return words.empty() ? "not stated" : "\"" + words + "\""; };
  for (const Recommendation& one : guideline.recommendations) {
    page.blank();
    page.labelled(fmt::format("{:>3}.", one.ordinal), Ink::plain, one.text, 0, 5);
    page.text(fmt::format("{}; strength {}; certainty {}", word(one.direction), stated(one.strength_words),
                          stated(one.certainty_words)),
              5, 5, Ink::dim);
  }
  return page.take();
}

std::string hit_text(std::size_t number, const SearchHit& hit, Design design, const ResolvedStatus& status,
                     const ReportOptions& style) {
  const Citation& record = hit.record;
  Page page(style);
  const std::string title = record.title.empty() ? title_of(record) : marked(record.title, hit.title_matches);
  page.text(fmt::format("{:>2}. {}", number, title), number < 10 ? 1 : 0, 4, Ink::strong);
  std::string about = where_published(record);
  if (!about.empty()) about += ". ";
  page.text(fmt::format("{}{}. PMID {}", about, in_plain_words(design), record.pmid), 4, 4, Ink::dim);
  if (status.checked && status.status != RecordStatus::ok)
    page.text(status_words(status), 4, 4, warns(status) ? Ink::red : Ink::yellow);
  if (!record.abstract.empty()) page.text(marked(hit.snippet.text, hit.snippet.matches), 4, 4);
  return page.blank().take();
}

}  // namespace claimassay
