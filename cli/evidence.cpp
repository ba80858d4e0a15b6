// claimassay evidence ...: the group, and what its subcommands share.
#include "cli/evidence.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "citations/status.h"

namespace claimassay {

namespace {

constexpr Command subcommands[] = {
    {"search", declare_evidence_search},   {"show", declare_evidence_show},   {"export", declare_evidence_export},
    {"fetch", declare_evidence_fetch},     {"stats", declare_evidence_stats}, {"verify", declare_evidence_verify},
    {"reindex", declare_evidence_reindex},
};

}  // namespace

ResolvedStatus status_in(const EvidenceStore& store, const Citation& record) {
  return status_of(record.pmid, &record, store);
}

void write_status(JsonWriter& json, const ResolvedStatus& status) {
  json.key("status").begin_object().field("status", word(status.status)).field("checked", status.checked);
  json.key("reasons").begin_array();
  for (const StatusReason& reason : status.reasons) {
    json.begin_object().field("type", reason.type).field("notice", reason.notice).field("source", reason.source);
    json.field("date", reason.date.iso()).field("from_notice", reason.from_notice);
    if (!reason.said_by.empty()) {
      json.field("said_by", reason.said_by).field("notice_doi", reason.notice_doi).field("why", reason.why);
    }
    json.end_object();
  }
  json.end_array().end_object();
}

ReportOptions style_of(const GlobalOptions& global) {
  ReportOptions style;
  if (is_terminal(STDOUT_FILENO)) {
    style.colour = !global.no_color && !std::getenv("NO_COLOR");
    style.width = std::min<std::size_t>(terminal_width(STDOUT_FILENO), 120);
  }
  return style;
}

void add_format(CLI::App& command, std::string& format) {
  command.add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}));
}

void declare_evidence(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command = app.add_subcommand("evidence", "Looks things up in the evidence store, and looks after it");
  command->require_subcommand(1);
  for (const Command& subcommand : subcommands) subcommand.declare(*command, global, run);
}

}  // namespace claimassay
