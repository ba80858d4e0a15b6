// Reference entries -> identifiers, title and year. For an article's own list, and for a --refs file that stands beside an
// article without one: the same lines, one entry each, numbered as printed or by their place.
#pragma once

#include <vector>

#include "core/article.h"

namespace claimassay {

/// One entry; `number` is the place in the list, used when the entry prints none.
ReferenceEntry read_reference(const Source& source, Span span, int number);
/// A whole file of references (text, Markdown or HTML, already read into a Document).
std::vector<ReferenceEntry> read_reference_file(const Document& document);

}  // namespace claimassay
