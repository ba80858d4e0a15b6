// claimassay evidence verify and reindex: is the store what it says it is, and what can be made anew when it is not?
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "cli/evidence.h"
#include "cli/open_store.h"
#include "core/json.h"
#include "core/text.h"
#include "store/reindex.h"
#include "store/verify.h"

namespace claimassay {

namespace {

struct VerifyChoices {
  std::string format = "text";
  bool quick = false;
};

void show_progress(const GlobalOptions& global, std::function<void(std::int64_t, std::int64_t)>& progress) {
  if (global.quiet || !is_terminal(STDERR_FILENO)) return;
  progress = [](std::int64_t done, std::int64_t in_all) {
    fmt::print(stderr, "\r{} of {} records\x1b[K", done, in_all);
    if (in_all - done < 1000) fmt::print(stderr, "\r\x1b[K");
  };
}

std::string verify_json(const VerifyReport& report, const std::string& path, bool quick) {
  JsonWriter json(2);
  json.begin_object().field("store", path).field("sound", report.faults.empty()).field("quick", quick);
  json.field("records", report.records).field("identifiers", report.identifiers).field("links", report.links);
  json.field("index_compared", report.index_compared).field("index_not_compared", report.index_not_compared);
  json.key("faults").begin_array();
  for (const StoreFault& fault : report.faults) {
    json.begin_object().field("what", printable(replace_invalid_utf8(fault.what))).field("count", fault.count);
    json.field("mend", fault.mend).end_object();
  }
  json.end_array().end_object();
  return json.take() + '\n';
}

void say_verified(const VerifyReport& report, const std::string& path, bool quick) {
  for (const StoreFault& fault : report.faults) {
    fmt::print("{:<11} {}\n", "fault", printable(replace_invalid_utf8(fault.what)));
    fmt::print("{:<11} {}\n", "  to mend", fault.mend);
  }
  if (quick) {
    fmt::print("{:<11} pages, and rows with the rows they belong to; --quick reads no record\n", "checked");
  } else {
    fmt::print("{:<11} {} record{}, {} identifier{}, {} link{}{}\n", "checked", report.records,
               report.records == 1 ? "" : "s", report.identifiers, report.identifiers == 1 ? "" : "s", report.links,
               report.links == 1 ? "" : "s", report.index_compared ? ", every word of the full text index" : "");
  }
  if (!report.index_not_compared.empty()) {
    fmt::print("{:<11} the full text index: {}\n", "not checked", report.index_not_compared);
    if (!quick)
      fmt::print("{:<11} the next search or import brings it up to date, or: claimassay evidence reindex\n", "");
  }
  fmt::print("{:<11} {} {}\n", "store", path,
             !report.faults.empty()              ? "is damaged"
             : report.index_not_compared.empty() ? "is sound"
                                                 : "is sound as far as it was looked at");
}

int run_verify(const VerifyChoices& choices, const GlobalOptions& global) {
  int code = checked;
  std::string path;
  {
    const std::unique_ptr<EvidenceStore> store = open_store(global, StoreMode::read, code);
    if (!store) return code;
    path = store->path();
  }
  VerifyOptions options;
  options.quick = choices.quick;
  show_progress(global, options.progress);
  const VerifyReport report = verify_evidence(path, options);
  if (choices.format == "json") fmt::print("{}", verify_json(report, path, choices.quick));
  else say_verified(report, path, choices.quick);
  if (!report.faults.empty()) return machine_failed;
  return report.index_compared || choices.quick ? checked : not_checked;
}

int run_reindex(bool drop_damaged, const GlobalOptions& global) {
  int code = checked;
  // A store that is not there is not made here. An older one, which reading refuses, is brought up to date.
  std::error_code ignored;
  if (!std::filesystem::exists(global.store_path(), ignored)) {
    (void)open_store(global, StoreMode::read, code);
    return code;
  }
  ReindexOptions options;
  options.drop_damaged = drop_damaged;
  show_progress(global, options.progress);
  ReindexReport report;
  try {
    report = reindex_evidence(global.store_path(), options);
  } catch (const StoreError& error) {
    return say_store_error(error, global);
  }
  if (!report.dropped.empty()) {
    std::string pmids;
    for (const Pmid pmid : report.dropped) pmids += fmt::format(" {}", pmid);
    fmt::print("{:<11} {} record{}\n", "taken out", report.dropped.size(), report.dropped.size() == 1 ? "" : "s");
    fmt::print("{:<11} claimassay evidence fetch{}\n", "  to mend", pmids);
    fmt::print("{:<11} or import the files that held them, with --force\n", "");
  }
  if (!global.quiet) {
    fmt::print("{:<11} identifiers, links and the full text index of {} record{}\n", "made anew", report.records,
               report.records == 1 ? "" : "s");
  }
  return report.dropped.empty() ? checked : not_checked;
}

}  // namespace

void declare_evidence_verify(CLI::App& evidence, GlobalOptions& global, Runner& run) {
  CLI::App* command = evidence.add_subcommand("verify", "Checks that the store is sound; changes nothing");
  auto choices = std::make_shared<VerifyChoices>();
  command->add_flag("--quick", choices->quick, "Only what does not read every record");
  add_format(*command, choices->format);
  command->footer(
      "Checked: the pages of both files, rows that belong to others, every record against its hash, identifiers and "
      "links\n"
      "against the records, and every word of the full text index against the texts.\n"
      "Exit codes: 0 sound, 3 something could not be checked, 4 damaged.\n"
      "Example: claimassay evidence verify --format json");
  command->callback([choices, &global, &run] { run = [choices, &global] { return run_verify(*choices, global); }; });
}

void declare_evidence_reindex(CLI::App& evidence, GlobalOptions& global, Runner& run) {
  CLI::App* command =
      evidence.add_subcommand("reindex", "Makes identifiers, links and the full text index anew from the records");
  auto drop_damaged = std::make_shared<bool>(false);
  command->add_flag("--drop-damaged", *drop_damaged,
                    "Take out records that cannot be read, so that they can be imported or fetched again");
  command->footer("Example: claimassay evidence reindex");
  command->callback(
      [drop_damaged, &global, &run] { run = [drop_damaged, &global] { return run_reindex(*drop_damaged, global); }; });
}

}  // namespace claimassay
