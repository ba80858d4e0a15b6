#include "rules/flips.h"

#include <algorithm>

#include "rules/machine.h"

namespace claimassay::rules {

namespace {

constexpr std::size_t most_words = 8;         // that a fact may have to be told by each of them
constexpr int deepest = 4;                    // rules that ask for rules
constexpr std::size_t most_merged = 1000000;  // pairs of ways, of one run: what no sensible rule comes near

using Ways = std::vector<Demands>;  // any one of them will do

const Ways nothing_to_do{Demands{}};

}  // namespace

class Flips::Search {
 public:
  Search(const Pack& pack, Scope& facts, const std::vector<RuleResult>& results, const Reach& reach)
      : pack(pack), reach(reach), tree(pack.facts, facts), conditions(pack, tree) {
    for (const RuleResult& result : results) {
      if (result.verdict == Verdict::silenced) continue;
      conditions.record(static_cast<int>(result.rule - pack.rules.data()), static_cast<int>(result.scope),
                        result.verdict == Verdict::fired ? Truth::yes : Truth::unknown);
    }
  }

  Ways rule(const Rule& rule, int node, bool act) {
    if (depth == deepest) return {};
    ++depth;
    const Bound bound = conditions.bind(node);
    Ways ways = condition(*rule.when, bound, act);
    for (const Expr& exception : rule.unless) {
      Ways more = condition(exception, bound, !act);
      ways = act ? together(ways, more) : either(std::move(ways), std::move(more));
    }
    --depth;
    return ways;
  }

 private:
  /// Ways for the condition to be plainly true (or plainly false).
  Ways condition(const Expr& e, const Bound& bound, bool want) {
    if (conditions.truth(e, bound) == (want ? Truth::yes : Truth::no)) return nothing_to_do;
    switch (e.op) {
      case Op::negation: return condition(e.of[0], bound, !want);
      case Op::both:
      case Op::either: {
        const bool all_of_them = (e.op == Op::both) == want;
        Ways ways = all_of_them ? nothing_to_do : Ways{};
        for (const Expr& child : e.of) {
          Ways more = condition(child, bound, want);
          ways = all_of_them ? together(ways, more) : either(std::move(ways), std::move(more));
        }
        return ways;
      }
      case Op::any: return quantified(e, bound, want, want);
      case Op::none: return quantified(e, bound, !want, !want);
      case Op::all: return quantified(e, bound, want, !want);
      case Op::name:
        if (e.refers == Refers::fact) return truth(e, bound, want);
        return rules(e.ids, bound, want);
      case Op::call:
        if (e.text == "fired" || e.text == "flagged") return rules(e.of[0].ids, bound, want);
        return e.text == "known" && want ? to_be_known(e.of[0], bound) : Ways{};
      case Op::equal:
      case Op::unequal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal: return compared(e, bound, want);
      case Op::in_band:
      case Op::in_open_band: return band(e, bound, want);
      case Op::in_list: return in_list(e, bound, want);
      case Op::has:
      case Op::has_all: return members(e, bound, want);
      case Op::contains:
      case Op::crosses:
      case Op::below:
      case Op::above:
      case Op::within: return interval(e, bound, want);
      default: return {};
    }
  }

  Ways smallest(Ways ways) {
    std::stable_sort(ways.begin(), ways.end(), [](const Demands& a, const Demands& b) { return a.size() < b.size(); });
    if (ways.size() > most) {
      ways.resize(most);
      cut = true;
    }
    return ways;
  }

  Ways either(Ways a, Ways b) {
    a.insert(a.end(), std::make_move_iterator(b.begin()), std::make_move_iterator(b.end()));
    return smallest(std::move(a));
  }

  Ways together(const Ways& a, const Ways& b) {
    Ways out;
    merged += a.size() * b.size();
    if (merged > most_merged) {
      cut = true;
      return out;
    }
    for (const Demands& one : a) {
      for (const Demands& other : b) {
        Demands both = one;
        if (meet(both, other)) out.push_back(std::move(both));
      }
    }
    return smallest(std::move(out));
  }

  // What several things ask ------------------------------------------------------------------------------------------

