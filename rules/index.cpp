#include "rules/index.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "core/text.h"
#include "rules/demand.h"

namespace claimassay::rules {

namespace {

constexpr int itself = -1;  // the scope that a rule runs for, or one around it

bool is_fact(const Expr& e) { return e.op == Op::name && e.refers == Refers::fact; }

struct Entry {
  double low, high;
  int place;
};

int rank_of(const FactInfo& info, const std::string& word, const Pack& pack) {
  if (!info.words.empty()) {
    const auto found = std::find(info.words.begin(), info.words.end(), word);
    return found == info.words.end() ? -1 : static_cast<int>(found - info.words.begin());
  }
  const std::vector<std::string> words = ranked_words(info, pack);
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? -1 : static_cast<int>(found - words.begin());
}

}  // namespace

/// One thing that a condition asks of one fact.
struct RuleIndex::Key {
  enum class Kind { phrase, word, member, truth, knowledge, number, low, high } kind = Kind::word;
  int over = itself;  ///< a ScopeKind: of something of that kind inside
  int fact = -1;
  std::string word;
  int list = -1;  ///< of a phrase
  bool truth = true;
  Range range;

  /// How rarely it holds, as a rule: phrases before words before truths before thresholds.
  int cost() const {
    switch (kind) {
      case Kind::phrase: return 1;
      case Kind::word: return 2;
      case Kind::member: return 3;
      case Kind::truth: return 6;
      case Kind::knowledge: return 12;
      default: return 8;
    }
  }
};

/// What is filed under one fact.
struct RuleIndex::Shelf {
  int over = itself;
  int fact = -1;
  std::map<std::string, std::vector<int>, std::less<>> words;  // folded; members of sets too
  std::map<int, std::vector<int>> phrases;                     // by phrase list
  std::array<std::vector<int>, 2> truths, known;
  std::vector<Entry> numbers, lows, highs;  // by their lower end
  std::unique_ptr<Room> unknown;            // the same rules by the next thing they cannot do without
};

struct RuleIndex::Room {
  std::vector<int> always;
  std::vector<std::unique_ptr<Shelf>> shelves;
  std::map<std::pair<int, int>, Shelf*> by_fact;

  Shelf& shelf(int over, int fact) {
    Shelf*& known = by_fact[{over, fact}];
    if (!known) {
      shelves.push_back(std::make_unique<Shelf>());
      known = shelves.back().get();
      known->over = over;
      known->fact = fact;
    }
    return *known;
  }
  void sort() {
    const auto by_low = [](const Entry& a, const Entry& b) {
      return std::tie(a.low, a.place) < std::tie(b.low, b.place);
    };
    for (const auto& shelf : shelves) {
      for (auto* entries : {&shelf->numbers, &shelf->lows, &shelf->highs})
        std::sort(entries->begin(), entries->end(), by_low);
      if (shelf->unknown) shelf->unknown->sort();
    }
  }
};

/// Finds what a condition cannot do without.
class RuleIndex::Keys {
 public:
  explicit Keys(const Pack& pack) : pack_(pack) {}

  using Any = std::vector<Key>;  // unless one of them holds or is unknown, the condition is false

  /// All that the parts of a condition offer, the rarest first.
  std::vector<Any> choices(const Expr& when) const {
    std::vector<Any> out;
    collect(when, itself, out);
    std::stable_sort(out.begin(), out.end(), [](const Any& a, const Any& b) { return cost(a) < cost(b); });
    // Where a fact is not known the next choice is filed below each of them: few enough that the index stays small.
    std::size_t leaves = 1, kept = 0;
    while (kept < out.size() && kept < deepest && leaves * out[kept].size() <= most_leaves)
      leaves *= out[kept++].size();
    out.resize(kept);
    return out;
  }

 private:
  static constexpr std::size_t deepest = 4;
  static constexpr std::size_t widest = 64;        // of one choice
  static constexpr std::size_t most_leaves = 128;  // of one rule

  static int cost(const Any& any) {
    int sum = 0;
    for (const Key& key : any) sum += key.cost();
    return sum;
  }

