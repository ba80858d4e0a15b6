#include "rules/overlap.h"

#include <cmath>
#include <map>
#include <set>

#include "rules/demand.h"

namespace claimassay::rules {

namespace {

constexpr double infinity = Range::infinity;
constexpr std::size_t most_cases = 256;  // of a condition written as "this and that, or those ..."

/// One way in which a condition can be true: what it asks of each number, each word, and of everything else.
struct Case {
  std::map<std::string, Range> numbers;
  std::map<std::string, std::set<std::string>> words;
  std::map<std::string, bool> others;
  bool possible = true;
};

/// A text that two parts share exactly when they ask the same.
std::string shape(const Expr& e) {
  std::string out = "(" + std::to_string(static_cast<int>(e.op)) + ":" + std::to_string(static_cast<int>(e.refers)) +
                    ":" + std::to_string(e.id) + ":" +
                    (e.op == Op::number || e.op == Op::near || e.op == Op::not_near ? std::to_string(e.number) : "") +
                    ":" + (e.refers == Refers::fact ? "" : e.text) + ":" + std::to_string(static_cast<int>(e.over));
  // Phrase lists of two literals differ by number even when their words agree; that only makes us see less.
  for (const int id : e.ids) out += "," + std::to_string(id);
  for (const Expr& child : e.of) out += shape(child);
  return out + ")";
}

bool constant(const Expr& e, double& value) {
  double a = 0, b = 0;
  switch (e.op) {
    case Op::number: value = e.number; return true;
    case Op::minus: return constant(e.of[0], a) && (value = -a, true);
    case Op::add: return constant(e.of[0], a) && constant(e.of[1], b) && (value = a + b, true);
    case Op::subtract: return constant(e.of[0], a) && constant(e.of[1], b) && (value = a - b, true);
    case Op::multiply: return constant(e.of[0], a) && constant(e.of[1], b) && (value = a * b, true);
    case Op::divide: return constant(e.of[0], a) && constant(e.of[1], b) && b != 0 && (value = a / b, true);
    default: return false;
  }
}

/// Writes a condition as cases of which one must hold ("and" inside, "or" between). Whatever is too large or too
/// strange is left out of a case, which only makes it look more possible than it is.
class Splitter {
 public:
  explicit Splitter(const Pack& pack) : pack_(pack) {}

  std::vector<Case> of(const Expr& e, bool positive) {
    switch (e.op) {
      case Op::negation: return of(e.of[0], !positive);
      case Op::both: return positive ? all(e, positive) : some(e, positive);
      case Op::either: return positive ? some(e, positive) : all(e, positive);
      default: return {atom(e, positive)};
    }
  }

  static void meet(Case& into, const Case& other) {
    into.possible = into.possible && other.possible;
    for (const auto& [name, range] : other.numbers) {
      Range& mine = into.numbers[name];
      mine.meet(range);
      if (mine.empty()) into.possible = false;
    }
    for (const auto& [name, allowed] : other.words) {
      const std::set<std::string>& words = allowed;
      const auto [mine, fresh] = into.words.emplace(name, words);
      if (fresh) continue;
      std::erase_if(mine->second, [&](const std::string& word) { return !words.contains(word); });
      if (mine->second.empty()) into.possible = false;
    }
    for (const auto& [name, truth] : other.others) {
      if (into.others.emplace(name, truth).first->second != truth) into.possible = false;
    }
  }

 private:
  std::vector<Case> some(const Expr& e, bool positive) {
    std::vector<Case> out;
    for (const Expr& child : e.of) {
      for (Case& one : of(child, positive)) out.push_back(std::move(one));
      if (out.size() > most_cases) return {Case{}};
    }
    return out;
  }

  std::vector<Case> all(const Expr& e, bool positive) {
    std::vector<Case> out{Case{}};
    for (const Expr& child : e.of) {
      const std::vector<Case> next = of(child, positive);
      // Leaving a part out only makes us see less.
      if (out.size() * next.size() > most_cases) continue;
      std::vector<Case> combined;
      for (const Case& a : out) {
        for (const Case& b : next) {
          Case both = a;
          meet(both, b);
          if (both.possible) combined.push_back(std::move(both));
        }
      }
      if (combined.empty()) {
        Case never;
        never.possible = false;
        return {never};
      }
      out = std::move(combined);
    }
    return out;
  }

  /// What is true of a fact is known of it; what is not known of it can only be asked with `known`.
  static std::string known_key(const Expr& fact) { return "known " + shape(fact); }

  Case atom(const Expr& e, bool positive) {
    if (e.op == Op::call && e.text == "known" && e.of[0].refers == Refers::fact) {
      Case made;
      made.others[known_key(e.of[0])] = positive;
      return made;
    }
    Case made = plain_atom(e, positive);
    if (!positive || e.op == Op::call || e.op >= Op::any) return made;
    if (e.refers == Refers::fact) made.others[known_key(e)] = true;
    for (const Expr& child : e.of) {
      if (child.refers == Refers::fact) made.others[known_key(child)] = true;
    }
    return made;
  }