  /// `body`: how the inner condition has to come out; `one`: of one instance at least, else of every one.
  Ways quantified(const Expr& e, const Bound& bound, bool body, bool one) {
    Ways ways = one ? Ways{} : nothing_to_do;
    bool any = false;
    for (const auto& instance : conditions.instances(e, bound)) {
      any = true;
      Ways mine = condition(e.of[0], instance.bound, body);
      if (e.of.size() > 1) {
        Ways asked = condition(e.of[1], instance.bound, one);
        mine = one ? together(mine, asked) : either(std::move(mine), std::move(asked));
      }
      ways = one ? either(std::move(ways), std::move(mine)) : together(ways, mine);
    }
    return any || one ? ways : Ways{};
  }

  /// Towards a count in the range: one instance more, or one less. Further ones are the caller's next question.
  Ways counted(const Expr& e, const Bound& bound, const Range& range) {
    const Result now = conditions.value(e, bound);
    Ways ways;
    if (e.of.empty()) return ways;
    const bool unknown = now.kind != Result::Kind::number;
    for (const bool more : {true, false}) {
      const bool helps = more ? unknown || now.low < range.low || (now.low == range.low && !range.low_in)
                              : unknown || now.high > range.high || (now.high == range.high && !range.high_in);
      if (!helps) continue;
      for (const auto& instance : conditions.instances(e, bound)) {
        Ways mine = condition(e.of[0], instance.bound, more);
        for (Demands& way : mine) {
          if (!way.empty()) ways = either(std::move(ways), {std::move(way)});
        }
      }
    }
    return ways;
  }

  Ways rules(const std::vector<int>& ids, const Bound& bound, bool act) {
    Ways ways = act ? Ways{} : nothing_to_do;
    for (const int id : ids) {
      const Rule& asked = pack.rules[static_cast<std::size_t>(id)];
      for (int node = 0; node < static_cast<int>(tree.size()); ++node) {
        if (tree.kind(node) != asked.scope || !tree.related(node, bound.here)) continue;
        Ways mine = rule(asked, node, act);
        ways = act ? either(std::move(ways), std::move(mine)) : together(ways, mine);
      }
    }
    return ways;
  }

  // What is asked of one fact ----------------------------------------------------------------------------------------

  Ways demand(const Expr& e, const Bound& bound, const Demand& wanted) {
    if (e.op != Op::name || e.refers != Refers::fact) return {};
    const FactInfo& info = pack.facts[e.id];
    const int node = bound.scopes[static_cast<std::size_t>(info.scope)];
    if (node < 0) return {};
    if (info.type != Type::text && reach.changeable(info)) return {Demands{{{node, e.id}, wanted}}};
    Ways ways;
    for (const RuleDemand& behind : reach.behind(info, wanted)) {
      for (const int where : scopes(behind.rule->scope)) {
        if (!tree.related(where, node)) continue;
        // A rule that does so already is not what is missing.
        for (Demands& way : rule(*behind.rule, where, behind.act)) {
          if (!way.empty()) ways = either(std::move(ways), {std::move(way)});
        }
      }
    }
    return ways;
  }

  /// Only where what it would be can be said: a figure that is merely known is no answer.
  Ways to_be_known(const Expr& e, const Bound& bound) {
    if (e.refers != Refers::fact) return {};
    const FactInfo& info = pack.facts[e.id];
    if (info.type == Type::truth) return either(truth(e, bound, true), truth(e, bound, false));
    Ways ways;
    for (const RuleDemand& behind : reach.behind(info, {})) {
      if (behind.act) return demand(e, bound, {});
    }
    if (info.type != Type::word || info.words.size() > most_words) return ways;
    for (const std::string& word : info.words) ways = either(std::move(ways), words(e, bound, {word}, true));
    return ways;
  }

  Ways truth(const Expr& e, const Bound& bound, bool want) {
    Demand wanted;
    wanted.truth = want;
    return demand(e, bound, wanted);
  }

