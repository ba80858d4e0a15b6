// What the subcommands of `claimassay rules` share: their options, and loading the packs that they are about.
// Each subcommand that is more than a few lines has a file of its own, rules_NAME.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "rules/pack.h"

namespace claimassay {

struct RulesOptions {
  std::string pack;
  std::string id;
  std::string part;
  std::vector<std::string> paths;     ///< packs, files and folders of rules
  std::vector<std::string> coverage;  ///< articles and inputs of `grade`
  std::string format = "text";
  std::string out;
  std::string old_rules, new_rules;
};

/// Draws what was wrong on standard error; the exit code for it.
int explain(const Diagnostics& diagnostics);
/// The pack asked for; else "editorial", which extends the others; else the only one there is.
std::string pack_name(const RulesOptions& options, const GlobalOptions& global);
std::optional<rules::Pack> load_pack_in_use(const RulesOptions& options, const GlobalOptions& global,
                                            Diagnostics& diagnostics);
/// Without paths every pack is looked at (with --rules or --pack, the one in use), else what the paths hold. `look` gives an
/// exit code; errors that it adds are drawn. The worst code is returned.
using LookAtPack = std::function<int(const rules::Pack& pack, Diagnostics& diagnostics)>;
int for_each_pack(const RulesOptions& options, const GlobalOptions& global, const LookAtPack& look);

/// "rules/library/grade/caps.rule:12"
std::string place_of(const rules::Pack& pack, const rules::Rule& rule);

int run_rules_check(const RulesOptions& options, const GlobalOptions& global);
int run_rules_test(const RulesOptions& options, const GlobalOptions& global);
int run_rules_diff(const RulesOptions& options, const GlobalOptions& global);
int run_rules_doc(const RulesOptions& options, const GlobalOptions& global);

}  // namespace claimassay
