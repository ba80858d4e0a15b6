// claimassay review submit | status | show | approve | request-changes | publish: the desk.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/command.h"
#include "cli/open_store.h"
#include "core/text.h"
#include "review/decide.h"
#include "review/desk_report.h"

namespace claimassay {

namespace {

struct ReviewArguments {
  Submission submission;
  DecisionRequest decision;
  std::string article;
  std::string format = "text";
};

/// With --as-of the trail holds that date, so that a run can be repeated; otherwise the time of day, in UTC.
std::string time_to_record(const GlobalOptions& global) {
  if (global.as_of_given) return global.as_of;
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::string describe(const EvidenceStore* store) {
  if (!store) return "none";
  const StoreCounts counts = store->counts();
  return fmt::format("{} records, {} guidelines, from {} files", counts.records, counts.guidelines, counts.files);
}

ReportOptions look_of(const GlobalOptions& global) {
  return {is_terminal(STDOUT_FILENO) && !global.no_color, terminal_width(STDOUT_FILENO), true};
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

DeskContext context_of(Desk& desk, const EvidenceAccess& evidence, const GlobalOptions& global) {
  return {desk, evidence.store.get(), describe(evidence.store.get()), global.as_of, time_to_record(global)};
}

int run_submit(const ReviewArguments& arguments, const GlobalOptions& global) {
  const EvidenceAccess evidence = read_evidence(global);
  if (evidence.stop()) return evidence.exit;
  if (arguments.submission.path == "-") {
    std::fprintf(stderr,
                 "claimassay: only a file can be submitted: the desk looks at it again before it is approved\n");
    return bad_input;
  }
  Desk desk(global.desk_path(), StoreMode::write);
  Diagnostics diagnostics;
  const auto article = submit(context_of(desk, evidence, global), arguments.submission, diagnostics);
  std::fputs(draw(diagnostics).c_str(), stderr);
  if (!article) return bad_input;
  print(desk_status(*article, look_of(global)));
  return evidence.exit;
}

/// The desk for reading; nothing, with the exit code, where there is none.
std::unique_ptr<Desk> read_desk(const GlobalOptions& global, int& exit) {
  try {
    return std::make_unique<Desk>(global.desk_path(), StoreMode::read);
  } catch (const StoreError& failure) {
    if (failure.problem != StoreProblem::missing) throw;
    exit = global.desk_named() ? bad_input : checked;
    std::fprintf(stderr, "claimassay: there is no desk at %s: nothing was submitted yet\n", global.desk_path().c_str());
    return nullptr;
  }
}

int run_show(const ReviewArguments& arguments, const GlobalOptions& global, bool whole_record) {
  int exit = checked;
  const auto desk = read_desk(global, exit);
  if (!desk) return arguments.article.empty() ? exit : bad_input;
  std::vector<DeskArticle> articles;
  if (arguments.article.empty()) {
    articles = desk->all();
  } else if (auto one = desk->find(desk_path_of(arguments.article))) {
    articles.push_back(std::move(*one));
  } else {
    std::fprintf(stderr, "claimassay: %s was never submitted\n", arguments.article.c_str());
    return bad_input;
  }
  for (const DeskArticle& article : articles) {
    if (arguments.format == "json") {
      print(desk_json(article));
    } else {
      print(whole_record ? desk_record(article, look_of(global)) : desk_status(article, look_of(global)));
    }
  }
  return checked;
}

int exit_code_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::none: return checked;
    case Refusal::never_submitted: return bad_input;
    case Refusal::no_evidence: return not_checked;
    default: return has_findings;
  }
}

int run_decide(const ReviewArguments& arguments, const GlobalOptions& global) {
  const EvidenceAccess evidence = read_evidence(global);
  if (evidence.stop()) return evidence.exit;
  if (!std::filesystem::exists(global.desk_path())) {
    std::fprintf(stderr, "claimassay: there is no desk at %s: nothing was submitted yet\n", global.desk_path().c_str());
    return bad_input;
  }
  Desk desk(global.desk_path(), StoreMode::write);
  Diagnostics diagnostics;
  const auto result = decide(context_of(desk, evidence, global), arguments.decision, diagnostics);
  std::fputs(draw(diagnostics).c_str(), stderr);
  if (!result) return bad_input;
  if (result->refusal != Refusal::none) {
    std::fprintf(stderr, "claimassay: %s is not %s: %s\n", printable(arguments.decision.path).c_str(),
                 arguments.decision.action == DeskAction::publish   ? "published"
                 : arguments.decision.action == DeskAction::approve ? "approved"
                                                                    : "sent back",
                 printable(result->because).c_str());
    for (const DeskFinding& finding : result->open) {
      std::fprintf(stderr, "  %zu:%zu %s: %s\n", finding.line, finding.column, finding.code.c_str(),
                   printable(finding.message).c_str());
    }
    return exit_code_of(result->refusal);
  }
  print(desk_status(*result->article, look_of(global)));
  const bool lets_pass = arguments.decision.action != DeskAction::request_changes;
  if (lets_pass && result->article->version.author.empty() && !global.quiet) {
    std::fprintf(
        stderr,
        "claimassay: no author was named on submission, so nobody could be kept from approving their own text\n");
  }
  return checked;
}

void declare_decision(CLI::App& review, const char* name, const char* description, DeskAction action,
                      const std::shared_ptr<ReviewArguments>& arguments, GlobalOptions& global, Runner& run) {
  CLI::App* command = review.add_subcommand(name, description);
  command->add_option("ARTICLE", arguments->decision.path, "The file that was submitted")->required();
  command->add_option("--reviewer", arguments->decision.who, "Who decides")->required();
  command->add_option("--reason", arguments->decision.reason, "Why, in a line");
  command->footer(std::string("Example: claimassay review ") + name +
                  " article.txt --reviewer \"B. Editor\" --reason \"read in full\"");
  command->callback([arguments, action, &global, &run] {
    arguments->decision.action = action;
    run = [arguments, &global] { return run_decide(*arguments, global); };
  });
}

void declare_show(CLI::App& review, const char* name, const char* description, bool whole_record,
                  const std::shared_ptr<ReviewArguments>& arguments, GlobalOptions& global, Runner& run) {
  CLI::App* command = review.add_subcommand(name, description);
  CLI::Option* article = command->add_option("ARTICLE", arguments->article, "The file that was submitted");
  if (whole_record) article->required();
  command->add_option("--format", arguments->format, "text or json (one line per article)")
      ->check(CLI::IsMember({"text", "json"}));
  command->footer(std::string("Example: claimassay review ") + name + " article.txt");
  command->callback([arguments, whole_record, &global, &run] {
    run = [arguments, whole_record, &global] { return run_show(*arguments, global, whole_record); };
  });
}

}  // namespace

void declare_review(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* review = app.add_subcommand("review", "The review desk: submit articles, see what is open, decide");
  review->require_subcommand(1);
  review->footer("Example: claimassay review submit article.txt --author \"A. Author\"");
  const auto arguments = std::make_shared<ReviewArguments>();

  CLI::App* command = review->add_subcommand("submit", "Check an article and put it on the desk");
  command->add_option("ARTICLE", arguments->submission.path, "Text, Markdown or HTML")->required();
  command->add_option("--refs", arguments->submission.refs,
                      "A file of references, for an article without a list of its own");
  command->add_option("--author", arguments->submission.author, "Who wrote it: another person must approve it");
  command->footer("Example: claimassay review submit article.txt --author \"A. Author\"");
  command->callback(
      [arguments, &global, &run] { run = [arguments, &global] { return run_submit(*arguments, global); }; });

  declare_show(*review, "status", "What stands on the desk, and what is open", false, arguments, global, run);
  declare_show(*review, "show", "All that is known of one article: findings and trail", true, arguments, global, run);
  declare_decision(*review, "approve", "Approve; refused while a blocker is open", DeskAction::approve, arguments,
                   global, run);
  declare_decision(*review, "request-changes", "Send back to the author", DeskAction::request_changes, arguments,
                   global, run);
  declare_decision(*review, "publish", "Note that an approved article is published; checked once more",
                   DeskAction::publish, arguments, global, run);
}

}  // namespace claimassay
