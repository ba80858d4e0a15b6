#include <algorithm>
#include <cmath>
#include <limits>

#include "core/text.h"
#include "rules/machine.h"

namespace claimassay::rules {

Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}
Truth either(Truth a, Truth b) {
  if (a == Truth::yes || b == Truth::yes) return Truth::yes;
  return a == Truth::no && b == Truth::no ? Truth::no : Truth::unknown;
}
Truth negate(Truth a) { return a == Truth::unknown ? a : a == Truth::yes ? Truth::no : Truth::yes; }

namespace {

Truth truth_of(bool b) { return b ? Truth::yes : Truth::no; }

/// Numbers are bounds. A count over sources of which two are unknown is "1 to 3": every comparison that both ends agree
/// on is decided, and arithmetic keeps the bounds, so that unknown facts spoil no more than they must.
Result number(double low, double high) {
  Result made;
  // Infinite minus infinite and the like: nothing is known.
  if (std::isnan(low) || std::isnan(high)) return made;
  made.kind = Result::Kind::number;
  made.low = std::min(low, high);
  made.high = std::max(low, high);
  return made;
}
Result number(double exact) { return number(exact, exact); }

Truth less(const Result& a, const Result& b, bool or_equal) {
  if (or_equal ? a.high <= b.low : a.high < b.low) return Truth::yes;
  if (or_equal ? a.low > b.high : a.low >= b.high) return Truth::no;
  return Truth::unknown;
}

Truth equal(const Result& a, const Result& b) {
  if (a.low == a.high && b.low == b.high) return truth_of(a.low == b.low);
  return a.high < b.low || b.high < a.low ? Truth::no : Truth::unknown;
}

}  // namespace

bool Result::known() const {
  switch (kind) {
    case Kind::unknown: return false;
    case Kind::truth: return truth != Truth::unknown;
    case Kind::number: return low == high;
    default: return true;
  }
}

// Facts -------------------------------------------------------------------------------------------------------------

Bound Conditions::bind(int node) const {
  Bound bound;
  bound.here = node;
  for (int at = node; at >= 0; at = tree_.parent(at)) {
    int& scope = bound.scopes[static_cast<std::size_t>(tree_.kind(at))];
    if (scope == Bound::none) scope = at;
  }
  bind_body(bound, node);
  return bound;
}

/// A claim speaks of its body as its own, as long as there is one only.
void Conditions::bind_body(Bound& bound, int node) const {
  if (tree_.kind(node) != ScopeKind::claim) return;
  int& body = bound.scopes[static_cast<std::size_t>(ScopeKind::body)];
  body = Bound::none;
  for (int at = node + 1; at < tree_.end(node); at = tree_.end(at)) {
    if (tree_.kind(at) == ScopeKind::body) body = body == Bound::none ? at : Bound::several;
  }
}

const Fact* Conditions::fact(const Expr& e, const Bound& bound, int& node) const {
  node = bound.scopes[static_cast<std::size_t>(pack_.facts[e.id].scope)];
  return node < 0 ? nullptr : tree_.fact(node, e.id);
}

int Conditions::rank(const FactInfo& info, std::string_view word) const {
  if (!info.words.empty()) {
    const auto found = std::find(info.words.begin(), info.words.end(), word);
    return found == info.words.end() ? -1 : static_cast<int>(found - info.words.begin());
  }
  const LevelDeclaration* level = pack_.level(word);
  if (!level) return -1;
  return static_cast<int>(std::count_if(pack_.framework.levels.begin(), pack_.framework.levels.end(),
                                        [&](const LevelDeclaration& other) { return other.number < level->number; }));
}

