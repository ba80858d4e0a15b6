// claimassay rules: what the rules are, whether they are sound, and whether their examples hold.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "cli/grading_options.h"
#include "rules/examples.h"
#include "rules/pack.h"

namespace claimassay {

namespace {

struct RulesOptions {
  std::string pack;
  std::string id;
  std::string part;
  std::vector<std::string> paths;
};

int explain(const Diagnostics& diagnostics) {
  std::fputs(draw(diagnostics).c_str(), stderr);
  return bad_input;
}

/// The pack asked for; else "editorial", which extends the others; else the only one there is.
std::string pack_name(const RulesOptions& options, const GlobalOptions& global) {
  if (!options.pack.empty()) return options.pack;
  const std::vector<std::string> names = rules::pack_names(global.rules);
  if (names.empty()) return "";
  return std::find(names.begin(), names.end(), "editorial") != names.end() ? "editorial" : names.front();
}

std::optional<rules::Pack> load(const RulesOptions& options, const GlobalOptions& global, Diagnostics& diagnostics) {
  return rules::load_pack(pack_name(options, global), global.rules, global.as_of, diagnostics);
}

int list(const RulesOptions& options, const GlobalOptions& global) {
  Diagnostics diagnostics;
  const auto pack = load(options, global, diagnostics);
  if (!pack) return explain(diagnostics);
  std::size_t widest = 0;
  for (const rules::Rule& rule : pack->rules) widest = std::max(widest, rule.id.size());
  for (const rules::Rule& rule : pack->rules) {
    fmt::print("{:<{}}  {:<8} {:<8} {}\n", rule.id, widest, word(rule.phase), word(rule.scope), rule.title);
  }
  if (!global.quiet) fmt::print("{} rules, pack {}, {}\n", pack->rules.size(), pack->name(), pack->hash);
  return checked;
}

int show(const RulesOptions& options, const GlobalOptions& global) {
  Diagnostics diagnostics;
  const auto pack = load(options, global, diagnostics);
  if (!pack) return explain(diagnostics);
  const rules::Rule* rule = pack->find(options.id);
  if (!rule) {
    std::fprintf(stderr, "claimassay: there is no rule '%s'; `claimassay rules list` lists them\n", options.id.c_str());
    return bad_input;
  }
  const Source& file = *pack->files[static_cast<std::size_t>(rule->file)];
  fmt::print("# {}:{}, phase {}, scope {}\n{}\n", file.name, file.locate(rule->span.begin).line, word(rule->phase),
             word(rule->scope), pack->text_of(*rule));
  return checked;
}

int facts(const RulesOptions& options, const GlobalOptions& global) {
  Diagnostics diagnostics;
  const auto pack = load(options, global, diagnostics);
  if (!pack) return explain(diagnostics);
  for (const rules::FactInfo& fact : pack->facts.all()) {
    if (fact.name.find(options.part) == std::string::npos) continue;
    std::string words;
    for (const std::string& word : fact.words) words += (words.empty() ? " (" : ", ") + word;
    fmt::print("{:<30} {:<9} {:<9} {}{}\n", fact.name, word(fact.scope), word(fact.type), fact.meaning,
               words.empty() ? "" : words + ")");
  }
  return checked;
}

/// Without paths every pack is looked at (with --rules or --pack, the one in use), else what the paths hold.
template <class Look>
int for_each_pack(const RulesOptions& options, const GlobalOptions& global, Look look) {
  int code = checked;
  const auto one = [&](std::optional<rules::Pack> pack, Diagnostics& diagnostics) {
    if (pack) look(*pack, diagnostics);
    if (diagnostics.has_errors()) code = explain(diagnostics);
  };
  if (!options.paths.empty()) {
    Diagnostics diagnostics;
    auto pack = rules::load_paths(options.paths, pack_name(options, global), global.rules, global.as_of, diagnostics);
    one(std::move(pack), diagnostics);
    return code;
  }
  // Loose rules of --rules belong to the pack in use; in another one their names may mean nothing.
  const bool every = options.pack.empty() && global.rules.empty();
  const std::vector<std::string> names =
      every ? rules::pack_names("") : std::vector<std::string>{pack_name(options, global)};
  for (const std::string& name : names) {
    Diagnostics diagnostics;
    auto pack = rules::load_pack(name, global.rules, global.as_of, diagnostics);
    one(std::move(pack), diagnostics);
  }
  return code;
}

int check(const RulesOptions& options, const GlobalOptions& global) {
  return for_each_pack(options, global, [&](const rules::Pack& pack, Diagnostics&) {
    if (!global.quiet) fmt::print("{}: {} rules, nothing wrong\n", pack.name(), pack.rules.size());
  });
}

int test(const RulesOptions& options, const GlobalOptions& global) {
  return for_each_pack(options, global, [&](const rules::Pack& pack, Diagnostics& diagnostics) {
    const rules::ExampleRun run = rules::run_examples(pack);
    rules::report_failures(pack, run, diagnostics);
    fmt::print("{}: {} examples of {} rules, {} failed\n", pack.name(), run.run, pack.rules.size(),
               run.failures.size());
  });
}

/// --rules may name the pack as --pack does, the folder, or both.
int with_rules(RulesOptions options, GlobalOptions global, int (*call)(const RulesOptions&, const GlobalOptions&)) {
  const auto chosen = chosen_rules(global);
  if (!chosen) return bad_input;
  global.rules = chosen->folder;
  if (options.pack.empty()) options.pack = chosen->scheme;
  return call(options, global);
}

}  // namespace

void declare_rules(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command =
      app.add_subcommand("rules", "The rules: what they are, whether they are sound, whether their examples hold");
  command->footer(
      "Examples: claimassay rules list\n          claimassay rules test --rules my-rules\n"
      "The language is described in docs/rule-language.md.");
  command->require_subcommand(1);
  auto options = std::make_shared<RulesOptions>();
  const auto sub = [&](const char* name, const char* what, int (*call)(const RulesOptions&, const GlobalOptions&),
                       const char* example) {
    CLI::App* made = command->add_subcommand(name, what);
    made->footer(std::string("Example: claimassay rules ") + example);
    made->add_option("--pack", options->pack, "The pack (default: editorial, which extends the others)");
    made->callback([options, &global, &run, call] {
      run = [options, &global, call] { return with_rules(*options, global, call); };
    });
    return made;
  };
  sub("list", "What is loaded: id, phase, scope, title", list, "list --pack grade");
  sub("show", "One rule, as it stands in its file", show, "show grade.imprecision.few-events")
      ->add_option("ID", options->id, "The rule")
      ->required();
  sub("facts", "The facts that rules may ask for", facts, "facts body.")
      ->add_option("PART", options->part, "Only facts whose name contains this");
  sub("check", "Check packs, or files and folders of rules", check, "check my-rules")
      ->add_option("PATH", options->paths, "Files or folders; without any, the packs themselves");
  sub("test", "Run the examples that stand inside the rules", test, "test my-rules")
      ->add_option("PATH", options->paths, "Files or folders; without any, the packs themselves");
}

}  // namespace claimassay
