// The element names of PubMed's DTDs (2018 to 2025, and those of older files that still turn up), as an enum. What is not
// listed here is "unknown": skipped with everything below it, and counted.
#pragma once

#include <string_view>

namespace claimassay {

// One list for the enum and the names, so that they cannot disagree. Spelled as in the DTD.
#define CLAIMASSAY_PUBMED_ELEMENTS(X)                                                                                  \
  X(PubmedArticleSet)                                                                                                  \
  X(BookDocumentSet) X(PubmedBookArticleSet) X(MedlineCitationSet) X(PubmedArticle) X(PubmedBookArticle) X(            \
      BookDocument) X(DeleteCitation) X(DeleteDocument) X(MedlineCitation) X(PubmedData) X(PubmedBookData) X(Article)  \
      X(Abstract) X(AbstractText) X(AccessionNumber) X(AccessionNumberList) X(Acronym) X(Affiliation) X(               \
          AffiliationInfo) X(Agency) X(ArticleDate) X(ArticleId) X(ArticleIdList) X(ArticleTitle) X(Author)            \
          X(AuthorList) X(b) X(BeginningDate) X(Book) X(BookTitle) X(Chemical) X(ChemicalList) X(Citation) X(          \
              CitationString) X(CitationSubset) X(CoiStatement) X(CollectionTitle) X(CollectiveName)                   \
              X(CommentsCorrections) X(CommentsCorrectionsList) X(ContractNumber) X(ContributionDate) X(               \
                  CopyrightInformation) X(Country) X(DataBank) X(DataBankList) X(DataBankName) X(DateCompleted)        \
                  X(DateCreated) X(DateRevised) X(Day) X(DescriptorName) X(DispFormula) X(ELocationID) X(Edition) X(   \
                      EndPage) X(EndingDate) X(FirstName) X(ForeName) X(GeneSymbol)                                    \
                      X(GeneSymbolList) X(GeneralNote) X(Grant) X(GrantID) X(GrantList) X(History) X(Hour) X(i) X(     \
                          ISOAbbreviation) X(ISSN) X(ISSNLinking)                                                      \
                          X(Identifier) X(Initials) X(Investigator) X(InvestigatorList) X(Isbn) X(                     \
                              Issue) X(Item) X(ItemList) X(Journal) X(JournalIssue)                                    \
                              X(Keyword) X(KeywordList) X(Language) X(LastName) X(LocationLabel) X(Medium) X(          \
                                  MedlineDate) X(MedlineJournalInfo) X(MedlinePgn) X(MedlineTA) X(MeshHeading)         \
                                  X(MeshHeadingList) X(MiddleName) X(Minute) X(Month)                                  \
                                      X(NLMUniqueID) X(NameID) X(NameOfSubstance)                                      \
                                          X(NlmUniqueID) X(Note) X(NumberOfReferences) X(Object)                       \
                                              X(ObjectList) X(OtherAbstract) X(OtherID) X(PMID) X(Pagination) X(Param) \
                                                  X(PersonalNameSubject) X(PersonalNameSubjectList) X(PubDate)         \
                                                      X(PubMedPubDate) X(PublicationStatus) X(PublicationType) X(      \
                                                          PublicationTypeList) X(Publisher) X(PublisherLocation)       \
                                                          X(PublisherName) X(QualifierName) X(RefSource) X(Reference)  \
                                                              X(ReferenceList) X(RegistryNumber) X(ReportNumber)       \
                                                                  X(Season) X(Second)                                  \
                                                                      X(Section) X(SectionTitle) X(Sections)           \
                                                                          X(SpaceFlightMission) X(StartPage) X(Suffix) \
                                                                              X(SupplMeshList) X(SupplMeshName)        \
                                                                                  X(Title) X(URL) X(VernacularTitle)   \
                                                                                      X(Volume) X(VolumeTitle) X(Year) \
                                                                                          X(sub) X(sup) X(u)

enum class Element : unsigned char {
  unknown,
#define X(name) name,
  CLAIMASSAY_PUBMED_ELEMENTS(X)
#undef X
};

/// Element::unknown for a name that no DTD has.
Element pubmed_element(std::string_view name);
std::string_view pubmed_name(Element element);
/// Does the reader keep the text of this element?
bool holds_text(Element element);

}  // namespace claimassay
