// claimassay check ARTICLE...: articles in, appraisals out. Several articles come one after the other: as text with a line
// between them, as JSON one document per line.
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "audit/check_article.h"
#include "audit/coverage.h"
#include "cli/grading_options.h"
#include "cli/open_store.h"
#include "report/report.h"

namespace claimassay {

namespace {

struct CheckArguments {
  std::vector<std::string> articles;
  std::string refs;
  std::string input_format;
  std::string format = "text";
  std::string fail_on = "major";
  std::string audience;
  std::string order = "severity";
};

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const ReportFormat& format : report_formats()) names.emplace_back(format.name);
  return names;
}

int exit_code_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::clean: return checked;
    case Outcome::findings: return has_findings;
    case Outcome::incomplete: return not_checked;
  }
  return machine_failed;
}

int run_check(const CheckArguments& arguments, const GlobalOptions& global) {
  const auto chosen = chosen_rules(global);
  if (!chosen) return bad_input;
  const EvidenceAccess evidence = read_evidence(global);
  if (evidence.stop()) return evidence.exit;
  const ReportFormat& format = *find_report_format(arguments.format);
  const bool terminal = is_terminal(STDOUT_FILENO);
  const ReportOptions look{terminal && !global.no_color, terminal_width(STDOUT_FILENO), arguments.order == "severity"};
  const CheckOptions options{arguments.refs, global.as_of,   arguments.input_format,
                             chosen->folder, chosen->scheme, from_word<Audience>(arguments.audience)};

  int exit = evidence.exit;
  bool first = true;
  for (const std::string& path : arguments.articles) {
    Diagnostics diagnostics;
    const auto appraisal = check_article(path, evidence.store.get(), options, diagnostics);
    std::fputs(draw(diagnostics).c_str(), stderr);
    if (!appraisal) {
      exit = worse(exit, bad_input);
      continue;
    }
    if (!first && format.name == "text") std::fputs("\n----\n\n", stdout);
    first = false;
    const std::string report = format.write(*appraisal, look);
    if (std::fwrite(report.data(), 1, report.size(), stdout) != report.size()) {
      throw std::runtime_error("the report cannot be written to standard output");
    }
    exit = worse(exit, exit_code_of(outcome_of(*appraisal, from_word<Severity>(arguments.fail_on))));
  }
  if (std::fflush(stdout) != 0) throw std::runtime_error("the report cannot be written to standard output");
  return exit;
}

}  // namespace

void declare_check(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command = app.add_subcommand("check", "Check articles: their citations, what these say, and their claims");
  const auto arguments = std::make_shared<CheckArguments>();
  command->add_option("ARTICLE", arguments->articles, "Articles as text, Markdown or HTML; - is standard input")
      ->required();
  command->add_option("--refs", arguments->refs, "A file of references, for an article without a list of its own");
  command->add_option("--input-format", arguments->input_format, "Read the article as text, markdown or html");
  command->add_option("--format", arguments->format, "How to report; json is one document per line (default: text)")
      ->check(CLI::IsMember(format_names()));
  add_audience(*command, arguments->audience);
  command->add_option("--fail-on", arguments->fail_on, "Exit with 1 from this severity on (default: major)")
      ->check(CLI::IsMember({"info", "minor", "major", "blocker", "never"}));
  command->add_option("--by", arguments->order, "Findings worst first, or in the article's order (default: severity)")
      ->check(CLI::IsMember({"severity", "position"}));
  command->footer("Example: claimassay check article.txt --refs references.txt --format json > appraisal.json");
  command->callback(
      [arguments, &global, &run] { run = [arguments, &global] { return run_check(*arguments, global); }; });
}

}  // namespace claimassay
