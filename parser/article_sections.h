// Blocks -> sections: which blocks are headings, what role each section has, and where the title is.
// Headings are taken as given where the format has any; in plain text they are short lines that stand alone.
#pragma once

#include "core/article.h"

namespace claimassay {

/// Sets citation.title, title_span, sections, banner and dates of an article whose document is in place.
void read_sections(Article& article);

}  // namespace claimassay