  void collect(const Expr& e, int over, std::vector<Any>& out) const {
    if (e.op == Op::both) {
      for (const Expr& part : e.of) collect(part, over, out);
      return;
    }
    if (e.op == Op::any || counts_one(e)) {
      const Expr& asked = e.op == Op::any ? e : e.of[0];
      for (const Expr& part : asked.of) collect(part, static_cast<int>(asked.over), out);
      return;
    }
    if (e.op == Op::either) {
      Any all;
      for (const Expr& child : e.of) {
        std::vector<Any> mine;
        collect(child, over, mine);
        const auto best =
            std::min_element(mine.begin(), mine.end(), [](const Any& a, const Any& b) { return cost(a) < cost(b); });
        if (best == mine.end()) return;
        all.insert(all.end(), best->begin(), best->end());
      }
      if (all.size() <= widest) out.push_back(std::move(all));
      return;
    }
    if (Any keys = atom(e, over); !keys.empty() && keys.size() <= widest) out.push_back(std::move(keys));
  }

  /// "count source: (...) >= 1": false unless one of them counts.
  static bool counts_one(const Expr& e) {
    if (e.op != Op::greater && e.op != Op::greater_equal) return false;
    if (e.of[0].op != Op::count || e.of[0].of.empty() || e.of[1].op != Op::number) return false;
    return e.op == Op::greater ? e.of[1].number >= 0 : e.of[1].number > 0;
  }

  std::optional<Key> key(const Expr& fact, int over, Key::Kind kind) const {
    const ScopeKind scope = pack_.facts[fact.id].scope;
    Key made;
    made.kind = kind;
    made.fact = fact.id;
    // What lies around the things asked about is the same for all of them; what lies inside them is another question.
    if (over != itself && static_cast<int>(scope) == over) made.over = over;
    else if (over != itself && static_cast<int>(scope) > over) return std::nullopt;
    return made;
  }

  Any one(std::optional<Key> key) const { return key ? Any{*std::move(key)} : Any{}; }

  Any atom(const Expr& e, int over) const {
    if (e.op == Op::negation) {
      const Expr& inner = e.of[0];
      if (is_fact(inner) && pack_.facts[inner.id].type == Type::truth) return truth(inner, over, false);
      if (asks_known(inner)) return knowledge(inner.of[0], over, false);
      return {};
    }
    if (is_fact(e) && pack_.facts[e.id].type == Type::truth) return truth(e, over, true);
    if (asks_known(e)) return knowledge(e.of[0], over, true);
    if (e.of.size() < 2) return {};
    const bool swapped = !is_fact(e.of[0]);
    const Expr& subject = e.of[swapped ? 1 : 0];
    const Expr& other = e.of[swapped ? 0 : 1];
    if (!is_fact(subject)) return {};
    switch (pack_.facts[subject.id].type) {
      case Type::text:
      case Type::word: return words(e, subject, other, swapped, over);
      case Type::set: return members(e, subject, other, over);
      case Type::number:
      case Type::level: return numbers(e, subject, other, swapped, over);
      case Type::interval: return swapped ? Any{} : interval(e, subject, other, over);
      default: return {};
    }
  }

  static bool asks_known(const Expr& e) { return e.op == Op::call && e.text == "known" && is_fact(e.of[0]); }

  Any truth(const Expr& fact, int over, bool value) const {
    auto made = key(fact, over, Key::Kind::truth);
    if (made) made->truth = value;
    return one(std::move(made));
  }

  Any knowledge(const Expr& fact, int over, bool value) const {
    auto made = key(fact, over, Key::Kind::knowledge);
    if (made) made->truth = value;
    return one(std::move(made));
  }

  Any words(const Expr& e, const Expr& subject, const Expr& other, bool swapped, int over) const {
    Any out;
    const auto add = [&](const Expr& word) {
      if (auto made = key(subject, over, Key::Kind::word)) {
        made->word = fold(word.text);
        out.push_back(*std::move(made));
      }
    };
    if (e.op == Op::has && pack_.facts[subject.id].type == Type::text) {
      for (const int list : other.ids) {
        if (auto made = key(subject, over, Key::Kind::phrase)) {
          made->list = list;
          out.push_back(*std::move(made));
        }
      }
    } else if (e.op == Op::equal && other.op == Op::text) {
      add(other);
    } else if (e.op == Op::in_list && !swapped) {
      for (const Expr& item : other.of) {
        if (item.op != Op::text) return {};
        add(item);
      }
    }
    return out;
  }

