#include "importers/pubmed_record.h"

#include <algorithm>

#include "core/identifiers.h"
#include "core/text.h"
#include "importers/pubmed_fields.h"

namespace claimassay {

namespace {

Element up(const std::vector<Element>& path, std::size_t steps) {
  return path.size() > steps ? path[path.size() - 1 - steps] : Element::unknown;
}

}  // namespace

void PubmedRecord::begin() { *this = PubmedRecord(); }

PartialDate PubmedRecord::date() const {
  PartialDate date;
  date.year = number_in(date_.year, 1000, 2999);
  if (date.year) date.month = month_number(date_.month);
  if (date.month) date.day = number_in(date_.day, 1, 31);
  if (!date_.medline.empty()) {
    date.as_written = date_.medline;
    if (!date.year) date.year = year_in(date_.medline);
  } else if (!date_.season.empty()) {
    date.as_written = date_.year.empty() ? date_.season : date_.year + " " + date_.season;
  }
  return date;
}

void PubmedRecord::open(Element element, const std::vector<Element>& path, const ElementAttributes& attribute) {
  const Element parent = up(path, 0);
  switch (element) {
    case Element::MedlineCitation: citation_.medline_status = attribute("Status"); break;
    case Element::PubmedBookArticle:
    case Element::BookDocument: citation_.is_book = true; break;
    case Element::PMID:
      if ((parent == Element::MedlineCitation || parent == Element::BookDocument) && citation_.pmid == 0) {
        citation_.version = std::max(1, number_in(attribute("Version"), 1, 1'000'000));
      }
      break;
    case Element::AuthorList: {
      const bool editors = attribute("Type") == "editors";
      if (editors) people_ = &citation_.editors;
      else people_ = parent == Element::Book ? &book_authors_ : &citation_.authors;
      if (!editors && attribute("CompleteYN") == "N") citation_.authors_complete = false;
      break;
    }
    case Element::InvestigatorList: people_ = &citation_.investigators; break;
    case Element::Author:
    case Element::Investigator:
      if (!people_) break;
      people_->emplace_back();
      people_->back().valid = attribute("ValidYN") != "N";
      break;
    case Element::Identifier: type_ = attribute("Source"); break;
    case Element::ELocationID:
      type_ = attribute("EIdType");
      valid_ = attribute("ValidYN") != "N";
      break;
    case Element::ArticleId:
      type_ = attribute("IdType");
      if (type_.empty()) type_ = "pubmed";  // the DTD's default
      break;
    case Element::AbstractText:
      label_ = collapse_space(attribute("Label"));
      category_ = attribute("NlmCategory");
      break;
    case Element::OtherAbstract: {
      const std::string language = attribute("Language");
      citation_.other_abstracts.push_back({attribute("Type"), language.empty() ? "eng" : language, {}});
      break;
    }
    case Element::PublicationType:
    case Element::NameOfSubstance: ui_ = attribute("UI"); break;
    case Element::DescriptorName:
    case Element::QualifierName:
      ui_ = attribute("UI");
      major_ = attribute("MajorTopicYN") == "Y";
      break;
    case Element::Keyword: major_ = attribute("MajorTopicYN") == "Y"; break;
    case Element::CommentsCorrections:
      citation_.links.emplace_back();
      citation_.links.back().type = attribute("RefType");
      break;
    case Element::Grant: citation_.grants.emplace_back(); break;
    case Element::Chemical: citation_.substances.emplace_back(); break;
    case Element::Reference: citation_.references.emplace_back(); break;
    case Element::DataBank:
      bank_.clear();
      bank_has_accession_ = false;
      break;
    case Element::PubDate:
    case Element::ArticleDate:
    case Element::BeginningDate:
    case Element::EndingDate:
    case Element::ContributionDate:
    case Element::DateCompleted:
    case Element::DateCreated:
    case Element::DateRevised: date_ = DateParts(); break;
    case Element::PubMedPubDate:
      date_ = DateParts();
      type_ = attribute("PubStatus");
      break;
    default: break;
  }
}

void PubmedRecord::close(Element element, const std::vector<Element>& path, std::string&& text) {
  const Element parent = up(path, 0), grandparent = up(path, 1);
  if (close_date(element, parent, std::move(text))) return;
  if (close_person(element, parent, std::move(text))) return;
  if (close_journal(element, parent, std::move(text))) return;
  if (close_indexing(element, std::move(text))) return;
  if (close_relation(element, parent, grandparent, std::move(text))) return;
  close_text(element, parent, std::move(text));
}

bool PubmedRecord::close_date(Element element, Element parent, std::string&& text) {
  switch (element) {
    case Element::Year: date_.year = std::move(text); return true;
    case Element::Month: date_.month = std::move(text); return true;
    case Element::Day: date_.day = std::move(text); return true;
    case Element::Season: date_.season = std::move(text); return true;
    case Element::MedlineDate: date_.medline = std::move(text); return true;
    case Element::PubDate:
      if (parent == Element::JournalIssue || parent == Element::Book) citation_.published = date();
      return true;
    case Element::ArticleDate:
      // The first is kept: PubMed gives one, the electronic date.
      if (!citation_.electronic.known()) citation_.electronic = date();
      return true;
    case Element::ContributionDate: citation_.electronic = date(); return true;
    case Element::DateCompleted: citation_.completed = date(); return true;
    case Element::DateRevised: citation_.revised = date(); return true;
    case Element::PubMedPubDate: citation_.history.push_back({std::move(type_), date()}); return true;
    case Element::BeginningDate:
    case Element::EndingDate:
    case Element::DateCreated: return true;
    default: return false;
  }
}

bool PubmedRecord::close_person(Element element, Element parent, std::string&& text) {
  if (element == Element::AuthorList || element == Element::InvestigatorList) {
    people_ = nullptr;
    return true;
  }
  if (!people_ || people_->empty()) return false;
  Author& person = people_->back();
  if (element == Element::Affiliation) {
    if (!text.empty()) person.affiliations.push_back(std::move(text));
    return true;
  }
  if (parent != Element::Author && parent != Element::Investigator) return false;
  switch (element) {
    case Element::LastName: person.family = std::move(text); return true;
    case Element::ForeName: person.given = std::move(text); return true;
    // Files from before 2005 split the given names.
    case Element::FirstName: person.given = std::move(text); return true;
    case Element::MiddleName:
      if (!text.empty()) person.given += (person.given.empty() ? "" : " ") + text;
      return true;
    case Element::Initials: person.initials = std::move(text); return true;
    case Element::Suffix: person.suffix = std::move(text); return true;
    case Element::CollectiveName: person.collective = std::move(text); return true;
    case Element::Identifier:
      if (type_ == "ORCID" && person.orcid.empty()) person.orcid = normal_orcid(std::move(text));
      return true;
    default: return false;
  }
}

bool PubmedRecord::close_journal(Element element, Element parent, std::string&& text) {
  Journal& journal = citation_.journal;
  switch (element) {
    case Element::Title:
      if (parent == Element::Journal) journal.title = std::move(text);
      return true;
    case Element::ISOAbbreviation: title_abbreviation_ = std::move(text); return true;
    case Element::MedlineTA: medline_abbreviation_ = std::move(text); return true;
    case Element::ISSN:
      if (parent == Element::Journal && journal.issn.empty()) journal.issn = std::move(text);
      return true;
    case Element::NlmUniqueID:
    case Element::NLMUniqueID:
      if (journal.nlm_id.empty()) journal.nlm_id = std::move(text);
      return true;
    case Element::Volume: journal.volume = std::move(text); return true;
    case Element::Issue: journal.issue = std::move(text); return true;
    case Element::MedlinePgn: citation_.pages = std::move(text); return true;
    case Element::StartPage: start_page_ = std::move(text); return true;
    case Element::EndPage: end_page_ = std::move(text); return true;
    default: return false;
  }
}

bool PubmedRecord::close_indexing(Element element, std::string&& text) {
  switch (element) {
    case Element::PublicationType:
      if (!text.empty() || !ui_.empty()) citation_.publication_types.push_back({std::move(ui_), std::move(text)});
      return true;
    case Element::DescriptorName: citation_.mesh.push_back({std::move(ui_), std::move(text), major_, {}}); return true;
    case Element::QualifierName:
      if (!citation_.mesh.empty())
        citation_.mesh.back().qualifiers.push_back({std::move(ui_), std::move(text), major_});
      return true;
    case Element::Keyword:
      if (!text.empty()) citation_.keywords.push_back({std::move(text), major_});
      return true;
    case Element::NameOfSubstance:
      if (citation_.substances.empty()) return true;
      citation_.substances.back().name = std::move(text);
      citation_.substances.back().ui = std::move(ui_);
      return true;
    case Element::RegistryNumber:
      // PubMed writes 0 where a substance has no number.
      if (!citation_.substances.empty() && text != "0") citation_.substances.back().registry_number = std::move(text);
      return true;
    default: return false;
  }
}

bool PubmedRecord::close_relation(Element element, Element parent, Element grandparent, std::string&& text) {
  switch (element) {
    case Element::PMID:
      if (parent == Element::CommentsCorrections && !citation_.links.empty()) {
        citation_.links.back().pmid = pmid_of(text);
      } else if ((parent == Element::MedlineCitation || parent == Element::BookDocument) && citation_.pmid == 0) {
        citation_.pmid = pmid_of(text);
        if (citation_.pmid == 0) problems_.push_back("malformed-pmid");
      }
      return true;
    case Element::RefSource:
      if (!citation_.links.empty()) citation_.links.back().source = std::move(text);
      return true;
    case Element::Note:
      if (parent == Element::CommentsCorrections && !citation_.links.empty())
        citation_.links.back().note = std::move(text);
      return true;
    case Element::Citation:
      if (parent == Element::Reference && !citation_.references.empty())
        citation_.references.back().text = std::move(text);
      return true;
    case Element::ArticleId:
      if (text.empty()) return true;
      if (grandparent == Element::Reference) {
        if (citation_.references.empty()) return true;
        ListedReference& reference = citation_.references.back();
        if (type_ == "pubmed") reference.pmid = pmid_of(text);
        else if (type_ == "doi") reference.doi = parse_doi(text).value_or("");
        else if (type_ == "pmc" || type_ == "pmcid") reference.pmc = pmc_in(text);
      } else {
        own_identifier(type_, std::move(text));
      }
      return true;
    case Element::ELocationID:
      if (!valid_ || text.empty()) return true;
      if (type_ == "doi" && elocation_doi_.empty()) elocation_doi_ = std::move(text);
      else if (type_ == "pii" && elocation_pii_.empty()) elocation_pii_ = std::move(text);
      return true;
    case Element::DataBankName: bank_ = std::move(text); return true;
    case Element::AccessionNumber:
      citation_.data_banks.push_back({bank_, std::move(text)});
      bank_has_accession_ = true;
      return true;
    case Element::DataBank:
      if (!bank_has_accession_ && !bank_.empty()) citation_.data_banks.push_back({bank_, ""});
      return true;
    case Element::GrantID:
      if (!citation_.grants.empty()) citation_.grants.back().id = std::move(text);
      return true;
    case Element::Acronym:
      if (!citation_.grants.empty()) citation_.grants.back().acronym = std::move(text);
      return true;
    case Element::Agency:
      if (!citation_.grants.empty()) citation_.grants.back().agency = std::move(text);
      return true;
    case Element::Country:
      if (parent == Element::Grant && !citation_.grants.empty()) citation_.grants.back().country = std::move(text);
      return true;
    default: return false;
  }
}

void PubmedRecord::own_identifier(std::string_view type, std::string&& text) {
  if (type == "doi") {
    if (citation_.doi.empty()) set_doi(citation_.doi, text);
  } else if (type == "pmc" || type == "pmcid") {
    if (citation_.pmc.empty()) citation_.pmc = pmc_in(text);
  } else if (type == "pii") {
    if (citation_.pii.empty()) citation_.pii = std::move(text);
  } else if (type == "bookaccession") {
    if (book_accession_.empty()) book_accession_ = std::move(text);
  }
}

void PubmedRecord::set_doi(std::string& into, std::string_view text) {
  if (auto doi = parse_doi(text)) into = std::move(*doi);
  else problems_.push_back("malformed-doi");
}

void PubmedRecord::close_text(Element element, Element parent, std::string&& text) {
  switch (element) {
    case Element::ArticleTitle:
    case Element::VernacularTitle:
      if (parent == Element::Article || parent == Element::BookDocument) {
        (element == Element::ArticleTitle ? citation_.title : citation_.vernacular_title) = std::move(text);
      }
      break;
    case Element::BookTitle: citation_.book_title = std::move(text); break;
    case Element::PublisherName: citation_.publisher = std::move(text); break;
    case Element::AbstractText: {
      if (text.empty()) break;
      AbstractSection section{std::move(label_), std::move(category_), std::move(text)};
      if (parent == Element::Abstract) citation_.abstract.push_back(std::move(section));
      else if (parent == Element::OtherAbstract && !citation_.other_abstracts.empty())
        citation_.other_abstracts.back().sections.push_back(std::move(section));
      break;
    }
    case Element::CopyrightInformation:
      if (parent == Element::Abstract) citation_.copyright = std::move(text);
      break;
    case Element::Language:
      if (!text.empty()) citation_.languages.push_back(std::move(text));
      break;
    case Element::CoiStatement: citation_.conflict_of_interest = std::move(text); break;
    default: break;
  }
}

Citation PubmedRecord::finish() {
  if (citation_.doi.empty() && !elocation_doi_.empty()) set_doi(citation_.doi, elocation_doi_);
  if (citation_.pii.empty()) citation_.pii = std::move(elocation_pii_);
  if (citation_.pii.empty()) citation_.pii = std::move(book_accession_);
  citation_.journal.abbreviation = std::move(title_abbreviation_.empty() ? medline_abbreviation_ : title_abbreviation_);
  if (citation_.pages.empty() && !start_page_.empty()) {
    citation_.pages = end_page_.empty() || end_page_ == start_page_ ? start_page_ : start_page_ + "-" + end_page_;
  }
  // A record of a whole book has no title but the book's, and no authors but its.
  if (citation_.authors.empty()) citation_.authors = std::move(book_authors_);
  if (citation_.title.empty() && citation_.is_book) citation_.title = citation_.book_title;
  // The DTD requires RefType: what one record has to do with another cannot be guessed.
  const auto untyped = std::erase_if(citation_.links, [](const RecordLink& link) { return link.type.empty(); });
  if (untyped > 0) problems_.emplace_back("link-without-type");
  return std::move(citation_);
}

}  // namespace claimassay
