#include "rules/examples.h"

#include <algorithm>

#include "rules/evaluate.h"

namespace claimassay::rules {

namespace {

/// The chain of scopes down to the rule's own, and the things inside. Facts go to the scope that they are about.
class Builder {
 public:
  Builder(const Pack& pack, const Rule& rule) : pack_(pack), rule_(rule) {}

  Scope build(const ExampleScope& example) {
    // A claim's body is there when the rule is about claims; what is around a thing is always there.
    const ScopeKind deepest = rule_.scope == ScopeKind::claim ? ScopeKind::body : rule_.scope;
    return level(example, 0, static_cast<int>(deepest));
  }

 private:
  Scope level(const ExampleScope& example, int kind, int deepest) {
    Scope made;
    made.kind = static_cast<ScopeKind>(kind);
    made.id = std::string(word(made.kind));
    fill(made, example, false);
    if (kind < deepest) made.inside.push_back(level(example, kind + 1, deepest));
    for (const ExampleScope::Inner& inner : example.inside) {
      // Lists hang under the innermost scope that can hold them; sections under a source, or under the article.
      int under = std::min(static_cast<int>(inner.kind) - 1, deepest);
      if (inner.kind == ScopeKind::section && deepest >= static_cast<int>(ScopeKind::source)) under = deepest;
      const bool here = kind == std::max(under, 0);
      if (here) add(made, inner);
    }
    return made;
  }

  void add(Scope& to, const ExampleScope::Inner& inner) {
    for (const ExampleScope& one : inner.scopes) {
      Scope made;
      made.kind = inner.kind;
      made.id = std::string(word(inner.kind)) + ":" + std::to_string(to.inside.size() + 1);
      fill(made, one, true);
      for (const ExampleScope::Inner& deeper : one.inside) add(made, deeper);
      to.inside.push_back(std::move(made));
    }
  }

  void fill(Scope& scope, const ExampleScope& example, bool all) {
    for (const ExampleFact& given : example.facts) {
      const int id = pack_.facts.find(given.name);
      if (id < 0 || (!all && pack_.facts[id].scope != scope.kind)) continue;
      const FactInfo& info = pack_.facts[id];
      Value value = given.value;
      // A level may be written as a number (OCEBM's 2), a word as true (a name): both are words.
      if (info.type == Type::word || info.type == Type::level || info.type == Type::text) {
        if (!std::holds_alternative<Unknown>(value)) value = to_text(value);
      }
      scope.set(given.name, std::move(value), FactOrigin::given);
    }
  }

  const Pack& pack_;
  const Rule& rule_;
};

std::string in_words(const ActionResult& done, const RuleResult& result) {
  const Action& action = *done.action;
  std::string out(word(action.kind));
  if (action.steps != 0) out += " " + to_text(Value(action.steps));
  if (!action.word.empty()) out += " " + action.word;
  if (action.kind == ActionKind::set) out += " " + action.fact;
  if (!done.because.empty()) out += " because \"" + done.because + "\"";
  if (!result.suggestion.empty()) out += " suggesting \"" + result.suggestion + "\"";
  return out;
}

}  // namespace

std::string expected(const Example& example) {
  if (example.expect == Example::Expect::nothing) return "nothing";
  if (example.expect == Example::Expect::unknown) return "unknown";
  std::string out(word(example.action.kind));
  if (example.steps_given) out += " " + to_text(Value(example.action.steps));
  if (!example.action.word.empty()) out += " " + example.action.word;
  if (!example.because.empty()) out += " because \"" + example.because + "\"";
  if (!example.suggest.empty()) out += " suggesting \"" + example.suggest + "\"";
  return out;
}

namespace {

bool meets(const Example& example, const ActionResult& done, const RuleResult& result) {
  const Action& wanted = example.action;
  const Action& action = *done.action;
  if (wanted.kind != action.kind) return false;
  if (example.steps_given && wanted.steps != action.steps) return false;
  if (!wanted.word.empty() && wanted.word != (action.kind == ActionKind::set ? action.fact : action.word)) return false;
  if (!example.because.empty() && example.because != done.because) return false;
  return example.suggest.empty() || example.suggest == result.suggestion;
}

}  // namespace

ExampleRun run_examples(const Pack& pack, const Rule& rule) {
  ExampleRun out;
  for (const Example& example : rule.examples) {
    ++out.run;
    Scope root = Builder(pack, rule).build(example.facts);
    Evaluator evaluator(pack, root);
    evaluator.pretend(example.facts.fired, example.facts.flagged);
    evaluator.only(rule);
    evaluator.run(rule.phase);
    std::string found;
    bool met = false, fired = false, unknown = false;
    for (const RuleResult& result : evaluator.results()) {
      unknown = unknown || result.verdict == Verdict::unknown;
      if (result.verdict == Verdict::unknown) {
        found += (found.empty() ? "" : "; ") + std::string("unknown");
        for (const UsedFact& missing : result.unknown) found += " " + missing.fact.name;
      }
      if (result.verdict == Verdict::silenced)
        found += (found.empty() ? "" : "; ") + ("nothing, because of " + result.exception);
      if (result.verdict != Verdict::fired) continue;
      fired = true;
      for (const ActionResult& done : result.actions) {
        found += (found.empty() ? "" : "; ") + in_words(done, result);
        met = met || (example.expect == Example::Expect::action && meets(example, done, result));
        unknown = unknown || done.action->kind == ActionKind::unknown;
      }
    }
    if (example.expect == Example::Expect::nothing) met = !fired;
    if (example.expect == Example::Expect::unknown) met = unknown;
    if (!met) out.failures.push_back({&rule, &example, expected(example), found.empty() ? "nothing" : found});
  }
  return out;
}

ExampleRun run_examples(const Pack& pack) {
  ExampleRun out;
  for (const Rule& rule : pack.rules) {
    ExampleRun one = run_examples(pack, rule);
    out.run += one.run;
    out.failures.insert(out.failures.end(), std::make_move_iterator(one.failures.begin()),
                        std::make_move_iterator(one.failures.end()));
  }
  return out;
}

void report_failures(const Pack& pack, const ExampleRun& run, Diagnostics& diagnostics) {
  for (const ExampleFailure& failure : run.failures) {
    diagnostics.error_at(*pack.files[static_cast<std::size_t>(failure.rule->file)], failure.example->span,
                         "rule-example-fails",
                         "the example \"" + failure.example->title + "\" of " + failure.rule->id + " fails",
                         "expected " + failure.expected + ", found " + failure.found);
  }
}

}  // namespace claimassay::rules
