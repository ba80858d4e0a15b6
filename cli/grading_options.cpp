#include "cli/grading_options.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "core/split.h"
#include "grading/tally.h"

namespace claimassay {

std::optional<ChosenRules> chosen_rules(const GlobalOptions& global) {
  ChosenRules chosen;
  if (global.rules.empty()) return chosen;
  const std::vector<std::string> built_in = rules::pack_names("");
  const std::vector<std::string> given = split<std::string>(global.rules, "\n");
  const auto may_be_name = [](const std::string& text) {
    return text.find('/') == std::string::npos && !std::filesystem::is_directory(text);
  };
  for (const std::string& one : given) {
    const bool known = std::find(built_in.begin(), built_in.end(), one) != built_in.end();
    std::string& slot = known || (given.size() > 1 && may_be_name(one)) ? chosen.scheme : chosen.folder;
    if (!slot.empty()) {
      std::fputs("claimassay: --rules takes one pack and one folder\n", stderr);
      return std::nullopt;
    }
    slot = one;
  }
  return chosen;
}

void say_no_level(const std::string& name, const rules::Pack& pack) {
  std::string levels;
  for (const rules::LevelDeclaration& level : pack.framework.levels)
    levels += (levels.empty() ? "" : ", ") + Ladder::shown(level.name);
  std::fprintf(stderr, "claimassay: '%s' is no level of %s; expected one of %s\n", name.c_str(), pack.name().c_str(),
               levels.c_str());
}

void add_audience(CLI::App& command, std::string& audience) {
  command
      .add_option("--audience", audience,
                  "Put grades, reasons and suggestions into words for these readers; never changes a grade")
      ->check(CLI::IsMember({"clinician", "patient"}));
}

}  // namespace claimassay