  Any members(const Expr& e, const Expr& subject, const Expr& other, int over) const {
    if (e.op != Op::has && e.op != Op::has_all) return {};
    Any out;
    const std::vector<Expr> single{other};
    for (const Expr& item : other.op == Op::list ? other.of : single) {
      if (auto made = key(subject, over, Key::Kind::member)) {
        made->word = fold(item.text);
        out.push_back(*std::move(made));
      }
      // All of them are needed: one tells.
      if (e.op == Op::has_all) break;
    }
    return out;
  }

  Any numbers(const Expr& e, const Expr& subject, const Expr& other, bool swapped, int over) const {
    auto made = key(subject, over, Key::Kind::number);
    if (!made || other.op != Op::number) return {};
    switch (swapped ? mirrored(e.op) : e.op) {
      case Op::less:
      case Op::less_equal: made->range.high = other.number; break;
      case Op::greater:
      case Op::greater_equal: made->range.low = other.number; break;
      case Op::equal: made->range.low = made->range.high = other.number; break;
      case Op::in_band:
      case Op::in_open_band:
        if (swapped || e.of[2].op != Op::number) return {};
        made->range.low = other.number;
        made->range.high = e.of[2].number;
        break;
      default: return {};
    }
    return one(std::move(made));
  }

  Any interval(const Expr& e, const Expr& subject, const Expr& other, int over) const {
    if (other.op != Op::number) return {};
    const bool by_high = e.op == Op::below;
    auto made = key(subject, over, by_high ? Key::Kind::high : Key::Kind::low);
    if (!made) return {};
    switch (e.op) {
      case Op::below:
      case Op::contains:
      case Op::crosses: made->range.high = other.number; break;
      case Op::above: made->range.low = other.number; break;
      default: return {};
    }
    return one(std::move(made));
  }

  const Pack& pack_;
};

RuleIndex::RuleIndex(const Pack& pack) {
  const Keys keys(pack);
  for (std::size_t place = 0; place < pack.order.size(); ++place) {
    const Rule& rule = pack.rules[static_cast<std::size_t>(pack.order[place])];
    auto& room = rooms_[{rule.phase, rule.scope}];
    if (!room) room = std::make_unique<Room>();
    file(*room, static_cast<int>(place), keys.choices(*rule.when), 0);
  }
  for (auto& [where, room] : rooms_) room->sort();
}

RuleIndex::~RuleIndex() = default;

void RuleIndex::file(Room& room, int place, const std::vector<std::vector<Key>>& choices, std::size_t choice) {
  if (choice == choices.size()) {
    if (room.always.empty() || room.always.back() != place) room.always.push_back(place);
    return;
  }
  std::vector<Shelf*> used;
  for (const Key& key : choices[choice]) {
    Shelf& shelf = room.shelf(key.over, key.fact);
    switch (key.kind) {
      case Key::Kind::phrase: shelf.phrases[key.list].push_back(place); break;
      case Key::Kind::word:
      case Key::Kind::member: shelf.words[key.word].push_back(place); break;
      case Key::Kind::truth: shelf.truths[key.truth ? 1 : 0].push_back(place); break;
      case Key::Kind::knowledge: shelf.known[key.truth ? 1 : 0].push_back(place); continue;  // that is never unknown
      case Key::Kind::number: shelf.numbers.push_back({key.range.low, key.range.high, place}); break;
      case Key::Kind::low: shelf.lows.push_back({key.range.low, key.range.high, place}); break;
      case Key::Kind::high: shelf.highs.push_back({key.range.low, key.range.high, place}); break;
    }
    if (std::find(used.begin(), used.end(), &shelf) == used.end()) used.push_back(&shelf);
  }
  for (Shelf* shelf : used) {
    if (!shelf->unknown) shelf->unknown = std::make_unique<Room>();
    file(*shelf->unknown, place, choices, choice + 1);
  }
}

struct RuleIndex::Query {
  const Bound& bound;
  const Pack& pack;
  Tree& tree;
  std::vector<int>& out;