  /// A number that has to lie in a range.
  Ways number(const Expr& e, const Bound& bound, Range range) {
    const Result now = conditions.value(e, bound);
    if (now.kind == Result::Kind::number && range.holds(now.low) && range.holds(now.high)) return nothing_to_do;
    const auto fixed = [&](const Expr& part, double& value) {
      const Result known = conditions.value(part, bound);
      value = known.low;
      return known.kind == Result::Kind::number && known.known();
    };
    double x = 0;
    switch (e.op) {
      case Op::name: {
        Demand wanted;
        wanted.number = range;
        return demand(e, bound, wanted);
      }
      case Op::minus: return number(e.of[0], bound, {-range.high, -range.low, range.high_in, range.low_in});
      case Op::add:
        if (fixed(e.of[1], x))
          return number(e.of[0], bound, {range.low - x, range.high - x, range.low_in, range.high_in});
        if (fixed(e.of[0], x))
          return number(e.of[1], bound, {range.low - x, range.high - x, range.low_in, range.high_in});
        return {};
      case Op::subtract:
        if (fixed(e.of[1], x))
          return number(e.of[0], bound, {range.low + x, range.high + x, range.low_in, range.high_in});
        return {};
      case Op::multiply:
        if (fixed(e.of[1], x) && x > 0)
          return number(e.of[0], bound, {range.low / x, range.high / x, range.low_in, range.high_in});
        return {};
      case Op::divide:
        if (fixed(e.of[1], x) && x > 0)
          return number(e.of[0], bound, {range.low * x, range.high * x, range.low_in, range.high_in});
        return {};
      case Op::call: {
        if (e.text != "low" && e.text != "high") return {};
        Demand wanted;
        (e.text == "low" ? wanted.low : wanted.high) = range;
        return demand(e.of[0], bound, wanted);
      }
      case Op::count:
      case Op::share: return counted(e, bound, range);
      default: return {};
    }
  }

  static Op denied(Op op) {
    switch (op) {
      case Op::less: return Op::greater_equal;
      case Op::less_equal: return Op::greater;
      case Op::greater: return Op::less_equal;
      case Op::greater_equal: return Op::less;
      case Op::equal: return Op::unequal;
      default: return Op::equal;
    }
  }

  Ways compared(const Expr& e, const Bound& bound, bool want) {
    const Op op = want ? e.op : denied(e.op);
    Ways ways;
    for (const std::size_t side : {0, 1}) {
      const Expr& changed = e.of[side];
      const Result other = conditions.value(e.of[1 - side], bound);
      if (!other.known()) continue;
      const Op mine = side == 0 ? op : mirrored(op);
      if (other.kind == Result::Kind::number) {
        if (mine == Op::unequal) {
          // Of what is counted there is never less than none: "not one study" means several.
          if (other.low > 1) ways = either(std::move(ways), number(changed, bound, Range::of(Op::less, other.low)));
          ways = either(std::move(ways), number(changed, bound, Range::of(Op::greater, other.low)));
        } else {
          ways = either(std::move(ways), number(changed, bound, Range::of(mine, other.low)));
        }
      } else if (other.kind == Result::Kind::text) {
        ways = either(std::move(ways), words(changed, bound, {std::string(other.text)}, mine == Op::equal));
      } else if (other.kind == Result::Kind::truth && other.truth != Truth::unknown) {
        ways = either(std::move(ways), truth(changed, bound, (other.truth == Truth::yes) == (mine == Op::equal)));
      }
    }
    return ways;
  }

  Ways words(const Expr& e, const Bound& bound, std::set<std::string> listed, bool want) {
    if (e.refers != Refers::fact || pack.facts[e.id].type != Type::word) return {};
    Demand wanted;
    if (want) {
      wanted.words = std::move(listed);
    } else {
      const std::vector<std::string>& all = pack.facts[e.id].words;
      if (all.empty()) return {};
      wanted.words.emplace(all.begin(), all.end());
      for (const std::string& word : listed) wanted.words->erase(word);
    }
    return demand(e, bound, wanted);
  }

  Ways in_list(const Expr& e, const Bound& bound, bool want) {
    std::set<std::string> listed;
    Ways ways = want ? Ways{} : nothing_to_do;
    for (const Expr& item : e.of[1].of) {
      const Result one = conditions.value(item, bound);
      if (one.kind == Result::Kind::text) listed.insert(std::string(one.text));
      else if (one.kind == Result::Kind::number && want)
        ways = either(std::move(ways), number(e.of[0], bound, Range::of(Op::equal, one.low)));
      else return {};
    }
    return listed.empty() ? ways : words(e.of[0], bound, std::move(listed), want);
  }

