// A bibliographic record as PubMed describes it. Field names follow the PubMed DTD (2018-2025); text fields are flattened
// to plain UTF-8 (inline markup keeps its text, superscripts become Unicode ones where they exist).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace claimassay {

using Pmid = std::int64_t;  ///< 0 = none

/// Any part may be unknown (0). `as_written` holds what does not fit: "1998 Dec-1999 Jan", "Winter 2016".
struct PartialDate {
  int year = 0;
  int month = 0;
  int day = 0;
  std::string as_written;

  bool known() const { return year != 0; }
  /// "2021-03-07", "2021-03", "2021" or "".
  std::string iso() const;
  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

struct Author {
  std::string family;
  std::string given;
  std::string initials;
  std::string suffix;
  std::string collective;  ///< CollectiveName; then the others are empty
  std::string orcid;
  std::vector<std::string> affiliations;
  bool valid = true;  ///< ValidYN
};

struct AbstractSection {
  std::string label;     ///< "METHODS", as printed; may be empty
  std::string category;  ///< NlmCategory; may be empty
  std::string text;
};

struct OtherAbstract {
  std::string type;  ///< Publisher, KIE, plain-language-summary ...
  std::string language;
  std::vector<AbstractSection> sections;
};

struct PublicationType {
  std::string ui;  ///< D016449; empty in old exports
  std::string name;
};

struct MeshQualifier {
  std::string ui;
  std::string name;
  bool major = false;
};
struct MeshHeading {
  std::string ui;
  std::string name;
  bool major = false;
  std::vector<MeshQualifier> qualifiers;
};

/// A CommentsCorrections link: from this record to another.
struct RecordLink {
  std::string type;    ///< RefType: RetractionIn, RetractionOf, ErratumIn ...
  Pmid pmid = 0;       ///< of the other record; 0 where PubMed gives none
  std::string source;  ///< RefSource: the citation as text
  std::string note;
};

struct DataBankEntry {
  std::string bank;       ///< ClinicalTrials.gov, ISRCTN ...
  std::string accession;  ///< NCT01234567
};

/// A Chemical of the ChemicalList.
struct Substance {
  std::string ui;
  std::string name;
  std::string registry_number;  ///< CAS number, UNII or EC number; empty where PubMed says "0"
};

struct Keyword {
  std::string text;
  bool major = false;
};

struct Grant {
  std::string id;
  std::string acronym;
  std::string agency;
  std::string country;
};

struct Journal {
  std::string title;
  std::string abbreviation;  ///< ISOAbbreviation, else MedlineTA
  std::string issn;
  std::string nlm_id;
  std::string volume;
  std::string issue;
};

/// One entry of the record's own reference list.
struct ListedReference {
  std::string text;
  Pmid pmid = 0;
  std::string doi;
  std::string pmc;
};

struct HistoryDate {
  std::string status;  ///< PubStatus: received, accepted, entrez ...
  PartialDate date;
};

struct Citation {
  Pmid pmid = 0;
  int version = 1;
  std::string doi;  ///< as core/identifiers.h normalises it
  std::string pmc;  ///< PMC1234567
  std::string pii;
  std::string title;
  std::string vernacular_title;
  std::vector<AbstractSection> abstract;
  std::vector<OtherAbstract> other_abstracts;
  std::string copyright;
  std::vector<Author> authors;
  bool authors_complete = true;
  std::vector<Author> investigators;
  Journal journal;
  std::string pages;
  PartialDate published;   ///< of the issue
  PartialDate electronic;  ///< ArticleDate
  PartialDate completed;
  PartialDate revised;
  std::vector<std::string> languages;
  std::vector<PublicationType> publication_types;
  std::vector<MeshHeading> mesh;
  std::vector<Keyword> keywords;
  std::vector<RecordLink> links;
  std::vector<DataBankEntry> data_banks;
  std::vector<Grant> grants;
  std::vector<ListedReference> references;
  std::vector<HistoryDate> history;
  std::string conflict_of_interest;
  std::string medline_status;  ///< MEDLINE, PubMed-not-MEDLINE, In-Process ...
  std::vector<Substance> substances;
  std::vector<Author> editors;  ///< of a book; never authors
  bool is_book = false;         ///< PubmedBookArticle
  std::string book_title;
  std::string publisher;
  /// From a form that carries less than PubMed's XML (NBIB): of two states of the same date the whole one is kept.
  bool abridged = false;

  int year() const { return published.year ? published.year : electronic.year; }
  /// The abstract as one text: "LABEL: text" sections joined by line breaks.
  std::string abstract_text() const;
  bool has_publication_type(std::string_view ui, std::string_view name) const;
};

}  // namespace claimassay