  void take(const std::vector<int>& places) const { out.insert(out.end(), places.begin(), places.end()); }
  void take(const std::vector<Entry>& entries, double x) const {
    for (auto entry = entries.begin(); entry != entries.end() && entry->low <= x; ++entry) {
      if (x <= entry->high) out.push_back(entry->place);
    }
  }
};

/// Takes what fits a known fact; false when it is not known, or of another type than the table says, which is the same.
bool RuleIndex::take_known(const Shelf& shelf, int node, const Query& query) {
  const FactInfo& info = query.pack.facts[shelf.fact];
  const Fact* fact = node < 0 ? nullptr : query.tree.fact(node, shelf.fact);
  if (!fact) return false;
  const auto take_word = [&](const std::string& word) {
    if (const auto rules = shelf.words.find(fold(word)); rules != shelf.words.end()) query.take(rules->second);
  };
  switch (info.type) {
    case Type::text:
    case Type::word: {
      const std::string* text = std::get_if<std::string>(&fact->value);
      if (!text) return false;
      if (!shelf.words.empty()) take_word(*text);
      if (info.type == Type::word || shelf.phrases.empty()) return true;
      const PhraseMatcher::Hits& hits = query.tree.hits(node, shelf.fact, query.pack.matcher);
      for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
        if (hit != hits.begin() && hit->list == (hit - 1)->list) continue;
        if (const auto rules = shelf.phrases.find(hit->list); rules != shelf.phrases.end()) query.take(rules->second);
      }
      return true;
    }
    case Type::set: {
      const TextSet* set = std::get_if<TextSet>(&fact->value);
      if (!set) return false;
      for (const std::string& item : *set) take_word(item);
      return true;
    }
    case Type::truth: {
      const bool* truth = std::get_if<bool>(&fact->value);
      if (!truth) return false;
      query.take(shelf.truths[*truth ? 1 : 0]);
      return true;
    }
    case Type::number: {
      const double* number = std::get_if<double>(&fact->value);
      if (!number || std::isnan(*number)) return false;
      query.take(shelf.numbers, *number);
      return true;
    }
    case Type::level: {
      const std::string* word = std::get_if<std::string>(&fact->value);
      const int rank = word ? rank_of(info, *word, query.pack) : -1;
      if (rank < 0) return false;
      query.take(shelf.numbers, rank);
      return true;
    }
    case Type::interval: {
      const Interval* interval = std::get_if<Interval>(&fact->value);
      if (!interval || !(interval->low <= interval->high)) return false;
      query.take(shelf.lows, interval->low);
      query.take(shelf.highs, interval->high);
      return true;
    }
    default: return false;
  }
}

void RuleIndex::take(const Room& room, const Query& query) {
  query.take(room.always);
  for (const auto& shelf : room.shelves) {
    bool unknown = false;
    const auto look = [&](int node) {
      const bool known = take_known(*shelf, node, query);
      query.take(shelf->known[known ? 1 : 0]);
      unknown = unknown || !known;
    };
    if (shelf->over == itself) {
      look(query.bound.scopes[static_cast<std::size_t>(query.pack.facts[shelf->fact].scope)]);
    } else {
      const int here = query.bound.here;
      for (int node = here + 1; node < query.tree.end(here); ++node) {
        if (static_cast<int>(query.tree.kind(node)) == shelf->over) look(node);
      }
    }
    if (unknown && shelf->unknown) take(*shelf->unknown, query);
  }
}

void RuleIndex::candidates(Phase phase, ScopeKind scope, const Bound& bound, const Pack& pack, Tree& tree,
                           std::vector<int>& out) const {
  const auto found = rooms_.find({phase, scope});
  if (found == rooms_.end()) return;
  take(*found->second, {bound, pack, tree, out});
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace claimassay::rules