  Ways band(const Expr& e, const Bound& bound, bool want) {
    const Result low = conditions.value(e.of[1], bound), high = conditions.value(e.of[2], bound);
    if (!low.known() || !high.known()) return {};
    const bool closed = e.op == Op::in_band;
    if (want) return number(e.of[0], bound, {low.low, high.low, true, closed});
    return either(number(e.of[0], bound, Range::of(Op::less, low.low)),
                  number(e.of[0], bound, Range::of(closed ? Op::greater : Op::greater_equal, high.low)));
  }

  Ways members(const Expr& e, const Bound& bound, bool want) {
    if (e.of[0].refers != Refers::fact || pack.facts[e.of[0].id].type != Type::set) return {};
    std::vector<std::string> items;
    if (e.of[1].op == Op::list) {
      for (const Expr& item : e.of[1].of) items.push_back(item.text);
    } else {
      items.push_back(e.of[1].text);
    }
    const bool every = (e.op == Op::has_all) == want;  // wanted: all of them, or none of them
    if (every) {
      Demand wanted;
      (want ? wanted.with : wanted.without).insert(items.begin(), items.end());
      return demand(e.of[0], bound, wanted);
    }
    Ways ways;
    for (const std::string& item : items) {
      Demand wanted;
      (want ? wanted.with : wanted.without).insert(item);
      ways = either(std::move(ways), demand(e.of[0], bound, wanted));
    }
    return ways;
  }

  Ways interval(const Expr& e, const Bound& bound, bool want) {
    const Result x = conditions.value(e.of[1], bound);
    if (x.kind != Result::Kind::number || !x.known()) return {};
    const auto with = [&](Range low, Range high) {
      Demand wanted;
      wanted.low = low;
      wanted.high = high;
      return demand(e.of[0], bound, wanted);
    };
    const Range any;
    const auto is = [&](Op op) { return Range::of(op, x.low); };
    switch (e.op) {
      case Op::below: return want ? with(any, is(Op::less)) : with(any, is(Op::greater_equal));
      case Op::above: return want ? with(is(Op::greater), any) : with(is(Op::less_equal), any);
      case Op::contains:
        if (want) return with(is(Op::less_equal), is(Op::greater_equal));
        return either(with(any, is(Op::less)), with(is(Op::greater), any));
      case Op::crosses:
        if (want) return with(is(Op::less), is(Op::greater));
        return either(with(any, is(Op::less_equal)), with(is(Op::greater_equal), any));
      default: {
        const Result end = conditions.value(e.of[2], bound);
        if (!end.known()) return {};
        if (want) return with(is(Op::greater_equal), Range::of(Op::less_equal, end.low));
        return either(with(is(Op::less), any), with(any, Range::of(Op::greater, end.low)));
      }
    }
  }

 public:
  std::vector<int> scopes(ScopeKind kind) const {
    std::vector<int> out;
    for (int node = 0; node < static_cast<int>(tree.size()); ++node) {
      if (tree.kind(node) == kind) out.push_back(node);
    }
    return out;
  }

  const Pack& pack;
  const Reach& reach;
  Tree tree;
  Conditions conditions;
  bool cut = false;

 private:
  std::size_t merged = 0;
  int depth = 0;
};

Flips::Flips(const Pack& pack, Scope& facts, const std::vector<RuleResult>& results, const Reach& reach)
    : search_(std::make_unique<Search>(pack, facts, results, reach)) {}
Flips::~Flips() = default;

std::vector<Demands> Flips::to_act(const Rule& rule, int scope) { return search_->rule(rule, scope, true); }
std::vector<Demands> Flips::to_be_silent(const Rule& rule, int scope) { return search_->rule(rule, scope, false); }
std::vector<int> Flips::scopes(ScopeKind kind) const { return search_->scopes(kind); }
const Scope& Flips::scope(int number) const { return search_->tree.scope(number); }
const Fact* Flips::fact(int scope, int id) const { return search_->tree.fact(scope, id); }
bool Flips::cut() const { return search_->cut; }

}  // namespace claimassay::rules
