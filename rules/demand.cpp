#include "rules/demand.h"

#include <algorithm>
#include <cmath>

namespace claimassay::rules {

namespace {

std::string shown(double x) { return to_text(Value(x)); }

std::string in_words(const Range& range, const char* known) {
  const bool from = range.low != -Range::infinity, to = range.high != Range::infinity;
  if (from && range.low == range.high) return shown(range.low);
  const std::string at_least = std::string(range.low_in ? "at least " : "more than ") + shown(range.low);
  const std::string at_most = std::string(range.high_in ? "at most " : "below ") + shown(range.high);
  if (from && to) return at_least + " and " + at_most;
  return from ? at_least : to ? at_most : known;
}

std::string listed(const std::set<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

/// The number in the range that is nearest to the present one; whole where the ends are whole.
std::optional<double> nearest(const Range& range, std::optional<double> now) {
  if (range.empty()) return std::nullopt;
  if (now && range.holds(*now)) return now;
  const bool from = range.low != -Range::infinity, to = range.high != Range::infinity;
  if (!from && !to) return 1;
  const bool up = from && (!to || !now || *now <= range.low);
  const double end = up ? range.low : range.high;
  if (up ? range.low_in : range.high_in) return end;
  const double inside = up ? 1.0 : -1.0;
  // An end that does not belong: one whole step inside where that fits, else half way, else a hundredth.
  if (std::floor(end) == end && std::fabs(end) >= 5 && range.holds(end + inside)) return end + inside;
  if (from && to) return (range.low + range.high) / 2;
  const double little = end == 0 ? 0.01 : std::fabs(end) * 0.01;
  return end + inside * little;
}

}  // namespace

Range Range::of(Op op, double x) {
  switch (op) {
    case Op::less: return {-infinity, x, true, false};
    case Op::less_equal: return {-infinity, x, true, true};
    case Op::greater: return {x, infinity, false, true};
    case Op::greater_equal: return {x, infinity, true, true};
    default: return {x, x, true, true};
  }
}

bool Demand::meet(const Demand& other) {
  number.meet(other.number);
  low.meet(other.low);
  high.meet(other.high);
  if (number.empty() || low.empty() || high.empty() || low.low > high.high) return false;
  if (truth && other.truth && *truth != *other.truth) return false;
  if (other.truth) truth = other.truth;
  if (words && other.words) {
    std::erase_if(*words, [&](const std::string& word) { return !other.words->contains(word); });
  } else if (other.words) {
    words = other.words;
  }
  if (words && words->empty()) return false;
  with.insert(other.with.begin(), other.with.end());
  without.insert(other.without.begin(), other.without.end());
  return std::none_of(with.begin(), with.end(), [&](const std::string& word) { return without.contains(word); });
}

bool meet(Demands& into, const Demands& other) {
  for (const auto& [where, demand] : other) {
    const auto [mine, fresh] = into.emplace(where, demand);
    if (!fresh && !mine->second.meet(demand)) return false;
  }
  return true;
}

std::vector<std::string> ranked_words(const FactInfo& info, const Pack& pack) {
  if (!info.words.empty()) return info.words;
  std::vector<const LevelDeclaration*> levels;
  for (const LevelDeclaration& level : pack.framework.levels) levels.push_back(&level);
  std::stable_sort(levels.begin(), levels.end(), [](auto* a, auto* b) { return a->number < b->number; });
  std::vector<std::string> out;
  for (const LevelDeclaration* level : levels) out.push_back(level->name);
  return out;
}

std::optional<Value> value_for(const Demand& demand, const FactInfo& info, const Pack& pack, const Value* now) {
  switch (info.type) {
    case Type::truth: return Value(demand.truth.value_or(true));
    case Type::number: {
      const double* present = now ? std::get_if<double>(now) : nullptr;
      const auto found = nearest(demand.number, present ? std::optional(*present) : std::nullopt);
      return found ? std::optional<Value>(*found) : std::nullopt;
    }
    case Type::level: {
      const std::vector<std::string> words = ranked_words(info, pack);
      for (std::size_t rank = words.size(); rank-- > 0;) {
        if (demand.number.holds(static_cast<double>(rank))) return Value(words[rank]);
      }
      return std::nullopt;
    }
    case Type::word:
      if (!demand.words) return info.words.empty() ? Value(std::string("known")) : Value(info.words.front());
      return demand.words->empty() ? std::nullopt : std::optional<Value>(*demand.words->begin());
    case Type::interval: {
      const Interval* present = now ? std::get_if<Interval>(now) : nullptr;
      const auto low = nearest(demand.low, present ? std::optional(present->low) : std::nullopt);
      const auto high = nearest(demand.high, present ? std::optional(present->high) : std::nullopt);
      if (!low || !high) return std::nullopt;
      if (*low <= *high) return Value(Interval{*low, *high});
      // One end passed the other: a narrow interval beside the end that had to move.
      if (demand.low.holds(*high)) return Value(Interval{*high, *high});
      if (demand.high.holds(*low)) return Value(Interval{*low, *low});
      return std::nullopt;
    }
    case Type::set: {
      TextSet set;
      if (const TextSet* present = now ? std::get_if<TextSet>(now) : nullptr) set = *present;
      std::erase_if(set, [&](const std::string& word) { return demand.without.contains(word); });
      for (const std::string& word : demand.with) {
        if (std::find(set.begin(), set.end(), word) == set.end()) set.push_back(word);
      }
      return Value(std::move(set));
    }
    default: return std::nullopt;
  }
}

std::string in_words(const Demand& demand, const FactInfo& info, const Pack& pack) {
  switch (info.type) {
    case Type::truth: return demand.truth ? (*demand.truth ? "true" : "false") : "known";
    case Type::number: return in_words(demand.number, "known");
    case Type::level: {
      std::set<std::string> fitting;
      const std::vector<std::string> words = ranked_words(info, pack);
      for (std::size_t rank = 0; rank < words.size(); ++rank) {
        if (demand.number.holds(static_cast<double>(rank))) fitting.insert(words[rank]);
      }
      return listed(fitting, " or ");
    }
    case Type::word: {
      if (!demand.words) return "known";
      std::set<std::string> others(info.words.begin(), info.words.end());
      for (const std::string& word : *demand.words) others.erase(word);
      if (demand.words->size() > 4 && others.size() < 4) return "known, and not " + listed(others, " or ");
      return listed(*demand.words, " or ");
    }
    case Type::interval: {
      std::string out;
      if (const std::string low = in_words(demand.low, ""); !low.empty()) out = "lower end " + low;
      if (const std::string high = in_words(demand.high, ""); !high.empty())
        out += (out.empty() ? "" : ", ") + ("upper end " + high);
      return out.empty() ? "known" : out;
    }
    case Type::set: {
      std::string out;
      if (!demand.with.empty()) out = "with " + listed(demand.with, ", ");
      if (!demand.without.empty()) out += (out.empty() ? "" : "; ") + ("without " + listed(demand.without, ", "));
      return out.empty() ? "known" : out;
    }
    default: return "known";
  }
}

}  // namespace claimassay::rules