/// A value of another type than the table says is as good as none.
Result Conditions::from(const Fact& fact, const FactInfo& info) const {
  Result made;
  switch (info.type) {
    case Type::truth:
      if (const bool* b = std::get_if<bool>(&fact.value)) made.kind = Result::Kind::truth, made.truth = truth_of(*b);
      break;
    case Type::number:
      if (const double* d = std::get_if<double>(&fact.value)) return number(*d);
      break;
    case Type::level:
      if (const std::string* s = std::get_if<std::string>(&fact.value)) {
        if (const int r = rank(info, *s); r >= 0) return number(r);
      }
      break;
    case Type::word:
    case Type::text:
      if (const std::string* s = std::get_if<std::string>(&fact.value)) made.kind = Result::Kind::text, made.text = *s;
      break;
    case Type::set:
      if (const TextSet* s = std::get_if<TextSet>(&fact.value)) made.kind = Result::Kind::set, made.set = s;
      break;
    case Type::interval:
      if (const Interval* i = std::get_if<Interval>(&fact.value)) {
        made.kind = Result::Kind::interval;
        made.low = i->low;
        made.high = i->high;
        if (std::isnan(i->low) || std::isnan(i->high) || i->low > i->high) made.kind = Result::Kind::unknown;
      }
      break;
    default: break;
  }
  return made;
}

// Values ------------------------------------------------------------------------------------------------------------

Result Conditions::value(const Expr& e, const Bound& bound) {
  switch (e.op) {
    case Op::number: return number(e.number);
    case Op::text: {
      Result made;
      made.kind = Result::Kind::text;
      made.text = e.text;
      return made;
    }
    case Op::name:
      if (e.refers == Refers::fact) {
        int node = 0;
        const Fact* found = fact(e, bound, node);
        return found ? from(*found, pack_.facts[e.id]) : Result{};
      }
      break;
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::minus: return arithmetic(e, bound);
    case Op::call:
      if (e.text != "known" && e.text != "fired" && e.text != "flagged") return called(e, bound);
      break;
    case Op::index: {
      const Result key = value(e.of[0], bound);
      if (key.kind != Result::Kind::text) return {};
      for (const TableRow& row : pack_.tables[static_cast<std::size_t>(e.id)].rows) {
        if (fold(row.key) == fold(key.text)) return number(row.value);
      }
      return {};
    }
    case Op::count:
    case Op::share:
    case Op::sum:
    case Op::lowest:
    case Op::highest: return measured(e, bound);
    default: break;
  }
  Result made;
  made.kind = Result::Kind::truth;
  made.truth = truth(e, bound);
  return made;
}

Result Conditions::arithmetic(const Expr& e, const Bound& bound) {
  const Result a = value(e.of[0], bound);
  if (a.kind != Result::Kind::number) return {};
  if (e.op == Op::minus) return number(-a.high, -a.low);
  const Result b = value(e.of[1], bound);
  if (b.kind != Result::Kind::number) return {};
  if (e.op == Op::add) return number(a.low + b.low, a.high + b.high);
  if (e.op == Op::subtract) return number(a.low - b.high, a.high - b.low);
  if (e.op == Op::divide && b.low <= 0 && b.high >= 0) return {};
  double ends[4];
  int at = 0;
  for (const double x : {a.low, a.high}) {
    for (const double y : {b.low, b.high}) ends[at++] = e.op == Op::multiply ? x * y : x / y;
  }
  return number(*std::min_element(ends, ends + 4), *std::max_element(ends, ends + 4));
}

Result Conditions::called(const Expr& e, const Bound& bound) {
  const Result a = value(e.of[0], bound);
  if (a.kind == Result::Kind::unknown) return {};
  if (e.text == "size") return number(static_cast<double>(a.set->size()));
  if (e.text == "low") return number(a.low);
  if (e.text == "high") return number(a.high);
  if (e.text == "width") return number(a.high - a.low);
  if (e.text == "abs") {
    if (a.low >= 0) return a;
    if (a.high <= 0) return number(-a.high, -a.low);
    return number(0, std::max(-a.low, a.high));
  }
  if (e.text == "log") return a.low > 0 ? number(std::log(a.low), std::log(a.high)) : Result{};
  const Result b = value(e.of[1], bound);
  if (b.kind == Result::Kind::unknown) return {};
  return e.text == "min" ? number(std::min(a.low, b.low), std::min(a.high, b.high))
                         : number(std::max(a.low, b.low), std::max(a.high, b.high));
}

