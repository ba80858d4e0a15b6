// Records, hits and guideline summaries for people: wrapped lines, bold where the terminal can.
#pragma once

#include <string>

#include "core/appraisal.h"
#include "report/report.h"
#include "store/evidence_store.h"

namespace claimassay {

std::string record_text(const Citation& record, const ResolvedStatus& status, const ReportOptions& style);
std::string guideline_text(const Guideline& guideline, const ReportOptions& style);
/// Title, journal and year, design, status where it is not ok, PMID, and a stretch of the abstract; the words found stand
/// between asterisks.
std::string hit_text(std::size_t number, const SearchHit& hit, Design design, const ResolvedStatus& status,
                     const ReportOptions& style);

}  // namespace claimassay
