// Appraisals -> bytes, in one of the formats of the table in registry.cpp.
// Promises: the same appraisal gives the same bytes; a terminal report has no colour and no width unless asked for.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/appraisal.h"

namespace claimassay {

struct ReportOptions {
  bool colour = false;
  std::size_t width = 80;    ///< columns; text is wrapped to it
  bool by_severity = false;  ///< worst first in place of the article's order
};

struct ReportFormat {
  std::string_view name;  ///< "text", "json"
  std::string (*write)(const ArticleAppraisal& appraisal, const ReportOptions& options);
};

std::span<const ReportFormat> report_formats();
const ReportFormat* find_report_format(std::string_view name);

}  // namespace claimassay