// Truths ------------------------------------------------------------------------------------------------------------

Truth Conditions::truth(const Expr& e, const Bound& bound) {
  switch (e.op) {
    case Op::truth: return truth_of(e.number != 0);
    case Op::both: {
      Truth all = Truth::yes;
      for (const Expr& child : e.of) {
        all = rules::both(all, truth(child, bound));
        if (all == Truth::no) break;
      }
      return all;
    }
    case Op::either: {
      Truth any = Truth::no;
      for (const Expr& child : e.of) {
        any = rules::either(any, truth(child, bound));
        if (any == Truth::yes) break;
      }
      return any;
    }
    case Op::negation: return negate(truth(e.of[0], bound));
    case Op::name:
      if (e.refers == Refers::rule || e.refers == Refers::label) return fired(e.ids, bound);
      break;
    case Op::equal:
    case Op::unequal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal: return compared(e, bound);
    case Op::in_band:
    case Op::in_open_band: {
      const Result x = value(e.of[0], bound), low = value(e.of[1], bound), high = value(e.of[2], bound);
      if (x.kind != Result::Kind::number || low.kind != Result::Kind::number || high.kind != Result::Kind::number)
        return Truth::unknown;
      return rules::both(less(low, x, true), less(x, high, e.op == Op::in_band));
    }
    case Op::in_list: return in_list(e, bound);
    case Op::contains:
    case Op::below:
    case Op::above:
    case Op::crosses:
    case Op::within:
    case Op::overlaps: return of_interval(e, bound);
    case Op::has:
    case Op::has_all: return has(e, bound, nullptr);
    case Op::is_empty: {
      const Result of = value(e.of[0], bound);
      if (of.kind == Result::Kind::set) return truth_of(of.set->empty());
      return of.kind == Result::Kind::text ? truth_of(trim(of.text).empty()) : Truth::unknown;
    }
    case Op::call:
      if (e.text == "known") return truth_of(value(e.of[0], bound).known());
      if (e.text == "fired") return fired(e.of[0].ids, bound);
      if (e.text == "flagged") {
        if (pretending) return truth_of(pretended_codes.contains(e.of[0].text));
        return fired(e.of[0].ids, bound);
      }
      break;
    case Op::any:
    case Op::all:
    case Op::none: return quantified(e, bound);
    default: break;
  }
  const Result result = value(e, bound);
  return result.kind == Result::Kind::truth ? result.truth : Truth::unknown;
}

Truth Conditions::compared(const Expr& e, const Bound& bound) {
  const Result a = value(e.of[0], bound), b = value(e.of[1], bound);
  if (a.kind == Result::Kind::unknown || b.kind == Result::Kind::unknown || a.kind != b.kind) return Truth::unknown;
  Truth same = Truth::unknown;
  if (a.kind == Result::Kind::number) {
    switch (e.op) {
      case Op::less: return less(a, b, false);
      case Op::less_equal: return less(a, b, true);
      case Op::greater: return less(b, a, false);
      case Op::greater_equal: return less(b, a, true);
      default: same = equal(a, b);
    }
  } else if (a.kind == Result::Kind::text) {
    same = truth_of(a.text == b.text || fold(a.text) == fold(b.text));
  } else if (a.kind == Result::Kind::truth) {
    if (a.truth != Truth::unknown && b.truth != Truth::unknown) same = truth_of(a.truth == b.truth);
  }
  return e.op == Op::equal ? same : negate(same);
}

