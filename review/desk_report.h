// What stands on the desk, for people and for programs. Text is safe to print whatever was typed or submitted.
#pragma once

#include <string>

#include "report/report.h"
#include "store/desk.h"

namespace claimassay {

/// Two lines: name, state, version, author; what is open.
std::string desk_status(const DeskArticle& article, const ReportOptions& options);
/// The status, every finding of the newest check, and the trail.
std::string desk_record(const DeskArticle& article, const ReportOptions& options);
/// The same as one JSON object on one line.
std::string desk_json(const DeskArticle& article);

}  // namespace claimassay
