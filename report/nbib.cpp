#include "report/nbib.h"

#include <fmt/format.h>

#include "core/medline.h"

namespace claimassay {

namespace {

constexpr std::size_t line_width = 88;

class Fields {
 public:
  /// An empty value has no line. Words are parted at white space of ASCII alone: a no-break space is part of its word.
  void add(std::string_view tag, std::string_view value) {
    constexpr std::string_view space = " \t\r\n";
    std::string line = fmt::format("{:<4}-", tag);
    bool any = false;
    for (std::size_t at = value.find_first_not_of(space); at < value.size();) {
      const std::string_view word = value.substr(at, value.find_first_of(space, at) - at);
      if (any && line.size() + 1 + word.size() > line_width) {
        out_ += line + '\n';
        line = "     ";
      }
      line.append(" ").append(word);
      any = true;
      at = value.find_first_not_of(space, at + word.size());
    }
    if (any) out_ += line + '\n';
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string spoken(const PartialDate& date) {
  if (!date.as_written.empty()) return date.as_written;
  if (!date.year) return "";
  std::string out = fmt::format("{:04}", date.year);
  if (date.month) out += fmt::format(" {}", months[(date.month - 1) % 12]);
  if (date.month && date.day) out += fmt::format(" {}", date.day);
  return out;
}

std::string with_separator(const PartialDate& date, std::string_view separator) {
  std::string out;
  for (const char c : date.iso()) out += c == '-' ? std::string(separator) : std::string(1, c);
  return out;
}

std::string one_text(const std::vector<AbstractSection>& sections) {
  std::string out;
  for (const AbstractSection& section : sections) {
    if (!out.empty()) out += ' ';
    if (!section.label.empty()) out += section.label + ": ";
    out += section.text;
  }
  return out;
}

std::string joined(std::string_view first, std::string_view between, std::string_view second) {
  if (first.empty() || second.empty()) between = "";
  return fmt::format("{}{}{}", first, between, second);
}

void people(Fields& fields, const std::vector<Author>& people, std::string_view full, std::string_view brief,
            std::string_view place) {
  for (const Author& person : people) {
    if (!person.collective.empty()) {
      fields.add("CN", person.collective);
    } else {
      fields.add(full, joined(person.family, ", ", joined(person.given, " ", person.suffix)));
      fields.add(brief, joined(person.family, " ", joined(person.initials, " ", person.suffix)));
    }
    if (!person.orcid.empty()) fields.add("AUID", "ORCID: " + person.orcid);
    for (const std::string& affiliation : person.affiliations) fields.add(place, affiliation);
  }
}

void indexing(Fields& fields, const Citation& citation) {
  for (const Substance& one : citation.substances) {
    fields.add("RN", fmt::format("{} ({})", one.registry_number.empty() ? "0" : one.registry_number, one.name));
  }
  for (const RecordLink& link : citation.links) {
    const std::string_view tag = tag_of_link_type(link.type);
    if (tag.empty()) continue;
    fields.add(tag, joined(link.source, " ", link.pmid ? fmt::format("PMID: {}", link.pmid) : ""));
  }
  for (const MeshHeading& heading : citation.mesh) {
    std::string text = (heading.major ? "*" : "") + heading.name;
    for (const MeshQualifier& one : heading.qualifiers) text += (one.major ? "/*" : "/") + one.name;
    fields.add("MH", text);
  }
}

void relations(Fields& fields, const Citation& citation) {
  for (const DataBankEntry& entry : citation.data_banks) fields.add("SI", joined(entry.bank, "/", entry.accession));
  for (const Grant& grant : citation.grants) {
    // All four places, so that it can be read again whichever of them is empty.
    fields.add("GR", fmt::format("{}/{}/{}/{}", grant.id, grant.acronym, grant.agency, grant.country));
  }
}

void history(Fields& fields, const Citation& citation) {
  const auto of = [&](std::string_view status) {
    for (const HistoryDate& entry : citation.history) {
      if (entry.status == status) return with_separator(entry.date, "/");
    }
    return std::string();
  };
  fields.add("EDAT", of("pubmed"));
  fields.add("MHDA", of("medline"));
  fields.add("CRDT", of("entrez"));
  for (const HistoryDate& entry : citation.history) {
    if (entry.date.known()) fields.add("PHST", fmt::format("{} [{}]", with_separator(entry.date, "/"), entry.status));
  }
}

/// "Lancet. 2010 Feb 6;375(9713):445." and the DOI.
std::string where_published(const Citation& citation) {
  const Journal& journal = citation.journal;
  std::string out = joined(journal.abbreviation.empty() ? citation.book_title : journal.abbreviation, ". ",
                           spoken(citation.published));
  out = joined(out, ";", journal.volume + (journal.issue.empty() ? "" : "(" + journal.issue + ")"));
  out = joined(out, ":", citation.pages);
  if (!out.empty() && !out.ends_with('.')) out += '.';
  return joined(out, " ", citation.doi.empty() ? "" : "doi: " + citation.doi + ".");
}

}  // namespace

std::string nbib_record(const Citation& citation) {
  Fields fields;
  const Journal& journal = citation.journal;
  fields.add("PMID", fmt::format("{}", citation.pmid));
  fields.add("STAT", citation.medline_status);
  fields.add("DCOM", with_separator(citation.completed, ""));
  fields.add("LR", with_separator(citation.revised, ""));
  fields.add("IS", journal.issn);
  fields.add("VI", journal.volume);
  fields.add("IP", journal.issue);
  fields.add("DP", spoken(citation.published));
  fields.add("TI", citation.title);
  fields.add("BTI", citation.is_book && citation.book_title.empty() ? citation.title : citation.book_title);
  fields.add("PB", citation.publisher);
  fields.add("PG", citation.pages);
  fields.add("AB", one_text(citation.abstract));
  fields.add("CI", citation.copyright);
  people(fields, citation.authors, "FAU", "AU", "AD");
  if (!citation.authors_complete) fields.add("AU", "et al.");
  people(fields, citation.editors, "FED", "ED", "AD");
  for (const std::string& language : citation.languages) fields.add("LA", language);
  relations(fields, citation);
  for (const PublicationType& type : citation.publication_types) fields.add("PT", type.name);
  fields.add("TT", citation.vernacular_title);
  fields.add("DEP", with_separator(citation.electronic, ""));
  fields.add("TA", journal.abbreviation);
  fields.add("JT", journal.title);
  fields.add("JID", journal.nlm_id);
  indexing(fields, citation);
  for (const OtherAbstract& other : citation.other_abstracts) {
    fields.add("OAB", joined(other.type, ": ", one_text(other.sections)));
    fields.add("OABL", other.language);
  }
  for (const Keyword& keyword : citation.keywords) fields.add("OT", (keyword.major ? "*" : "") + keyword.text);
  people(fields, citation.investigators, "FIR", "IR", "IRAD");
  fields.add("PMC", citation.pmc);
  fields.add("COIS", citation.conflict_of_interest);
  history(fields, citation);
  const bool is_shelf_number = citation.is_book && citation.pii.starts_with("NBK");
  if (!citation.pii.empty()) fields.add("AID", citation.pii + (is_shelf_number ? " [bookaccession]" : " [pii]"));
  if (!citation.doi.empty()) fields.add("AID", citation.doi + " [doi]");
  fields.add("SO", where_published(citation));
  return fields.take() + '\n';
}

}  // namespace claimassay
