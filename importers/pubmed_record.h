// Elements of PubMed XML, one after another -> a Citation. Knows what each element means where it stands (a PMID is the
// record's own only directly in MedlineCitation or BookDocument); knows nothing of XML, files or limits.
// Promises: a field that the record does not state stays empty; nothing is taken from a reference, a link or a person of
// another kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"
#include "importers/pubmed_elements.h"

namespace claimassay {

/// The value of an attribute of the element that opens now, or "".
class ElementAttributes {
 public:
  virtual std::string operator()(std::string_view name) const = 0;

 protected:
  ~ElementAttributes() = default;
};

class PubmedRecord {
 public:
  void begin();
  /// `path` ends with the element's parent; path[0] is the root of the file.
  void open(Element element, const std::vector<Element>& path, const ElementAttributes& attribute);
  /// `text` is flattened; empty for elements that hold none.
  void close(Element element, const std::vector<Element>& path, std::string&& text);
  /// The record as read; what was wrong in it (codes such as "malformed-doi") is in problems().
  Citation finish();
  Pmid pmid() const { return citation_.pmid; }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  struct DateParts {
    std::string year, month, day, season, medline;
  };
  PartialDate date() const;
  bool close_person(Element element, Element parent, std::string&& text);
  bool close_journal(Element element, Element parent, std::string&& text);
  bool close_indexing(Element element, std::string&& text);
  bool close_relation(Element element, Element parent, Element grandparent, std::string&& text);
  bool close_date(Element element, Element parent, std::string&& text);
  void close_text(Element element, Element parent, std::string&& text);
  void own_identifier(std::string_view type, std::string&& text);
  void set_doi(std::string& into, std::string_view text);

  Citation citation_;
  std::vector<Author> book_authors_;
  std::vector<Author>* people_ = nullptr;  ///< the list that is open now; null where persons are of no interest
  std::string elocation_doi_, elocation_pii_, title_abbreviation_, medline_abbreviation_;
  std::string start_page_, end_page_, book_accession_, bank_;
  bool bank_has_accession_ = false;
  DateParts date_;
  // Attributes of the innermost open element that has any of interest.
  std::string ui_, type_, label_, category_;
  bool major_ = false, valid_ = true;
  std::vector<std::string> problems_;
};

}  // namespace claimassay
