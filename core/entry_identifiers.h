// The identifiers by which a reference entry can be looked up: those that it states, and those in its address.
#pragma once

#include <string>

#include "core/article.h"

namespace claimassay {

struct EntryIdentifiers {
  Pmid pmid = 0;    ///< 0 = none
  std::string pmc;  ///< normal form (core/identifiers.h), or empty
  std::string doi;

  bool any() const { return pmid || !pmc.empty() || !doi.empty(); }
  /// The one that says most, as a person would type it: PMID, else DOI, else PMC number; "" without any.
  std::string best() const;
};

EntryIdentifiers identifiers_of(const ReferenceEntry& entry);

}  // namespace claimassay
