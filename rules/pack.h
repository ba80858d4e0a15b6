// A rule pack, ready to run: framework, rules, parameters, phrases, with every name looked up. Packs are embedded in
// the program (rules/library/<name>/); a folder given with --rules adds to them and replaces what has the same name.
// Promises: a pack that loads has passed every check; its hash covers rules, lexicons, tables and weights.
// Costs: parsing and checking some hundred rules takes a few milliseconds. A Pack is read-only and may be shared by
// threads.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "rules/ast.h"
#include "rules/facts.h"
#include "rules/phrases.h"

namespace claimassay::rules {

class RuleIndex;

struct Pack {
  Framework framework;
  std::vector<Rule> rules;  ///< by phase, then in the order of the files
  std::vector<int> order;   ///< as they run: by phase, exceptions before what they except
  std::vector<Parameter> parameters;
  std::vector<Table> tables;
  std::vector<PhraseList> phrase_lists;
  std::vector<Define> defines;
  std::vector<Removal> removals;
  FactRegistry facts;
  PhraseMatcher matcher;
  std::vector<std::shared_ptr<const Source>> files;
  std::shared_ptr<const RuleIndex> index;
  std::string hash;  ///< 32 hex digits
  std::map<std::string, int, std::less<>> rule_ids;
  std::map<std::string, std::vector<int>, std::less<>> labels;

  /// "grade 1.0"
  std::string name() const { return framework.name + " " + framework.version; }
  const Rule* find(std::string_view id) const;
  /// The rule's own text, as it stands in its file.
  std::string_view text_of(const Rule& rule) const;
  const LevelDeclaration* level(std::string_view name) const;
  const FamilyDeclaration* family_of(std::string_view code) const;
};

/// A rule file and how far above the others it stands: what is higher replaces what has the same name below.
struct PackFile {
  std::shared_ptr<const Source> source;
  int layer = 0;
};

/// Puts files together and checks them; nothing, with all problems, when one of them is an error. `as_of` (an ISO date)
/// chooses among dated parameters.
std::optional<Pack> build_pack(const std::vector<PackFile>& files, const std::string& as_of, Diagnostics& diagnostics);

/// The embedded packs and those of the folder, sorted.
std::vector<std::string> pack_names(const std::string& rules_folder);

/// Whether files that lie directly in the folder of --rules are part of the pack.
enum class LooseRules { added, left_out };

/// A pack by name, with everything it extends, and the folder of --rules on top (empty = none). Throws when a file
/// cannot be read.
std::optional<Pack> load_pack(const std::string& name, const std::string& rules_folder, const std::string& as_of,
                              Diagnostics& diagnostics, LooseRules loose = LooseRules::added);

/// Files and folders of rules: a pack of their own when they declare a framework, else added to the pack `base`. Throws
/// when one cannot be read.
std::optional<Pack> load_paths(const std::vector<std::string>& paths, const std::string& base,
                               const std::string& rules_folder, const std::string& as_of, Diagnostics& diagnostics);

}  // namespace claimassay::rules
