// The subcommands of `claimassay evidence`, one file each (cli/evidence_<name>.cpp), and what several of them share.
// A subcommand declares itself on the group's app and leaves a function to run, as the commands of main.cpp do.
#pragma once

#include "cli/command.h"
#include "core/appraisal.h"
#include "core/json.h"
#include "report/report.h"
#include "store/evidence_store.h"

namespace claimassay {

// In the order of --help.
void declare_evidence_search(CLI::App& evidence, GlobalOptions& global, Runner& run);
void declare_evidence_show(CLI::App& evidence, GlobalOptions& global, Runner& run);
void declare_evidence_export(CLI::App& evidence, GlobalOptions& global, Runner& run);
void declare_evidence_fetch(CLI::App& evidence, GlobalOptions& global, Runner& run);
void declare_evidence_stats(CLI::App& evidence, GlobalOptions& global, Runner& run);
void declare_evidence_verify(CLI::App& evidence, GlobalOptions& global, Runner& run);
void declare_evidence_reindex(CLI::App& evidence, GlobalOptions& global, Runner& run);

/// Declares --format: text (the default) or json.
void add_format(CLI::App& command, std::string& format);

/// A record's status as the store knows it, from both ends of every link.
ResolvedStatus status_in(const EvidenceStore& store, const Citation& record);
/// The key "status" of a record in JSON.
void write_status(JsonWriter& json, const ResolvedStatus& status);
/// Width and colour of standard output.
ReportOptions style_of(const GlobalOptions& global);

}  // namespace claimassay
