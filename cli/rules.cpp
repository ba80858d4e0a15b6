// claimassay rules: what the rules are, whether they are sound, and whether their examples hold.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "cli/grading_options.h"
#include "cli/rules.h"

namespace claimassay {

namespace {

int list(const RulesOptions& options, const GlobalOptions& global) {
  Diagnostics diagnostics;
  const auto pack = load_pack_in_use(options, global, diagnostics);
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
  const auto pack = load_pack_in_use(options, global, diagnostics);
  if (!pack) return explain(diagnostics);
  const rules::Rule* rule = pack->find(options.id);
  if (!rule) {
    std::fprintf(stderr, "claimassay: there is no rule '%s'; `claimassay rules list` lists them\n", options.id.c_str());
    return bad_input;
  }
  fmt::print("# {}, phase {}, scope {}\n{}\n", place_of(*pack, *rule), word(rule->phase), word(rule->scope),
             pack->text_of(*rule));
  return checked;
}

int facts(const RulesOptions& options, const GlobalOptions& global) {
  Diagnostics diagnostics;
  const auto pack = load_pack_in_use(options, global, diagnostics);
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

}  // namespace

int explain(const Diagnostics& diagnostics) {
  std::fputs(draw(diagnostics).c_str(), stderr);
  return bad_input;
}

std::string pack_name(const RulesOptions& options, const GlobalOptions& global) {
  if (!options.pack.empty()) return options.pack;
  const std::vector<std::string> names = rules::pack_names(global.rules);
  if (names.empty()) return "";
  return std::find(names.begin(), names.end(), "editorial") != names.end() ? "editorial" : names.front();
}

std::optional<rules::Pack> load_pack_in_use(const RulesOptions& options, const GlobalOptions& global,
                                            Diagnostics& diagnostics) {
  return rules::load_pack(pack_name(options, global), global.rules, global.as_of, diagnostics);
}

int for_each_pack(const RulesOptions& options, const GlobalOptions& global, const LookAtPack& look) {
  int code = checked;
  const auto one = [&](std::optional<rules::Pack> pack, Diagnostics& diagnostics) {
    if (pack) code = worse(code, look(*pack, diagnostics));
    std::fputs(draw(diagnostics).c_str(), stderr);
    if (diagnostics.has_errors()) code = worse(code, bad_input);
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

std::string place_of(const rules::Pack& pack, const rules::Rule& rule) {
  const Source& file = *pack.files[static_cast<std::size_t>(rule.file)];
  return fmt::format("{}:{}", file.name, file.locate(rule.span.begin).line);
}

namespace {

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
  sub("check", "Check packs, or files and folders of rules", run_rules_check, "check my-rules")
      ->add_option("PATH", options->paths, "Files or folders; without any, the packs themselves");
  CLI::App* test = sub("test", "Run the examples that stand inside the rules", run_rules_test, "test my-rules");
  test->add_option("PATH", options->paths, "Files or folders; without any, the packs themselves");
  test->add_option(
      "--coverage", options->coverage,
      "Articles, inputs of grade (.json, .ndjson) and folders of them: also say which rules act in none of them");
  test->add_option("--format", options->format, "How to report the coverage (default: text)")
      ->check(CLI::IsMember({"text", "json"}));
  CLI::App* diff = sub("diff", "What a change of rules alters: every grade and finding over a corpus", run_rules_diff,
                       "diff embedded my-rules articles/ --store evidence.db");
  diff->add_option("OLD", options->old_rules, "\"embedded\", the name of a pack, or a folder as --rules takes it")
      ->required();
  diff->add_option("NEW", options->new_rules, "The same")->required();
  diff->add_option("CORPUS", options->paths, "Articles, inputs of grade (.json, .ndjson), and folders of them")
      ->required();
  diff->add_option("--format", options->format, "How to report (default: text)")
      ->check(CLI::IsMember({"text", "json"}));
  CLI::App* doc = sub("doc", "A page for each rule, and an index", run_rules_doc, "doc --format html --out rules-html");
  doc->add_option("ID", options->id, "Only this rule");
  doc->add_option("--format", options->format, "markdown or html (default: markdown)")
      ->check(CLI::IsMember({"markdown", "html"}));
  doc->add_option("--out", options->out, "A folder for the pages; without it they are printed as one document");
}

}  // namespace claimassay
