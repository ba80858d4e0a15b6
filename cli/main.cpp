// The one binary: global options, the table of subcommands, and the one place where a world that failed is caught.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>

#include "cli/command.h"
#include "core/engine.h"
#include "core/text.h"

namespace claimassay {

namespace {

constexpr Command commands[] = {
    {"check", declare_check},     {"audit", declare_audit}, {"import", declare_import}, {"evidence", declare_evidence},
    {"review", declare_review},   {"rules", declare_rules}, {"claims", declare_claims}, {"appraise", declare_appraise},
    {"support", declare_support}, {"grade", declare_grade},
};

constexpr const char* description =
    "Reads the claims of medical articles, looks up what they cite, and grades the evidence.\n"
    "It grades support for a sentence, not care for a patient.";

constexpr const char* exit_codes =
    "Exit codes: 0 checked, nothing at or above --fail-on; 1 findings at or above it; 2 wrong usage or unreadable "
    "input;\n"
    "3 something could not be checked; 4 the machine failed (disk, database). The worst wins: 4, 2, 1, 3, 0.\n"
    "Example: claimassay check article.txt --refs references.txt";

std::string today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[11];
  std::strftime(text, sizeof text, "%Y-%m-%d", &utc);
  return text;
}

/// CLI11 check: a calendar date, YYYY-MM-DD.
std::string iso_date(const std::string& text) {
  int year = 0, month = 0, day = 0, used = 0;
  const bool shaped =
      text.size() == 10 && std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 && used == 10;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return shaped && date.ok() ? "" : "'" + text + "' is no date; expected YYYY-MM-DD";
}

int run(int argc, char** argv) {
  CLI::App app(description, "claimassay");
  app.footer(exit_codes);
  app.set_version_flag("--version", engine_name());
  app.require_subcommand(1);
  app.fallthrough();
  GlobalOptions global;
  app.add_option("--store", global.store, "The evidence store (default: $CLAIMASSAY_STORE or the user's data folder)");
  app.add_option("--desk", global.desk, "The review desk (default: $CLAIMASSAY_DESK, or desk.db beside the store)");
  app.add_option("--rules", global.rules,
                 "The pack in which evidence is graded (grade, ocebm, sort, ahrq), or a folder of rule packs that are "
                 "used beside and before the built-in ones; give it twice for both")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::Join);
  app.add_option("--jobs", global.jobs, "How many threads (default: one per core); never changes a result");
  app.add_option("--as-of", global.as_of, "The date on which everything that depends on today rests")
      ->check(CLI::Validator(iso_date, "YYYY-MM-DD"));
  app.add_flag("--quiet", global.quiet, "No progress, no advice: results and errors only");
  app.add_flag("--no-color,--no-colour", global.no_color, "No colour, even on a terminal");

  Runner chosen;
  for (const Command& command : commands) command.declare(app, global, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const std::vector<std::string> rest = app.remaining();
    if (app.get_subcommands().empty() && !rest.empty() && !rest.front().starts_with('-')) {
      // CLI11 would only say that a subcommand is required.
      std::fprintf(stderr, "claimassay: there is no command '%s'\n  = claimassay --help lists the commands\n",
                   printable(rest.front()).c_str());
      return bad_input;
    }
    return app.exit(error) == 0 ? checked : bad_input;
  }
  global.as_of_given = !global.as_of.empty();
  if (!global.as_of_given) global.as_of = today();
  return chosen();
}

}  // namespace

}  // namespace claimassay

int main(int argc, char** argv) {
  try {
    return claimassay::run(argc, argv);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "claimassay: %s\n", failure.what());
    return claimassay::machine_failed;
  }
}
