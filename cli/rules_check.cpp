// claimassay rules check and test: whether rules are sound, whether their examples hold, and which of them a set of cases
// reaches.
#include <fmt/format.h>

#include <cstdio>
#include <map>

#include "audit/appraise_claim.h"
#include "cli/grade_input.h"
#include "cli/open_store.h"
#include "cli/rules.h"
#include "cli/rules_corpus.h"
#include "rules/examples.h"

namespace claimassay {

namespace {

struct Reach {
  std::map<std::string, std::size_t> acted;  ///< by rule: in how many articles and inputs
  std::size_t articles = 0, inputs = 0;

  void add(const std::set<std::string>& rules) {
    for (const std::string& rule : rules) ++acted[rule];
  }
  std::size_t of(const rules::Rule& rule) const {
    const auto found = acted.find(rule.id);
    return found == acted.end() ? 0 : found->second;
  }
};

Reach reach_of(const rules::Pack& pack, const RuleCorpus& corpus, const EvidenceSource* store,
               const GlobalOptions& global) {
  Reach reach;
  // What cannot be read is no case: it is said, and the others count.
  Diagnostics unreadable;
  for (const std::string& path : corpus.inputs) {
    const auto take = [&](const GradeInput& input, const std::string& name, const std::string&) {
      if (!name.empty() && name != pack.framework.name) return;
      ++reach.inputs;
      reach.add(input.grade(pack).acted);
    };
    for_each_grade_input(path, global.as_of, take, unreadable);
  }
  CheckOptions options;
  options.as_of = global.as_of;
  options.given_pack = &pack;
  for (const RuleCorpus::Article& article : corpus.articles) {
    const auto appraisal = check_in_corpus(article, store, {options}, unreadable).front();
    if (!appraisal) continue;
    ++reach.articles;
    reach.add(appraisal->rules_acted);
  }
  if (!global.quiet) std::fputs(draw(unreadable).c_str(), stderr);
  return reach;
}

void print_json(const rules::Pack& pack, const Reach& reach) {
  JsonWriter json;
  json.begin_object().field("pack", pack.name()).field("pack_hash", pack.hash);
  json.field("articles", reach.articles).field("inputs", reach.inputs).key("rules").begin_array();
  for (const rules::Rule& rule : pack.rules) {
    const Source& file = *pack.files[static_cast<std::size_t>(rule.file)];
    json.begin_object().field("id", rule.id).field("file", file.name);
    json.field("line", file.locate(rule.span.begin).line).field("acts_in", reach.of(rule)).end_object();
  }
  json.end_array().end_object();
  fmt::print("{}\n", json.take());
}

/// 1 when there are rules that no case reaches.
int print_reach(const rules::Pack& pack, const Reach& reach) {
  std::size_t reached = 0, widest = 0;
  for (const rules::Rule& rule : pack.rules) {
    if (reach.of(rule) > 0) ++reached;
    else widest = std::max(widest, rule.id.size());
  }
  fmt::print("{}: {} of {} rules act in one of {} articles or {} inputs\n", pack.name(), reached, pack.rules.size(),
             reach.articles, reach.inputs);
  for (const rules::Rule& rule : pack.rules) {
    if (reach.of(rule) == 0) fmt::print("  not reached: {:<{}}  {}\n", rule.id, widest, place_of(pack, rule));
  }
  return reached == pack.rules.size() ? checked : has_findings;
}

}  // namespace

int run_rules_check(const RulesOptions& options, const GlobalOptions& global) {
  return for_each_pack(options, global, [&](const rules::Pack& pack, Diagnostics&) -> int {
    if (!global.quiet) fmt::print("{}: {} rules, nothing wrong\n", pack.name(), pack.rules.size());
    return checked;
  });
}

int run_rules_test(const RulesOptions& options, const GlobalOptions& global) {
  const bool as_json = options.format == "json";
  RuleCorpus corpus;
  EvidenceAccess evidence;
  if (!options.coverage.empty()) {
    Diagnostics diagnostics;
    corpus = find_rule_corpus(options.coverage, diagnostics);
    if (diagnostics.has_errors()) return explain(diagnostics);
    if (global.store_named()) evidence = read_evidence(global);
    if (evidence.stop()) return evidence.exit;
  }
  return for_each_pack(options, global, [&](const rules::Pack& pack, Diagnostics& diagnostics) -> int {
    const rules::ExampleRun run = rules::run_examples(pack);
    rules::report_failures(pack, run, diagnostics);
    if (!as_json) {
      fmt::print("{}: {} examples of {} rules, {} failed\n", pack.name(), run.run, pack.rules.size(),
                 run.failures.size());
    }
    if (options.coverage.empty()) return checked;
    const Reach reach = reach_of(pack, corpus, evidence.store.get(), global);
    if (!as_json) return print_reach(pack, reach);
    print_json(pack, reach);
    return checked;
  });
}

}  // namespace claimassay
