// The options by which a user says in which scheme evidence is graded and whom the grades are put into words for.
// --rules takes the name of a pack or a folder of packs, once each: a name is a built-in pack's, or that of a pack in the
// folder; whatever else is given is a folder. Which is which is said here and nowhere else.
#pragma once

#include <optional>
#include <string>

#include "cli/command.h"
#include "core/audience.h"
#include "rules/pack.h"

namespace claimassay {

struct ChosenRules {
  std::string folder;  ///< of rule packs beside the built-in ones; may be empty
  std::string scheme;  ///< a pack; empty = GRADE, as the desk uses it
};

/// Nothing, with a message on stderr, where two names or two folders were given.
std::optional<ChosenRules> chosen_rules(const GlobalOptions& global);

/// On stderr: the level that --why-not names is none of the pack's, and which are.
void say_no_level(const std::string& name, const rules::Pack& pack);

/// --audience, of the commands that put grades into words.
void add_audience(CLI::App& command, std::string& audience);

}  // namespace claimassay
