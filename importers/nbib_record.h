// Tags and values of PubMed's MEDLINE format, one after another -> a Citation. Knows what each tag means; knows nothing of
// lines, files or limits.
// Promises: a field that the record does not state stays empty. The format carries less than the XML (no identifiers of
// headings, no categories of abstract sections, no reference lists): every record is marked as abridged.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"

namespace claimassay {

class NbibRecord {
 public:
  void begin();
  /// False for a tag that the format does not have.
  bool field(std::string_view tag, std::string&& value);
  /// The record as read; what was wrong in it (codes such as "malformed-doi") is in problems().
  Citation finish();
  Pmid pmid() const { return citation_.pmid; }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  bool person_field(std::string_view tag, std::string& value);
  bool publication_field(std::string_view tag, std::string& value);
  bool indexing_field(std::string_view tag, std::string& value);
  bool relation_field(std::string_view tag, std::string& value);
  void full_name(std::vector<Author>& people, std::string&& value);
  void short_name(std::vector<Author>& people, std::string_view value);
  void identifier(std::string_view value);

  Citation citation_;
  std::vector<Author>* people_ = nullptr;        ///< the list of the last person
  bool named_in_full_ = false;                   ///< the last person came as FAU: an AU is the same person's short name
  std::vector<std::string> early_affiliations_;  ///< before any author: the first author's
  std::string linking_issn_, entrez_, pubmed_, medline_;
  std::vector<std::string> problems_;
};

/// "2010 Dec 1", "2010 Dec", "2010"; whatever else is kept as written: "1998 Dec-1999 Jan", "2016 Winter".
PartialDate nbib_date(std::string_view text);

/// The labelled sections of an abstract that the format prints as one text ("AIMS: ... METHODS: ..."): at least two labels
/// in capitals, the first of them at the beginning. Otherwise one section without a label.
std::vector<AbstractSection> abstract_sections(std::string_view text);

}  // namespace claimassay