Truth Conditions::of_interval(const Expr& e, const Bound& bound) {
  const Result i = value(e.of[0], bound), x = value(e.of[1], bound);
  if (i.kind != Result::Kind::interval || x.kind == Result::Kind::unknown) return Truth::unknown;
  if (e.op == Op::overlaps) return truth_of(i.low <= x.high && x.low <= i.high);
  const Result low = number(i.low), high = number(i.high);
  switch (e.op) {
    case Op::contains: return rules::both(less(low, x, true), less(x, high, true));
    case Op::crosses: return rules::both(less(low, x, false), less(x, high, false));
    case Op::below: return less(high, x, false);
    case Op::above: return less(x, low, false);
    default: {
      const Result end = value(e.of[2], bound);
      if (end.kind == Result::Kind::unknown) return Truth::unknown;
      return rules::both(less(x, low, true), less(high, end, true));
    }
  }
}

Truth Conditions::in_list(const Expr& e, const Bound& bound) {
  const Result x = value(e.of[0], bound);
  if (x.kind == Result::Kind::unknown) return Truth::unknown;
  Truth any = Truth::no;
  for (const Expr& item : e.of[1].of) {
    const Result one = value(item, bound);
    if (x.kind == Result::Kind::text) any = rules::either(any, truth_of(fold(x.text) == fold(one.text)));
    else any = rules::either(any, one.kind == Result::Kind::number ? equal(x, one) : Truth::unknown);
  }
  return any;
}

/// Of a text: whether any hit is left after the guards; `quote` gets the first one's words.
Truth Conditions::has(const Expr& e, const Bound& bound, Quote* quote) {
  int node = 0;
  const Fact* subject = fact(e.of[0], bound, node);
  if (!subject) return Truth::unknown;
  const Result of = from(*subject, pack_.facts[e.of[0].id]);
  if (of.kind == Result::Kind::set) {
    const auto in = [&](const Expr& item) {
      return std::any_of(of.set->begin(), of.set->end(),
                         [&](const std::string& one) { return one == item.text || fold(one) == fold(item.text); });
    };
    if (e.of[1].op != Op::list) return truth_of(in(e.of[1]));
    const auto& items = e.of[1].of;
    return truth_of(e.op == Op::has_all ? std::all_of(items.begin(), items.end(), in)
                                        : std::any_of(items.begin(), items.end(), in));
  }
  if (of.kind != Result::Kind::text) return Truth::unknown;
  const PhraseMatcher::Hits& hits = tree_.hits(node, e.of[0].id, pack_.matcher);
  const auto range = [&](int list) {
    struct ByList {
      bool operator()(const PhraseMatcher::Hit& hit, int l) const { return hit.list < l; }
      bool operator()(int l, const PhraseMatcher::Hit& hit) const { return l < hit.list; }
    };
    return std::equal_range(hits.begin(), hits.end(), list, ByList{});
  };
  const auto guarded_by = [&](const PhraseMatcher::Hit& hit, const Expr& guard) {
    for (const int list : guard.of[0].ids) {
      const auto [from, to] = range(list);
      for (auto other = from; other != to; ++other) {
        if (guard.op == Op::except) {
          if (other->span.overlaps(hit.span)) return true;
          continue;
        }
        const std::size_t between = other->first > hit.last   ? other->first - hit.last - 1
                                    : hit.first > other->last ? hit.first - other->last - 1
                                                              : 0;
        if (static_cast<double>(between) <= guard.number) return true;
      }
    }
    return false;
  };
  const PhraseMatcher::Hit* best = nullptr;
  for (const int list : e.of[1].ids) {
    const auto [from, to] = range(list);
    for (auto hit = from; hit != to; ++hit) {
      bool kept = true;
      for (std::size_t i = 2; i < e.of.size() && kept; ++i) {
        kept = guarded_by(*hit, e.of[i]) == (e.of[i].op == Op::near);
      }
      if (!kept) continue;
      if (!quote) return Truth::yes;
      if (!best || hit->span.begin < best->span.begin) best = &*hit;
    }
  }
  if (!best) return Truth::no;
  const std::string& text = std::get<std::string>(subject->value);
  *quote = Quote{tree_.scope(node).id, "", best->span, text.substr(best->span.begin, best->span.size())};
  // A fact that is a stretch of a text, quoted as it stands, knows where that stretch begins.
  if (subject->quotes.size() == 1 && subject->quotes[0].text == text) {
    const Quote& whole = subject->quotes[0];
    quote->source = whole.source;
    quote->section = whole.section;
    quote->span = {whole.span.begin + best->span.begin, whole.span.begin + best->span.end};
  }
  return Truth::yes;
}

