#include "grading/why_not.h"

#include <algorithm>
#include <queue>
#include <set>

#include "grading/explain.h"
#include "grading/tally.h"
#include "rules/flips.h"

namespace claimassay {

namespace {

using rules::ActionKind;
using rules::Demands;
using rules::RuleResult;
using rules::Verdict;

constexpr std::size_t most_facts = 6;
constexpr std::size_t most_ways = 3;

/// Facts that do not come from evidence: what others rated, what the program works out, what identifies a thing.
bool from_outside(std::string_view name) {
  constexpr std::string_view beginnings[] = {"assessment.",   "body.domains",       "body.declared",    "body.start",
                                             "body.given",    "source.declared",    "source.in_body",   "source.role",
                                             "source.number", "source.wrong_paper", "source.resolution"};
  return std::any_of(std::begin(beginnings), std::end(beginnings),
                     [&](std::string_view beginning) { return name.starts_with(beginning); });
}

/// Does it stand on the scheme's ladder? Its lowest level may be "insufficient"; without a start that is no level.
bool graded_at(const Assessment& assessment) {
  return assessment.certainty <= Certainty::very_low ||
         (assessment.certainty == Certainty::insufficient && assessment.start != Certainty::not_gradable);
}

bool acts_on_grade(ActionKind kind) {
  switch (kind) {
    case ActionKind::exclude:
    case ActionKind::hold:
    case ActionKind::start:
    case ActionKind::downgrade:
    case ActionKind::upgrade:
    case ActionKind::cap:
    case ActionKind::not_gradable: return true;
    default: return false;
  }
}

class Search {
 public:
  Search(const rules::Pack& pack, const Claim& claim, const ClaimContext& context,
         const std::vector<CitedRecord>& sources, const GivenFacts& given, const Graded& base, Certainty wanted)
      : pack_(pack),
        claim_(claim),
        context_(context),
        sources_(sources),
        given_(given),
        base_(base),
        ladder_(pack.framework),
        as_given_(!graded_at(base.assessment)) {
    out_.wanted = wanted;
    out_.found = base.assessment.certainty;
    out_.found_level = base.assessment.level;
    for (const rules::LevelDeclaration& level : pack.framework.levels) {
      if (!out_.found_level.empty() && ladder_.certainty_at(level.number) == wanted)
        out_.wanted_level = Ladder::shown(level.name);
    }
    for (const rules::Rule& rule : pack.rules) {
      for (const rules::Action& action : rule.then) {
        if (action.kind == ActionKind::set) set_by_rules_.insert(action.fact);
      }
    }
    reach_.changeable = [this](const rules::FactInfo& info) {
      return (info.scope == ScopeKind::body || info.scope == ScopeKind::source) && !from_outside(info.name) &&
             !set_by_rules_.contains(info.name);
    };
    reach_.behind = [this](const rules::FactInfo& info, const rules::Demand& wanted) { return behind(info, wanted); };
  }

  WhyNot run() {
    const Certainty found = out_.found;
    if (found == out_.wanted) {
      out_.because = "the rules give this level";
      return std::move(out_);
    }
    if (base_.assessment.declared) {
      out_.because = "the source declares its grade itself, and a declared grade outranks what rules estimate";
      return std::move(out_);
    }
    if (found == Certainty::not_applicable) {
      out_.because = "certainty is not graded for such a claim";
      return std::move(out_);
    }
    push({}, 0);
    seen_.insert("");
    while (!waiting_.empty() && out_.tried < most_tried) {
      const Node node = waiting_.top();
      waiting_.pop();
      if (!out_.ways.empty() && node.demands.size() > out_.ways.front().facts.size()) break;
      visit(node);
      if (out_.more_ways) break;
    }
    if (out_.tried >= most_tried && out_.ways.empty()) out_.complete = false;
    if (out_.ways.empty()) {
      out_.because = out_.complete ? "no set of facts in the rules' reach gives this level"
                                   : "none was found among the sets of facts that were tried";
    }
    return std::move(out_);
  }

