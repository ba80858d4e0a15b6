#include <algorithm>
#include <array>

#include "report/report.h"

namespace claimassay {

// One line and one file per format.
std::string write_text_report(const ArticleAppraisal& appraisal, const ReportOptions& options);
std::string write_json_report(const ArticleAppraisal& appraisal, const ReportOptions& options);

namespace {

constexpr std::array<ReportFormat, 2> formats = {{
    {"text", write_text_report},
    {"json", write_json_report},
}};

}  // namespace

std::span<const ReportFormat> report_formats() { return formats; }

const ReportFormat* find_report_format(std::string_view name) {
  const auto found =
      std::find_if(formats.begin(), formats.end(), [&](const ReportFormat& f) { return f.name == name; });
  return found == formats.end() ? nullptr : &*found;
}

}  // namespace claimassay
