// claimassay check ARTICLE...: articles in, appraisals out. Several articles come one after the other: as text with a line
// between them, as JSON one document per line.
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "audit/check_article.h"
#include "audit/coverage.h"
#include "audit/explain_claims.h"
#include "audit/grade_claims.h"
#include "cli/grading_options.h"
#include "cli/open_store.h"
#include "grading/why_not.h"
#include "report/explanation.h"
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
  std::vector<std::string> why;
  std::string why_not;

  bool explains() const { return !why.empty() || !why_not.empty(); }
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

/// In place of the report: why claims have their grades. Nothing, with the reason on standard error, when a claim that was
/// asked for is not there.
std::optional<std::string> explained(const ArticleAppraisal& appraisal, const CheckArguments& arguments,
                                     const GlobalOptions& global, const ChosenRules& chosen,
                                     const ReportOptions& look) {
  ExplainOptions options;
  options.as_of = global.as_of;
  options.reasons = !arguments.why.empty();
  options.audience = from_word<Audience>(arguments.audience);
  for (const std::string& which : arguments.why) {
    const auto found = find_claim(appraisal, which);
    if (!found) {
      std::fprintf(stderr,
                   "claimassay: %s has no claim '%s'; expected its number in the report (1 to %zu), its key, or "
                   "LINE:COLUMN\n",
                   appraisal.article.source().name.c_str(), which.c_str(), appraisal.claims.size());
      return std::nullopt;
    }
    options.claims.push_back(*found);
  }
  if (arguments.why.empty()) {
    for (std::size_t i = 0; i < appraisal.claims.size(); ++i) options.claims.push_back(i);
  }
  Diagnostics diagnostics;
  const auto pack = editorial_pack(chosen.folder, global.as_of, diagnostics);
  std::shared_ptr<const rules::Pack> scheme;
  if (!chosen.scheme.empty()) scheme = scheme_pack(chosen.scheme, chosen.folder, global.as_of, diagnostics);
  if (!pack || (!chosen.scheme.empty() && !scheme)) return std::nullopt;
  options.scheme = scheme.get();
  if (!arguments.why_not.empty()) {
    options.why_not = level_asked(*pack, arguments.why_not);
    if (scheme) options.why_not_in_scheme = level_asked(*scheme, arguments.why_not);
    if (!options.why_not && !options.why_not_in_scheme) {
      say_no_level(arguments.why_not, scheme ? *scheme : *pack);
      return std::nullopt;
    }
  }
  const auto claims = explain_claims(*pack, appraisal, options);
  return arguments.format == "json" ? write_explanations_json(appraisal, claims)
                                    : write_explanations(appraisal, claims, look);
}

int run_check(const CheckArguments& arguments, const GlobalOptions& global) {
  const auto chosen = chosen_rules(global);
  if (!chosen) return bad_input;
  const EvidenceAccess evidence = read_evidence(global);
  if (evidence.stop()) return evidence.exit;
  const ReportFormat& format = *find_report_format(arguments.format);
  if (arguments.explains() && format.name != "text" && format.name != "json") {
    std::fputs("claimassay: --why and --why-not are answered as text or json\n", stderr);
    return bad_input;
  }
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
    std::optional<std::string> explanation;
    if (arguments.explains()) {
      explanation = explained(*appraisal, arguments, global, *chosen, look);
      if (!explanation) {
        exit = worse(exit, bad_input);
        continue;
      }
    }
    const std::string report = explanation ? *explanation : format.write(*appraisal, look);
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
  command->add_option("--why", arguments->why,
                      "Explain one claim in place of the report: its number as reported, its key, or LINE:COLUMN");
  command->add_option(
      "--why-not", arguments->why_not,
      "The fewest facts that would have given this level (high, moderate, low, very_low, or one of the scheme "
      "that --rules names: B, 2); of every claim, or of --why");
  command->footer("Example: claimassay check article.txt --refs references.txt --format json > appraisal.json");
  command->callback(
      [arguments, &global, &run] { run = [arguments, &global] { return run_check(*arguments, global); }; });
}

}  // namespace claimassay
