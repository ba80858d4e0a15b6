#include "rules/evaluate.h"

#include <algorithm>

#include "rules/index.h"
#include "rules/machine.h"

namespace claimassay::rules {

class Evaluator::Machine {
 public:
  Machine(const Pack& pack, Scope& root) : pack(pack), tree(pack.facts, root), conditions(pack, tree) {}

  /// Whether the rule acts: its condition, and its exceptions.
  /// An unknown exception leaves the rule unknown: for a flag that means silence, for a downgrade that it may be due.
  Truth acts(const Rule& rule, const Bound& bound, Truth& when, const Expr*& exception) {
    when = conditions.truth(*rule.when, bound);
    exception = nullptr;
    if (when == Truth::no) return Truth::no;
    Truth excepted = Truth::no;
    for (const Expr& e : rule.unless) {
      const Truth one = conditions.truth(e, bound);
      if (one == Truth::yes || (one == Truth::unknown && excepted == Truth::no)) exception = &e;
      excepted = either(excepted, one);
      if (excepted == Truth::yes) return Truth::no;
    }
    return both(when, negate(excepted));
  }

  void run_rule(int id, int node, std::vector<RuleResult>& out) {
    const Rule& rule = pack.rules[static_cast<std::size_t>(id)];
    const Bound bound = conditions.bind(node);
    Truth when = Truth::no;
    const Expr* exception = nullptr;
    const Truth result = acts(rule, bound, when, exception);
    if (when == Truth::no) return;
    if (result != Truth::no) conditions.record(id, node, result);
    // Unknown and excepted anyway: nothing to say.
    if (result == Truth::no && when == Truth::unknown) return;
    RuleResult made;
    made.rule = &rule;
    made.scope = static_cast<std::size_t>(node);
    made.scope_id = tree.scope(node).id;
    made.verdict = result == Truth::yes ? Verdict::fired : result == Truth::no ? Verdict::silenced : Verdict::unknown;
    Explanation why;
    conditions.decided(*rule.when, bound, why);
    if (exception) {
      conditions.decided(*exception, bound, why);
      const Source& source = *pack.files[static_cast<std::size_t>(rule.file)];
      if (made.verdict == Verdict::silenced) made.exception = std::string(source.view(exception->span));
    }
    made.facts = std::move(why.facts);
    made.unknown = std::move(why.unknown);
    if (made.verdict == Verdict::fired) act(rule, bound, node, made);
    out.push_back(std::move(made));
  }

  void act(const Rule& rule, const Bound& bound, int node, RuleResult& made) {
    for (const Action& action : rule.then) {
      ActionResult done;
      done.action = &action;
      bool complete = true;
      if (action.because) done.because = conditions.render(*action.because, bound, complete);
      if (action.kind == ActionKind::set) set(action, bound, node, made);
      if (!action.fact.empty() && action.kind == ActionKind::flag) {
        const int id = pack.facts.find(action.fact);
        const int at = bound.scopes[static_cast<std::size_t>(pack.facts[id].scope)];
        if (const Fact* fact = at < 0 ? nullptr : tree.fact(at, id)) done.place = fact->quotes;
      }
      made.actions.push_back(std::move(done));
    }
    for (const Template& text : rule.suggest) {
      bool complete = true;
      std::string suggestion = conditions.render(text, bound, complete);
      if (!complete) continue;
      made.suggestion = std::move(suggestion);
      break;
    }
  }

  /// What a rule sets is seen when the phase is over, so that the order of rules does not matter.
  void set(const Action& action, const Bound& bound, int node, const RuleResult& made) {
    const FactInfo& info = pack.facts[pack.facts.find(action.fact)];
    const Expr& e = *action.value;
    Value value;
    if (info.type == Type::set && e.op == Op::list) {
      TextSet set;
      for (const Expr& item : e.of) set.push_back(item.text);
      value = std::move(set);
    } else if (e.op == Op::name && e.refers == Refers::fact) {
      int from = 0;
      if (const Fact* fact = conditions.fact(e, bound, from)) value = fact->value;
    } else {
      const Result result = conditions.value(e, bound);
      if (result.kind == Result::Kind::number && result.known()) value = result.low;
      if (result.kind == Result::Kind::text) value = std::string(result.text);
      if (result.kind == Result::Kind::truth && result.known()) value = result.truth == Truth::yes;
      if (result.kind == Result::Kind::interval) value = Interval{result.low, result.high};
    }
    Fact fact{action.fact, std::move(value), "", FactOrigin::derived, {}};
    if (!fact.known()) fact.why_unknown = "what it is derived from is not known";
    for (const UsedFact& used : made.facts)
      fact.quotes.insert(fact.quotes.end(), used.fact.quotes.begin(), used.fact.quotes.end());
    pending.push_back({node, std::move(fact)});
  }