  Case plain_atom(const Expr& e, bool positive) {
    Case made;
    double value = 0, other = 0;
    switch (e.op) {
      case Op::truth: made.possible = (e.number != 0) == positive; return made;
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::equal:
      case Op::unequal:
        if (constant(e.of[1], value)) return compared(e.of[0], e.op, value, positive);
        if (constant(e.of[0], value)) return compared(e.of[1], mirrored(e.op), value, positive);
        if (is_word(e.of[0]) && e.of[1].op == Op::text)
          return words(e.of[0], {e.of[1].text}, (e.op == Op::equal) == positive);
        break;
      case Op::in_band:
      case Op::in_open_band:
        if (positive && constant(e.of[1], value) && constant(e.of[2], other)) {
          made.numbers[shape(e.of[0])] = {value, other, true, e.op == Op::in_band};
          made.possible = !made.numbers.begin()->second.empty();
          return made;
        }
        break;
      case Op::in_list:
        if (is_word(e.of[0])) {
          std::set<std::string> listed;
          for (const Expr& item : e.of[1].of) listed.insert(item.text);
          return words(e.of[0], listed, positive);
        }
        break;
      case Op::below:
      case Op::above:
      case Op::contains:
      case Op::crosses:
        if (positive && constant(e.of[1], value)) return interval(e, value);
        break;
      default: break;
    }
    // Everything else is a question of its own; asked twice with opposite answers it excludes itself.
    made.others[shape(e)] = positive;
    return made;
  }

  Case compared(const Expr& of, Op op, double value, bool positive) {
    if (!positive) {
      op = op == Op::less            ? Op::greater_equal
           : op == Op::less_equal    ? Op::greater
           : op == Op::greater       ? Op::less_equal
           : op == Op::greater_equal ? Op::less
           : op == Op::equal         ? Op::unequal
                                     : Op::equal;
    }
    Case made;
    double fixed = 0;
    if (constant(of, fixed)) {
      made.possible = op == Op::less            ? fixed < value
                      : op == Op::less_equal    ? fixed <= value
                      : op == Op::greater       ? fixed > value
                      : op == Op::greater_equal ? fixed >= value
                      : op == Op::equal         ? fixed == value
                                                : fixed != value;
      return made;
    }
    Range range;
    switch (op) {
      case Op::less: range = {-infinity, value, true, false}; break;
      case Op::less_equal: range.high = value; break;
      case Op::greater: range = {value, infinity, false, true}; break;
      case Op::greater_equal: range.low = value; break;
      case Op::equal: range = {value, value, true, true}; break;
      default: return made;
    }
    range.meet(all_of(of));
    if (of.type == Type::level) within_ranks(range);
    made.possible = !range.empty();
    made.numbers[shape(of)] = range;
    return made;
  }

  /// What the value can be at all: a share, a count, the rank of a level.
  Range all_of(const Expr& of) const {
    if (of.op == Op::share) return {0, 1, true, true};
    if (of.op == Op::count || (of.op == Op::call && (of.text == "size" || of.text == "abs" || of.text == "width")))
      return {0, infinity, true, true};
    if (of.refers == Refers::fact && of.type == Type::level)
      return {0, static_cast<double>(ranked_words(pack_.facts[of.id], pack_).size()) - 1, true, true};
    return {};
  }

  /// Ranks are whole numbers: above 2 is 3 at least.
  static void within_ranks(Range& range) {
    if (!range.low_in) range.low = std::floor(range.low) + 1, range.low_in = true;
    if (!range.high_in) range.high = std::ceil(range.high) - 1, range.high_in = true;
  }

  /// An interval's ends as two numbers.
  Case interval(const Expr& e, double value) {
    Case made;
    const std::string low = shape(e.of[0]) + "low", high = shape(e.of[0]) + "high";
    switch (e.op) {
      case Op::below: made.numbers[low] = made.numbers[high] = {-infinity, value, true, false}; break;
      case Op::above: made.numbers[low] = made.numbers[high] = {value, infinity, false, true}; break;
      case Op::contains:
        made.numbers[low] = {-infinity, value, true, true};
        made.numbers[high] = {value, infinity, true, true};
        break;
      default: made.numbers[low] = {-infinity, value, true, false}; made.numbers[high] = {value, infinity, false, true};
    }
    return made;
  }

  bool is_word(const Expr& e) const { return e.refers == Refers::fact && e.type == Type::word; }

  Case words(const Expr& fact, const std::set<std::string>& listed, bool positive) {
    Case made;
    if (positive) {
      made.words[shape(fact)] = listed;
      return made;
    }
    const std::vector<std::string>& known = pack_.facts[fact.id].words;
    if (known.empty()) {
      for (const std::string& word : listed) made.others[shape(fact) + word] = false;
      return made;
    }
    std::set<std::string> rest(known.begin(), known.end());
    for (const std::string& word : listed) rest.erase(word);
    made.possible = !rest.empty();
    made.words[shape(fact)] = std::move(rest);
    return made;
  }

  const Pack& pack_;
};

}  // namespace

struct Overlap::Cases {
  std::vector<Case> all;
};

Overlap::Overlap(const Pack& pack) : pack_(pack) {}
Overlap::~Overlap() = default;

const Overlap::Cases& Overlap::of(const Expr& e, bool positive) {
  auto& known = known_[{&e, positive}];
  if (!known) {
    Cases made{Splitter(pack_).of(e, positive)};
    std::erase_if(made.all, [](const Case& one) { return !one.possible; });
    known = std::make_unique<const Cases>(std::move(made));
  }
  return *known;
}

bool Overlap::never(const Expr& condition) { return of(condition, true).all.empty(); }

bool Overlap::never_both(const Expr& a, const Expr& b) { return apart(of(a, true), of(b, true)); }

bool Overlap::implies(const Expr& a, const Expr& b) { return apart(of(a, true), of(b, false)); }

bool Overlap::apart(const Cases& a, const Cases& b) {
  if (a.all.size() * b.all.size() > most_cases * 16) return false;
  for (const Case& one : a.all) {
    for (const Case& other : b.all) {
      Case both = one;
      Splitter::meet(both, other);
      if (both.possible) return false;
    }
  }
  return true;
}

}  // namespace claimassay::rules
