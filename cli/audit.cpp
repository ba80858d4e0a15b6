// claimassay audit PATH...: a corpus in, on all cores; the summary on the terminal, worst first, or one JSON document per
// article. One bad article never stops the run, and the output is the same for any --jobs.
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "audit/batch.h"
#include "audit/coverage.h"
#include "cli/grading_options.h"
#include "cli/open_store.h"
#include "core/json.h"
#include "report/audit_summary.h"
#include "report/report.h"

namespace claimassay {

namespace {

struct AuditArguments {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string fail_on = "major";
  std::string audience;
  std::size_t most = 20;
};

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw std::runtime_error("the report cannot be written to standard output");
  }
}

/// The line of an article that could not be read: its path and what was wrong, so that no article is missing.
std::string unreadable_line(const AuditedArticle& audited) {
  JsonWriter json;
  json.begin_object().field("path", audited.path).key("error").begin_array();
  for (const Diagnostic& diagnostic : audited.diagnostics.all()) {
    json.begin_object().field("code", diagnostic.code).field("message", diagnostic.message);
    json.field("line", diagnostic.place.line).field("column", diagnostic.place.column).end_object();
  }
  json.end_array().end_object();
  return json.take() + "\n";
}

/// How far we are; on a terminal only, and gone when the work is done.
class Progress {
 public:
  Progress(std::size_t all, bool shown) : all_(all), shown_(shown) {}
  ~Progress() {
    if (shown_ && done_ > 0) std::fputs("\r\033[K", stderr);
  }
  void step() {
    ++done_;
    if (shown_) std::fprintf(stderr, "\r%zu of %zu articles", done_, all_);
  }

 private:
  std::size_t all_, done_ = 0;
  bool shown_;
};

int run_audit(const AuditArguments& arguments, const GlobalOptions& global) {
  const auto chosen = chosen_rules(global);
  if (!chosen) return bad_input;
  const EvidenceAccess evidence = read_evidence(global);
  if (evidence.stop()) return evidence.exit;
  Diagnostics diagnostics;
  const std::vector<CorpusFile> corpus = find_corpus(arguments.paths, diagnostics);
  std::fputs(draw(diagnostics).c_str(), stderr);
  if (corpus.empty()) {
    std::fputs("claimassay: no article found (looked for .txt, .md, .html)\n", stderr);
    return bad_input;
  }

  const bool as_json = arguments.format == "ndjson";
  const auto fail_on = from_word<Severity>(arguments.fail_on);
  const ReportFormat& json = *find_report_format("json");
  AuditSummary summary(arguments.most);
  int exit = worse(evidence.exit, diagnostics.has_errors() ? not_checked : checked);
  const auto take = [&](AuditedArticle&& audited) {
    std::fputs(draw(audited.diagnostics).c_str(), stderr);
    if (!audited.appraisal) {
      exit = worse(exit, not_checked);
      const auto& all = audited.diagnostics.all();
      AuditRow row;
      row.path = audited.path;
      row.unreadable = all.empty() ? "unreadable" : all.front().message;
      summary.add(row, {});
      if (as_json) print(unreadable_line(audited));
      return;
    }
    const Outcome outcome = outcome_of(*audited.appraisal, fail_on);
    exit = worse(exit, outcome == Outcome::clean ? checked : outcome == Outcome::findings ? has_findings : not_checked);
    summary.add(row_of(audited.path, *audited.appraisal), audited.appraisal->findings);
    if (as_json) print(json.write(*audited.appraisal, {}));
  };
  {
    Progress progress(corpus.size(), !global.quiet && is_terminal(STDERR_FILENO));
    audit_corpus(
        corpus,
        [&]() -> std::unique_ptr<EvidenceSource> {
          return evidence.store ? open_evidence(global.store_path(), StoreMode::read) : nullptr;
        },
        {"", global.as_of, "", chosen->folder, chosen->scheme, from_word<Audience>(arguments.audience)}, global.jobs,
        [&](AuditedArticle&& audited) {
          progress.step();
          take(std::move(audited));
        });
  }
  const std::string text = summary.write({false, terminal_width(STDOUT_FILENO), true});
  if (!as_json) {
    print(text);
  } else if (!global.quiet) {
    std::fputs(text.c_str(), stderr);
  }
  if (std::fflush(stdout) != 0) throw std::runtime_error("the report cannot be written to standard output");
  return summary.unreadable() == summary.articles() ? bad_input : exit;
}

}  // namespace

void declare_audit(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command = app.add_subcommand("audit", "Check a whole corpus: folders and lists of articles, on all cores");
  const auto arguments = std::make_shared<AuditArguments>();
  command
      ->add_option("PATH", arguments->paths,
                   "Articles, folders of them, or @FILE: a list of paths, one a line (@- reads it from standard input)")
      ->required();
  command->add_option("--format", arguments->format, "A summary, or one JSON document per article (default: text)")
      ->check(CLI::IsMember({"text", "ndjson"}));
  add_audience(*command, arguments->audience);
  command->add_option("--fail-on", arguments->fail_on, "Exit with 1 from this severity on (default: major)")
      ->check(CLI::IsMember({"info", "minor", "major", "blocker", "never"}));
  command->add_option("--most", arguments->most, "How many of the worst articles the summary names (default: 20)");
  command->footer(
      "The references of NAME.txt are read from NAME.refs.txt beside it, when that file exists.\n"
      "Example: claimassay audit articles/ --format ndjson > audit.ndjson");
  command->callback(
      [arguments, &global, &run] { run = [arguments, &global] { return run_audit(*arguments, global); }; });
}

}  // namespace claimassay
