// What decided a condition: the facts that an explanation has to name, and no more.
#include <algorithm>

#include "rules/machine.h"

namespace claimassay::rules {

namespace {

bool is_quantifier(Op op) { return op >= Op::any; }

}  // namespace

void Conditions::use(const Expr& e, const Bound& bound, Explanation& out, const Quote* quote) {
  int node = 0;
  const Fact* found = fact(e, bound, node);
  const FactInfo& info = pack_.facts[e.id];
  const std::string in = node >= 0 ? tree_.scope(node).id : "";
  const bool known = found && from(*found, info).kind != Result::Kind::unknown;
  auto& list = known ? out.facts : out.unknown;
  UsedFact used;
  used.in = in;
  if (found) used.fact = *found;
  else used.fact.name = info.name;
  if (!known) {
    used.fact.value = Unknown{};
    if (used.fact.why_unknown.empty()) {
      used.fact.why_unknown = node == Bound::several ? "there are several bodies of evidence"
                              : node == Bound::none  ? "there is no " + std::string(word(info.scope)) + " here"
                                                     : "not given";
    }
  }
  if (quote) used.fact.quotes = {*quote};
  const bool there = std::any_of(list.begin(), list.end(), [&](const UsedFact& old) {
    return old.fact.name == used.fact.name && old.in == used.in &&
           (!quote || (!old.fact.quotes.empty() && old.fact.quotes[0].span == quote->span));
  });
  if (!there && list.size() < 100) list.push_back(std::move(used));
}

/// Every fact that a comparison or a value is made of.
void Conditions::leaves(const Expr& e, const Bound& bound, Explanation& out) {
  if (e.op == Op::name && e.refers == Refers::fact) return use(e, bound, out);
  if (is_quantifier(e.op)) {
    const bool of_number = e.op == Op::sum || e.op == Op::lowest || e.op == Op::highest;
    for (const Instance& one : instances(e, bound)) {
      if (e.of.size() > 1) decided(e.of[1], one.bound, out);
      if (!e.of.empty() && of_number) leaves(e.of[0], one.bound, out);
      // Of what is counted, only what counts (or might) is worth naming.
      else if (!e.of.empty() && truth(e.of[0], one.bound) != Truth::no) decided(e.of[0], one.bound, out);
    }
    return;
  }
  for (const Expr& child : e.of) leaves(child, bound, out);
}

void Conditions::decided(const Expr& e, const Bound& bound, Explanation& out) {
  const Truth result = truth(e, bound);
  switch (e.op) {
    case Op::negation: return decided(e.of[0], bound, out);
    case Op::both:
    case Op::either: {
      const Truth deciding = e.op == Op::both ? Truth::no : Truth::yes;
      for (const Expr& child : e.of) {
        if (truth(child, bound) != result) continue;
        decided(child, bound, out);
        if (result == deciding) return;  // one is enough
      }
      return;
    }
    case Op::any:
    case Op::all:
    case Op::none: {
      const Truth deciding = e.op == Op::all ? Truth::no : Truth::yes;  // what one instance can decide
      const Truth inner = e.op == Op::none ? negate(result) : result;
      for (const Instance& one : instances(e, bound)) {
        const Truth holds = truth(e.of[0], one.bound);
        if (holds != inner && !(result == Truth::unknown && one.kept == Truth::unknown)) continue;
        if (e.of.size() > 1) decided(e.of[1], one.bound, out);
        decided(e.of[0], one.bound, out);
        if (inner == deciding) return;
      }
      return;
    }
    case Op::has:
    case Op::has_all: {
      Quote quote;
      const bool text = pack_.facts[e.of[0].id].type == Type::text;
      if (text && result == Truth::yes) {
        has(e, bound, &quote);
        return use(e.of[0], bound, out, &quote);
      }
      return use(e.of[0], bound, out);
    }
    default: leaves(e, bound, out);
  }
}

}  // namespace claimassay::rules