 private:
  struct Node {
    Demands demands;
    std::size_t number = 0;
    bool operator<(const Node& other) const {  // the smallest on top, then the oldest
      return std::pair(demands.size(), number) > std::pair(other.demands.size(), other.number);
    }
  };

  void push(Demands demands, std::size_t number) { waiting_.push({std::move(demands), number}); }

  static std::string key_of(const Demands& demands, const rules::Pack& pack) {
    std::string key;
    for (const auto& [where, demand] : demands) {
      key += std::to_string(where.first) + ":" + std::to_string(where.second) + "=" +
             rules::in_words(demand, pack.facts[where.second], pack) + ";";
    }
    return key;
  }

  void visit(const Node& node) {
    GivenFacts supposed = given_;
    if (!suppose(node.demands, supposed)) return;
    ++out_.tried;
    Graded graded = node.demands.empty() ? base_ : grade(pack_, claim_, context_, sources_, supposed);
    if (graded.assessment.certainty == out_.wanted) {
      if (out_.ways.size() == most_ways) out_.more_ways = true;
      else out_.ways.push_back(told(node.demands, graded));
      return;
    }
    // Another set of the same size cannot come from this one.
    if (!out_.ways.empty() || node.demands.size() == most_facts) return;
    rules::Flips flips(pack_, graded.facts, graded.results, reach_);
    for (Demands& way : obstacle(graded, flips)) {
      Demands all = node.demands;
      if (!rules::meet(all, way) || all.size() > most_facts) continue;
      if (seen_.insert(key_of(all, pack_)).second) push(std::move(all), ++numbered_);
    }
    if (flips.cut()) out_.complete = false;
  }

  /// The supposed facts; false when no value meets a demand.
  bool suppose(const Demands& demands, GivenFacts& into) const {
    for (const auto& [where, demand] : demands) {
      const rules::FactInfo& info = pack_.facts[where.second];
      const Fact* now = present(where);
      const auto value = rules::value_for(demand, info, pack_, now && now->known() ? &now->value : nullptr);
      if (!value) return false;
      Fact fact{info.name, *value, "", FactOrigin::given, {}};
      // What cannot be graded is asked as if somebody had told of its evidence.
      if (info.scope == ScopeKind::body && as_given_) into.facts.insert(into.facts.begin(), std::move(fact));
      else into.supposed.push_back({info.scope == ScopeKind::body ? -1 : source_at(where.first), std::move(fact)});
    }
    return true;
  }

  // The scopes of all runs are numbered alike: claim, body, sources with what is in them.
  const Scope* scope_at(int number) const {
    int at = 0;
    return numbered(base_.facts, number, at);
  }
  static const Scope* numbered(const Scope& scope, int number, int& at) {
    if (at++ == number) return &scope;
    for (const Scope& inner : scope.inside) {
      if (const Scope* found = numbered(inner, number, at)) return found;
    }
    return nullptr;
  }
  const Fact* present(const std::pair<int, int>& where) const {
    const Scope* scope = scope_at(where.first);
    return scope ? scope->find(pack_.facts[where.second].name) : nullptr;
  }
  int source_at(int number) const {
    int at = 0;
    const Scope* wanted = scope_at(number);
    for (const Scope& body : base_.facts.inside) {
      for (const Scope& source : body.inside) {
        if (source.kind != ScopeKind::source) continue;
        if (&source == wanted) return at;
        ++at;
      }
    }
    return -1;
  }

  // Obstacles --------------------------------------------------------------------------------------------------------

  static void add(std::vector<Demands>& all, std::vector<Demands> more) {
    for (Demands& way : more) {
      if (!way.empty()) all.push_back(std::move(way));
    }
  }

  double height(Certainty certainty) const { return 4.0 - static_cast<double>(certainty); }

