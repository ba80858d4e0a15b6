// claimassay import FILE...: PubMed records, MeSH, retraction lists and guideline summaries -> the evidence store.
#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>

#include "audit/import_evidence.h"
#include "cli/open_store.h"

namespace claimassay {

namespace {

struct Options {
  std::vector<std::string> paths;
  bool force = false;
  bool guideline = false;
  std::string complete_for;
};

struct Range {
  Pmid low = 0, high = 0;
};

std::optional<Range> range_of(std::string_view text) {
  Range range;
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto number = [](std::string_view digits, Pmid& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() && value > 0;
  };
  if (!number(text.substr(0, dash), range.low) || !number(text.substr(dash + 1), range.high) ||
      range.low > range.high) {
    return std::nullopt;
  }
  return range;
}

std::string is_range(const std::string& text) {
  return text.empty() || range_of(text) ? "" : "'" + text + "' is no range of PMIDs; expected MIN-MAX";
}

/// One line on the terminal, written over again and again.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  void show(const ImportProgress& at) {
    if (!shown_) return;
    const double share =
        at.bytes_in_all ? 100.0 * static_cast<double>(at.bytes) / static_cast<double>(at.bytes_in_all) : 0;
    const std::string line = fmt::format("{:3.0f} %  file {} of {}, {} records", share, at.file, at.files, at.records);
    fmt::print(stderr, "\r{}\x1b[K", line.substr(0, terminal_width(STDERR_FILENO) - 1));
    std::fflush(stderr);
    drawn_ = true;
  }
  void clear() {
    if (drawn_) fmt::print(stderr, "\r\x1b[K");
    drawn_ = false;
  }

 private:
  bool shown_;
  bool drawn_ = false;
};

void print_counts(std::string_view what, const ImportCounts& counts) {
  fmt::print("{:<11} {} new, {} changed, {} unchanged", what, counts.added, counts.changed, counts.unchanged);
  if (counts.older) fmt::print(", {} older than the store has them", counts.older);
  if (counts.deleted) fmt::print(", {} deleted", counts.deleted);
  fmt::print("\n");
}

bool any(const ImportCounts& counts) {
  return counts.added + counts.changed + counts.unchanged + counts.older + counts.deleted > 0;
}

std::string_view words_for(std::string_view reason) {
  if (reason == "no-pmid") return "records without a PMID";
  if (reason == "malformed-pmid") return "PMIDs that are none";
  if (reason == "malformed-doi") return "DOIs that are none (the records are kept without)";
  if (reason == "record-too-large") return "records too large to be real";
  if (reason == "unknown-element") return "elements that no PubMed DTD knows";
  if (reason == "unknown-entity") return "names of characters that are not known (kept as written)";
  if (reason == "no-recommendation") return "texts in folders without any recommendation";
  if (reason == "no-retraction-list") return "tables in folders that are no retraction list";
  if (reason == "unknown-tag") return "fields that the MEDLINE format does not have";
  if (reason == "unreadable-line") return "lines that are none of the MEDLINE format";
  if (reason == "no-paper-identifier") return "notices that name their paper by neither PMID nor DOI";
  if (reason == "unknown-nature") return "notices of an unknown nature";
  if (reason == "row-of-another-length") return "rows with more or fewer fields than the header";
  if (reason == "no-record-id") return "rows without a number";
  if (reason == "malformed-tree-number") return "tree numbers that are none";
  if (reason == "no-descriptor-ui") return "descriptors without a UI";
  if (reason == "no-name") return "descriptors without a name";
  return reason;
}

void print_summary(const ImportReport& report, const StoreCounts& counts, const std::string& store) {
  fmt::print("{:<11} {} imported", "files", report.files);
  if (report.files_known) fmt::print(", {} unchanged (imported before; --force reads them again)", report.files_known);
  if (report.files_failed) fmt::print(", {} not imported (see above)", report.files_failed);
  fmt::print("\n");
  const bool other = any(report.guidelines) || any(report.descriptors) || any(report.notices);
  if (any(report.records) || !other) print_counts("records", report.records);
  if (any(report.guidelines)) print_counts("guidelines", report.guidelines);
  if (any(report.descriptors)) print_counts("MeSH", report.descriptors);
  if (any(report.notices)) print_counts("notices", report.notices);
  for (const auto& [reason, count] : report.skipped)
    fmt::print("{:<11} {} {} [{}]\n", "skipped", count, words_for(reason), reason);
  fmt::print("{:<11} {} holds {} record{} and {} guideline{}\n", "store", store, counts.records,
             counts.records == 1 ? "" : "s", counts.guidelines, counts.guidelines == 1 ? "" : "s");
}

int run_import(const Options& options, const GlobalOptions& global) {
  if (options.paths.empty() && options.complete_for.empty()) {
    fmt::print(stderr, "claimassay import: no file is named\n  = try: claimassay import pubmed.xml.gz\n");
    return bad_input;
  }
  Diagnostics diagnostics;
  const std::vector<FileToImport> files = importable_files(options.paths, diagnostics);
  fmt::print(stderr, "{}", draw(diagnostics));
  int code = diagnostics.has_errors() ? bad_input : checked;
  const std::unique_ptr<EvidenceStore> store = open_store(global, StoreMode::write, code);
  if (!store) return code;
  if (const auto range = range_of(options.complete_for)) store->declare_complete(range->low, range->high);

  ProgressLine progress(!global.quiet && is_terminal(STDERR_FILENO));
  ImportOptions import_options;
  import_options.force = options.force;
  import_options.guideline = options.guideline;
  import_options.as_of = global.as_of;
  import_options.progress = [&](const ImportProgress& at) { progress.show(at); };
  import_options.said = [&](const Diagnostics& said) {
    progress.clear();
    fmt::print(stderr, "{}", draw(said));
  };
  const ImportReport report = import_evidence(files, *store, import_options);
  progress.clear();
  if (!global.quiet) print_summary(report, store->counts(), store->path());
  return worse(code, report.files_failed ? bad_input : checked);
}

}  // namespace

void declare_import(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command = app.add_subcommand(
      "import", "Takes PubMed records, MeSH, retraction lists and guideline summaries into the evidence store");
  command->footer(
      "Files: PubMed records (.xml, .nbib), MeSH descriptors (.xml), the Retraction Watch list (.csv), each also as "
      ".gz;\n"
      "guideline summaries (.md, .txt, .html).\n"
      "A file is taken in whole or not at all; one that is broken is named and the others go on (exit code 2). One "
      "that\n"
      "does not have the MD5 sum that the .md5 file beside it states is refused. One that was imported before is "
      "known\n"
      "by its bytes, whatever its name.\n"
      "Examples: claimassay import pubmed24n1219.xml.gz updates/\n"
      "          claimassay import desc2026.xml.gz retraction_watch.csv\n"
      "          claimassay import --guideline back-pain-summary.xml\n"
      "          claimassay import --complete-for 1-39999999 baseline/");
  auto options = std::make_shared<Options>();
  command->add_option("FILE", options->paths, "Files or folders; - is standard input");
  command->add_flag("--force", options->force, "Read files again that were imported before");
  command->add_flag("--guideline", options->guideline, "Read every file as a guideline summary, whatever its name");
  command
      ->add_option(
          "--complete-for", options->complete_for,
          "Declare that the store holds every record with these PMIDs (MIN-MAX): a PMID among them that it lacks "
          "then counts as not existing")
      ->check(CLI::Validator(is_range, "MIN-MAX"));
  command->callback([options, &global, &run] { run = [options, &global] { return run_import(*options, global); }; });
}

}  // namespace claimassay