// Over inner scopes -------------------------------------------------------------------------------------------------

/// The scopes of the kind inside the present one, and whether `where` keeps each.
std::vector<Conditions::Instance> Conditions::instances(const Expr& e, const Bound& bound) {
  std::vector<Instance> out;
  const int here = bound.here;
  for (int node = here + 1; node < tree_.end(here); ++node) {
    if (tree_.kind(node) != e.over) continue;
    Bound inner = bound;
    inner.here = node;
    for (int at = node; at > here; at = tree_.parent(at)) inner.scopes[static_cast<std::size_t>(tree_.kind(at))] = at;
    bind_body(inner, node);
    const Truth kept = e.of.size() > 1 ? truth(e.of[1], inner) : Truth::yes;
    if (kept != Truth::no) out.push_back({inner, kept});
  }
  return out;
}

/// "Any" is a long "or" over the scopes and "all" a long "and", each joined with what `where` says of it: a scope that
/// is perhaps meant can make the answer unknown, but never decide it alone.
Truth Conditions::quantified(const Expr& e, const Bound& bound) {
  Truth any = Truth::no, all = Truth::yes;
  bool nothing = true;
  for (const Instance& one : instances(e, bound)) {
    const Truth holds = truth(e.of[0], one.bound);
    any = rules::either(any, rules::both(one.kept, holds));
    all = rules::both(all, rules::either(negate(one.kept), holds));
    nothing = nothing && one.kept != Truth::yes;
  }
  if (e.op == Op::any) return any;
  if (e.op == Op::none) return negate(any);
  // "All of them" says nothing where there is none, or perhaps none.
  return nothing && all == Truth::yes ? Truth::unknown : all;
}

Result Conditions::measured(const Expr& e, const Bound& bound) {
  const std::vector<Instance> all = instances(e, bound);
  if (e.op == Op::count || e.op == Op::share) {
    double certain = 0, possible = 0, least = 0, most = 0;
    for (const Instance& one : all) {
      const Truth holds = e.of.empty() ? Truth::yes : truth(e.of[0], one.bound);
      const Truth counts = rules::both(one.kept, holds);
      certain += counts == Truth::yes;
      possible += counts != Truth::no;
      least += one.kept == Truth::yes;
      most += 1;
    }
    if (e.op == Op::count) return number(certain, possible);
    if (most == 0) return {};
    if (least == 0) return least == most ? Result{} : number(0, 1);
    return number(certain / most, std::min(1.0, possible / least));
  }
  Result out;
  for (const Instance& one : all) {
    const Result x = value(e.of[0], one.bound);
    if (x.kind != Result::Kind::number || one.kept != Truth::yes) return {};
    if (out.kind == Result::Kind::unknown) out = x;
    else if (e.op == Op::sum) out = number(out.low + x.low, out.high + x.high);
    else if (e.op == Op::lowest) out = number(std::min(out.low, x.low), std::min(out.high, x.high));
    else out = number(std::max(out.low, x.low), std::max(out.high, x.high));
  }
  return out;
}

// Results of rules --------------------------------------------------------------------------------------------------

void Conditions::record(int rule, int node, Truth fired) { rules_[rule].push_back({node, fired}); }

Truth Conditions::fired(const std::vector<int>& rules, const Bound& bound) const {
  Truth any = Truth::no;
  for (const int rule : rules) {
    if (pretending) {
      any = rules::either(any, truth_of(pretended_rules.contains(rule)));
      continue;
    }
    const auto ran_before = rules_.find(rule);
    if (ran_before == rules_.end()) continue;
    for (const Ran& ran : ran_before->second) {
      if (tree_.related(ran.node, bound.here)) any = rules::either(any, ran.fired);
    }
  }
  return any;
}

}  // namespace claimassay::rules
