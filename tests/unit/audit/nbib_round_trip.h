// What is left of a record when it goes through the MEDLINE format: for tests that compare a record with its copy.
#pragma once

#include <string>

#include "core/citation.h"
#include "core/medline.h"
#include "core/text.h"

namespace claimassay::test {

/// The record without what NBIB has no room for, in the form in which a copy has the rest.
inline Citation as_in_nbib(Citation citation) {
  citation.version = 1;
  citation.references.clear();
  const auto plain = [](std::vector<Author>& people) {
    for (Author& person : people) person.valid = true;
  };
  plain(citation.authors), plain(citation.investigators), plain(citation.editors);
  // Sections are told apart by their labels alone: compared as one text.
  const auto one_text = [](std::vector<AbstractSection>& sections) {
    std::string text;
    for (const AbstractSection& section : sections) {
      text += " " + (section.label.empty() ? "" : section.label + ": ") + section.text;
    }
    sections = {{"", "", collapse_space(text)}};
  };
  if (!citation.abstract.empty()) one_text(citation.abstract);
  for (OtherAbstract& other : citation.other_abstracts) one_text(other.sections);
  for (PublicationType& type : citation.publication_types) type.ui = publication_type_ui(type.name);
  for (MeshHeading& heading : citation.mesh) {
    heading.ui.clear();
    for (MeshQualifier& qualifier : heading.qualifiers) qualifier.ui.clear();
  }
  for (Substance& substance : citation.substances) substance.ui.clear();
  std::erase_if(citation.links, [](const RecordLink& link) { return tag_of_link_type(link.type).empty(); });
  for (RecordLink& link : citation.links) link.note.clear();
  std::erase_if(citation.history, [](const HistoryDate& entry) { return !entry.date.known(); });
  for (HistoryDate& entry : citation.history) entry.date.as_written.clear();
  citation.abridged = true;
  return citation;
}

}  // namespace claimassay::test