  std::vector<Demands> obstacle(const Graded& graded, rules::Flips& flips) const {
    const Certainty certainty = graded.assessment.certainty;
    std::vector<Demands> ways;
    if (!graded_at(graded.assessment)) {
      if (certainty == Certainty::insufficient) return ways = make_act(flips, graded, {ActionKind::start}, 0, 9);
      ways = make_silent(flips, graded, {ActionKind::not_gradable}, 0, 9);
      if (ways.empty() && graded.assessment.reason == "design_unknown")
        ways = make_act(flips, graded, {ActionKind::start}, 0, 9);
      return ways;
    }
    const double wanted = height(out_.wanted), found = height(certainty);
    if (found < wanted) {
      for (const RuleResult& result : graded.results) {
        if (!has(result, ActionKind::cap, 0, wanted - 0.5)) continue;
        add(ways, flips.to_be_silent(*result.rule, static_cast<int>(result.scope)));
        return ways;  // a cap below the level has to go, whatever else
      }
      ways = make_silent(flips, graded, {ActionKind::downgrade, ActionKind::exclude, ActionKind::hold}, 0, 9);
      add(ways, make_act(flips, graded, {ActionKind::upgrade}, 0, 9));
      add(ways, make_silent(flips, graded, {ActionKind::start}, 0, wanted - 0.5));
      add(ways, make_act(flips, graded, {ActionKind::start}, wanted, 9));
    } else {
      ways = make_act(flips, graded, {ActionKind::downgrade}, 0, 9);
      add(ways, make_act(flips, graded, {ActionKind::cap, ActionKind::start}, 0, wanted));
      add(ways, make_silent(flips, graded, {ActionKind::upgrade}, 0, 9));
    }
    std::stable_sort(ways.begin(), ways.end(), [](const Demands& a, const Demands& b) { return a.size() < b.size(); });
    return ways;
  }

  /// Of an action with a level, only one between the two heights counts.
  bool fits(const rules::Action& action, ActionKind kind, double from, double to) const {
    if (action.kind != kind) return false;
    if (kind != ActionKind::cap && kind != ActionKind::start) return true;
    const auto level = ladder_.number(action.word);
    if (!level) return false;
    const double at = height(ladder_.certainty_at(*level));
    return at >= from && at <= to;
  }

  bool has(const RuleResult& result, ActionKind kind, double from, double to) const {
    return result.verdict == Verdict::fired &&
           std::any_of(result.actions.begin(), result.actions.end(),
                       [&](const rules::ActionResult& did) { return fits(*did.action, kind, from, to); });
  }

  std::vector<Demands> make_silent(rules::Flips& flips, const Graded& graded, std::initializer_list<ActionKind> kinds,
                                   double from, double to) const {
    std::vector<Demands> ways;
    for (const RuleResult& result : graded.results) {
      const bool counts =
          std::any_of(kinds.begin(), kinds.end(), [&](ActionKind kind) { return has(result, kind, from, to); });
      if (counts) add(ways, flips.to_be_silent(*result.rule, static_cast<int>(result.scope)));
    }
    return ways;
  }

  std::vector<Demands> make_act(rules::Flips& flips, const Graded& graded, std::initializer_list<ActionKind> kinds,
                                double from, double to) const {
    std::vector<Demands> ways;
    for (const rules::Rule& rule : pack_.rules) {
      const bool counts = std::any_of(rule.then.begin(), rule.then.end(), [&](const rules::Action& action) {
        return std::any_of(kinds.begin(), kinds.end(), [&](ActionKind kind) { return fits(action, kind, from, to); });
      });
      if (!counts) continue;
      for (const int scope : flips.scopes(rule.scope)) {
        const bool acts = std::any_of(graded.results.begin(), graded.results.end(), [&](const RuleResult& result) {
          return result.rule == &rule && static_cast<int>(result.scope) == scope && result.verdict == Verdict::fired;
        });
        if (!acts) add(ways, flips.to_act(rule, scope));
      }
    }
    return ways;
  }

