#include "importers/pubmed_elements.h"

#include <iterator>
#include <unordered_map>

namespace claimassay {

namespace {

constexpr std::string_view names[] = {"",
#define X(name) #name,
                                      CLAIMASSAY_PUBMED_ELEMENTS(X)
#undef X
};

}  // namespace

Element pubmed_element(std::string_view name) {
  static const std::unordered_map<std::string_view, Element> by_name = [] {
    std::unordered_map<std::string_view, Element> table;
    for (std::size_t i = 1; i < std::size(names); ++i) table.emplace(names[i], static_cast<Element>(i));
    return table;
  }();
  const auto found = by_name.find(name);
  return found == by_name.end() ? Element::unknown : found->second;
}

std::string_view pubmed_name(Element element) { return names[static_cast<std::size_t>(element)]; }

bool holds_text(Element element) {
  switch (element) {
    case Element::AbstractText:
    case Element::AccessionNumber:
    case Element::Acronym:
    case Element::Affiliation:
    case Element::Agency:
    case Element::ArticleId:
    case Element::ArticleTitle:
    case Element::BookTitle:
    case Element::Citation:
    case Element::CoiStatement:
    case Element::CollectiveName:
    case Element::CopyrightInformation:
    case Element::Country:
    case Element::DataBankName:
    case Element::Day:
    case Element::DescriptorName:
    case Element::ELocationID:
    case Element::EndPage:
    case Element::FirstName:
    case Element::ForeName:
    case Element::GrantID:
    case Element::ISOAbbreviation:
    case Element::ISSN:
    case Element::Identifier:
    case Element::Initials:
    case Element::Issue:
    case Element::Keyword:
    case Element::Language:
    case Element::LastName:
    case Element::MedlineDate:
    case Element::MedlinePgn:
    case Element::MedlineTA:
    case Element::MiddleName:
    case Element::Month:
    case Element::NLMUniqueID:
    case Element::NameOfSubstance:
    case Element::NlmUniqueID:
    case Element::Note:
    case Element::PMID:
    case Element::PublicationType:
    case Element::PublisherName:
    case Element::QualifierName:
    case Element::RefSource:
    case Element::RegistryNumber:
    case Element::Season:
    case Element::StartPage:
    case Element::Suffix:
    case Element::Title:
    case Element::VernacularTitle:
    case Element::Volume:
    case Element::Year: return true;
    default: return false;
  }
}

}  // namespace claimassay
