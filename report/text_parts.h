// The parts of the terminal report, each in its own file; text.cpp puts them in order.
#pragma once

#include "core/appraisal.h"
#include "report/page.h"

namespace claimassay {

/// "12:3" in the article's file.
std::string place_of(const LineIndex& lines, Span span);

void write_findings(Page& page, const ArticleAppraisal& appraisal, const LineIndex& lines, bool by_severity);
void write_references(Page& page, const ArticleAppraisal& appraisal);
void write_claims(Page& page, const ArticleAppraisal& appraisal, const LineIndex& lines);
void write_coverage(Page& page, const ArticleAppraisal& appraisal);
/// The grade as a reader of the article would be told it.
void write_phrased(Page& page, const Phrased& phrased, std::size_t indent);

}  // namespace claimassay