  /// A domain's rating comes from the rules of that domain.
  std::vector<rules::RuleDemand> behind(const rules::FactInfo& info, const rules::Demand& wanted) const {
    std::vector<rules::RuleDemand> out;
    constexpr std::string_view prefix = "assessment.";
    if (!info.name.starts_with(prefix)) return out;
    const std::string domain = info.name.substr(prefix.size());
    const bool fine = !wanted.words || wanted.words->contains("no_concern");
    for (const rules::Rule& rule : pack_.rules) {
      if (rule.domain != domain) continue;
      for (const rules::Action& action : rule.then) {
        const bool gives = fine ? action.kind == ActionKind::no_concern : action.kind == ActionKind::downgrade;
        if (gives) out.push_back({&rule, true});
        if (fine && wanted.words && action.kind == ActionKind::downgrade) out.push_back({&rule, false});
      }
    }
    return out;
  }

  // Telling ----------------------------------------------------------------------------------------------------------

  using Acts = std::set<std::pair<const rules::Rule*, std::size_t>>;

  static Acts acts_of(const Graded& graded) {
    Acts acts;
    for (const RuleResult& result : graded.results) {
      if (result.verdict == Verdict::fired) acts.insert({result.rule, result.scope});
    }
    return acts;
  }

  void tell(const Graded& of, const Acts& others, bool lifted, FactChanges& into) const {
    for (const RuleResult& result : of.results) {
      if (result.verdict != Verdict::fired || others.contains({result.rule, result.scope})) continue;
      for (const rules::ActionResult& did : result.actions) {
        if (!acts_on_grade(did.action->kind)) continue;
        into.rules.push_back({result.rule->id, result.rule->title, in_words(*did.action), lifted});
      }
    }
  }

  FactChanges told(const Demands& demands, const Graded& graded) const {
    FactChanges out;
    for (const auto& [where, demand] : demands) {
      const rules::FactInfo& info = pack_.facts[where.second];
      FactChange change;
      change.fact = info.name;
      if (const Scope* scope = scope_at(where.first); scope && scope->kind == ScopeKind::source) change.in = scope->id;
      if (const Fact* now = present(where)) {
        change.now = now->value;
        change.origin = now->origin;
        change.why_unknown = now->why_unknown;
      }
      change.wanted = rules::in_words(demand, info, pack_);
      out.facts.push_back(std::move(change));
    }
    tell(base_, acts_of(graded), true, out);
    tell(graded, acts_of(base_), false, out);
    return out;
  }

  const rules::Pack& pack_;
  const Claim& claim_;
  const ClaimContext& context_;
  const std::vector<CitedRecord>& sources_;
  const GivenFacts& given_;
  const Graded& base_;
  Ladder ladder_;
  bool as_given_;
  rules::Reach reach_;
  std::set<std::string> set_by_rules_;
  std::priority_queue<Node> waiting_;
  std::set<std::string> seen_;
  std::size_t numbered_ = 0;
  WhyNot out_;
};

}  // namespace

std::optional<Certainty> level_asked(const rules::Pack& pack, std::string_view name) {
  const Ladder ladder(pack.framework);
  const auto common = from_word<Certainty>(name);
  for (const rules::LevelDeclaration& level : pack.framework.levels) {
    const Certainty certainty = ladder.certainty_at(level.number);
    if (common == certainty || level.name == name || Ladder::shown(level.name) == name) return certainty;
  }
  return std::nullopt;
}

WhyNot why_not(const rules::Pack& pack, const Claim& claim, const ClaimContext& context,
               const std::vector<CitedRecord>& sources, const GivenFacts& given, const Graded& base, Certainty wanted) {
  return Search(pack, claim, context, sources, given, base, wanted).run();
}

}  // namespace claimassay
