// Document -> Article: title, sections and their roles, review banner, dates, citation markers, reference list.
// Promises: spans point into document.source; a marker is never a quantity, a year or a range of units.
#pragma once

#include "core/article.h"

namespace claimassay {

Article read_article(Document document);

}  // namespace claimassay