  std::vector<RuleResult> run(Phase phase) {
    tree.refresh();
    std::vector<RuleResult> out;
    // Rule by rule, so that exceptions are known everywhere before what they except is looked at.
    std::vector<std::pair<int, int>> work;  // place in the order, scope
    std::vector<int> places;
    for (int node = 0; node < static_cast<int>(tree.size()); ++node) {
      places.clear();
      if (all) {
        for (std::size_t place = 0; place < pack.order.size(); ++place) places.push_back(static_cast<int>(place));
      } else {
        pack.index->candidates(phase, tree.kind(node), conditions.bind(node), pack, tree, places);
      }
      for (const int place : places) work.push_back({place, node});
    }
    std::sort(work.begin(), work.end());
    for (const auto& [place, node] : work) {
      const int id = pack.order[static_cast<std::size_t>(place)];
      const Rule& rule = pack.rules[static_cast<std::size_t>(id)];
      if (rule.phase == phase && rule.scope == tree.kind(node) && (!only || only == &rule)) run_rule(id, node, out);
    }
    for (Pending& one : pending) tree.scope(one.node).facts.push_back(std::move(one.fact));
    pending.clear();
    // They ran in the order that their exceptions ask for; they are told in the order of the pack.
    std::stable_sort(out.begin(), out.end(), [&](const RuleResult& a, const RuleResult& b) {
      return a.rule != b.rule ? a.rule < b.rule : a.scope < b.scope;
    });
    results.insert(results.end(), out.begin(), out.end());
    return out;
  }

  const Pack& pack;
  Tree tree;
  Conditions conditions;
  std::vector<RuleResult> results;
  const Rule* only = nullptr;
  bool all = false;
  struct Pending {
    int node;
    Fact fact;
  };
  std::vector<Pending> pending;
};

Evaluator::Evaluator(const Pack& pack, Scope& root) : machine_(std::make_unique<Machine>(pack, root)) {}
Evaluator::~Evaluator() = default;

std::vector<RuleResult> Evaluator::run(Phase phase) { return machine_->run(phase); }
const std::vector<RuleResult>& Evaluator::results() const { return machine_->results; }
std::vector<RuleResult> Evaluator::take_results() { return std::move(machine_->results); }
Scope& Evaluator::scope(std::size_t number) { return machine_->tree.scope(static_cast<int>(number)); }

const Scope* Evaluator::claim_of(std::size_t number) const {
  for (int at = static_cast<int>(number); at >= 0; at = machine_->tree.parent(at)) {
    if (machine_->tree.kind(at) == ScopeKind::claim) return &machine_->tree.scope(at);
  }
  return nullptr;
}

Explanation Evaluator::explain(const Rule& rule, std::size_t scope) {
  machine_->tree.refresh();
  const Bound bound = machine_->conditions.bind(static_cast<int>(scope));
  Truth when = Truth::no;
  const Expr* exception = nullptr;
  const Truth result = machine_->acts(rule, bound, when, exception);
  Explanation out;
  machine_->conditions.decided(*rule.when, bound, out);
  if (exception) machine_->conditions.decided(*exception, bound, out);
  using Is = Explanation::Result;
  out.result = result == Truth::yes       ? Is::fired
               : result == Truth::unknown ? Is::unknown
               : when == Truth::yes       ? Is::silenced
                                          : Is::silent;
  return out;
}

void Evaluator::pretend(const std::vector<std::string>& fired, const std::vector<std::string>& flagged) {
  Conditions& conditions = machine_->conditions;
  conditions.pretending = true;
  for (const std::string& name : fired) {
    if (const auto rule = machine_->pack.rule_ids.find(name); rule != machine_->pack.rule_ids.end()) {
      conditions.pretended_rules.insert(rule->second);
    } else if (const auto label = machine_->pack.labels.find(name); label != machine_->pack.labels.end()) {
      // One rule of a label is enough for the label, and says nothing about the others.
      conditions.pretended_rules.insert(label->second.begin(), label->second.end());
    }
  }
  conditions.pretended_codes.insert(flagged.begin(), flagged.end());
}

void Evaluator::only(const Rule& rule) { machine_->only = &rule; }
void Evaluator::look_at_all() { machine_->all = true; }

std::vector<RuleResult> evaluate(const Pack& pack, Scope& root) {
  Evaluator evaluator(pack, root);
  if (root.kind == ScopeKind::article) evaluator.run(Phase::reference);
  for (std::size_t phase = 1; phase < std::size(Vocabulary<Phase>::words); ++phase)
    evaluator.run(static_cast<Phase>(phase));
  return evaluator.results();
}

}  // namespace claimassay::rules
