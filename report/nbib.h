// A record in PubMed's MEDLINE format (NBIB), for reference managers. Promises: what the format has a tag for is written
// with it, in PubMed's order, lines folded as PubMed folds them; reading it again gives the same fields. What has no tag
// (identifiers of headings, categories of abstract sections, reference lists, notes to links, times of day) is left out.
#pragma once

#include <string>

#include "core/citation.h"

namespace claimassay {

/// One record, with the empty line that ends it.
std::string nbib_record(const Citation& citation);

}  // namespace claimassay
