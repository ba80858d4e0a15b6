// The head of a guideline summary: title, issuer, year, address. From front matter and meta elements, else from the
// leading lines ("Issued by: X, 2021"), else a guess from the title; what is not said stays empty.
#pragma once

#include <string>

#include "core/article.h"
#include "core/guideline.h"

namespace claimassay {

/// Sets title, issuer, year, url and doi.
void read_guideline_head(const Article& article, Guideline& guideline);

/// The grading scheme that the issuer or the text names; "" where none is.
std::string named_scheme(const Guideline& guideline, std::string_view text);

}  // namespace claimassay
