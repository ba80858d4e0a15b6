// What every subcommand shares: the global options, the exit codes, and the shape in which it is listed in main.cpp.
// A subcommand is one file: it declares its options on the CLI11 app it is given and leaves a function to run.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace claimassay {

/// The contract's exit codes.
enum ExitCode : int { checked = 0, has_findings = 1, bad_input = 2, not_checked = 3, machine_failed = 4 };

/// The worst of two, in the contract's order: 4, 2, 1, 3, 0.
int worse(int a, int b);

struct GlobalOptions {
  std::string store;  ///< --store as given; empty = not given
  std::string desk;   ///< --desk as given
  std::string rules;  ///< --rules as given, one a line: a pack, a folder, or both (-> cli/grading_options.h)
  std::string as_of;  ///< --as-of, an ISO date; today's when not given (set before a command runs)
  bool as_of_given = false;
  unsigned jobs = 0;  ///< 0 = all cores
  bool quiet = false;
  bool no_color = false;

  /// --store, else $CLAIMASSAY_STORE, else claimassay/evidence.db under $XDG_DATA_HOME or ~/.local/share.
  std::string store_path() const;
  /// True when the user named the store (option or environment): then a missing one is wrong usage, not "not checked".
  bool store_named() const;
  /// --desk, else $CLAIMASSAY_DESK, else desk.db beside the store.
  std::string desk_path() const;
  bool desk_named() const;
};

using Runner = std::function<int()>;

struct Command {
  const char* name;
  /// Declares the subcommand on `app`; sets `run` (by a CLI11 callback) when the user calls it.
  void (*declare)(CLI::App& app, GlobalOptions& global, Runner& run);
};

// One line each, in the order of --help.
void declare_check(CLI::App& app, GlobalOptions& global, Runner& run);
void declare_audit(CLI::App& app, GlobalOptions& global, Runner& run);
void declare_import(CLI::App& app, GlobalOptions& global, Runner& run);
void declare_evidence(CLI::App& app, GlobalOptions& global, Runner& run);
void declare_review(CLI::App& app, GlobalOptions& global, Runner& run);
void declare_claims(CLI::App& app, GlobalOptions& global, Runner& run);
void declare_appraise(CLI::App& app, GlobalOptions& global, Runner& run);
void declare_support(CLI::App& app, GlobalOptions& global, Runner& run);
void declare_rules(CLI::App& app, GlobalOptions& global, Runner& run);
void declare_grade(CLI::App& app, GlobalOptions& global, Runner& run);

/// Colour and width of a stream: a terminal has both (unless --no-color or $NO_COLOR), a pipe has neither.
bool is_terminal(int file_descriptor);
std::size_t terminal_width(int file_descriptor);  ///< 80 where it is unknown

}  // namespace claimassay
