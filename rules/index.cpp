#include "rules/index.h"

#include <algorithm>

#include "core/text.h"

namespace claimassay::rules {

namespace {

bool is_fact(const Expr& e) { return e.op == Op::name && e.refers == Refers::fact; }

}  // namespace

RuleIndex::RuleIndex(const Pack& pack) {
  for (std::size_t place = 0; place < pack.order.size(); ++place) {
    const Rule& rule = pack.rules[static_cast<std::size_t>(pack.order[place])];
    Room& room = rooms_[{rule.phase, rule.scope}];
    const Expr& when = *rule.when;
    const std::vector<Expr> single{when};
    const std::vector<Expr>& parts = when.op == Op::both ? when.of : single;
    // The rarer a thing usually is, the better it sorts: phrases before words before truths before thresholds.
    bool filed = false;
    for (const Type preferred : {Type::text, Type::word, Type::truth, Type::number}) {
      filed = std::any_of(parts.begin(), parts.end(),
                          [&](const Expr& part) { return file(room, static_cast<int>(place), part, preferred, pack); });
      if (filed) break;
    }
    if (!filed) room.always.push_back(static_cast<int>(place));
  }
  for (auto& [where, room] : rooms_) {
    for (Shelf& one : room.shelves) {
      std::sort(one.below.rbegin(), one.below.rend());
      std::sort(one.above.begin(), one.above.end());
    }
  }
}

RuleIndex::Shelf& RuleIndex::shelf(Room& room, int fact) {
  for (Shelf& known : room.shelves) {
    if (known.fact == fact) return known;
  }
  room.shelves.push_back({});
  room.shelves.back().fact = fact;
  return room.shelves.back();
}

/// Files a rule under one part of its condition, when that part is of the preferred kind.
bool RuleIndex::file(Room& room, int place, const Expr& part, Type preferred, const Pack& pack) {
  const Expr* inner = &part;
  const bool denied = part.op == Op::negation;
  if (denied) inner = &part.of[0];
  if (is_fact(*inner) && pack.facts[inner->id].type == Type::truth) {
    if (preferred != Type::truth) return false;
    Shelf& at = shelf(room, inner->id);
    at.truths[denied ? 0 : 1].push_back(place);
    at.all.push_back(place);
    return true;
  }
  if (denied || part.of.size() < 2) return false;
  const bool swapped = !is_fact(part.of[0]);
  const Expr& subject = part.of[swapped ? 1 : 0];
  const Expr& other = part.of[swapped ? 0 : 1];
  if (!is_fact(subject)) return false;
  const Type type = pack.facts[subject.id].type;
  const auto under_word = [&](const Expr& word) { shelf(room, subject.id).words[fold(word.text)].push_back(place); };
  if (preferred == Type::text && part.op == Op::has && type == Type::text) {
    for (const int list : other.ids) shelf(room, subject.id).phrases[list].push_back(place);
  } else if (preferred == Type::word && part.op == Op::equal && type == Type::word && other.op == Op::text) {
    under_word(other);
  } else if (preferred == Type::word && part.op == Op::in_list && type == Type::word && !swapped) {
    for (const Expr& item : other.of) under_word(item);
  } else if (preferred == Type::number && (type == Type::number || type == Type::level) && other.op == Op::number) {
    switch (swapped ? mirrored(part.op) : part.op) {
      case Op::less:
      case Op::less_equal: shelf(room, subject.id).below.push_back({other.number, place}); break;
      case Op::greater:
      case Op::greater_equal: shelf(room, subject.id).above.push_back({other.number, place}); break;
      default: return false;
    }
  } else {
    return false;
  }
  shelf(room, subject.id).all.push_back(place);
  return true;
}

void RuleIndex::candidates(Phase phase, ScopeKind scope, const Bound& bound, const Pack& pack, Tree& tree,
                           std::vector<int>& out) const {
  const auto found = rooms_.find({phase, scope});
  if (found == rooms_.end()) return;
  const auto take = [&](const std::vector<int>& places) { out.insert(out.end(), places.begin(), places.end()); };
  take(found->second.always);
  for (const Shelf& one : found->second.shelves) {
    const FactInfo& info = pack.facts[one.fact];
    const int node = bound.scopes[static_cast<std::size_t>(info.scope)];
    const Fact* fact = node < 0 ? nullptr : tree.fact(node, one.fact);
    // Unknown, or of another type than the table says, which counts as unknown too.
    const std::string* text = fact ? std::get_if<std::string>(&fact->value) : nullptr;
    const bool* truth = fact ? std::get_if<bool>(&fact->value) : nullptr;
    const double* number = fact ? std::get_if<double>(&fact->value) : nullptr;
    if (info.type == Type::text && text) {
      const PhraseMatcher::Hits& hits = tree.hits(node, one.fact, pack.matcher);
      for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
        if (hit != hits.begin() && hit->list == (hit - 1)->list) continue;
        if (const auto rules = one.phrases.find(hit->list); rules != one.phrases.end()) take(rules->second);
      }
    } else if (info.type == Type::word && text) {
      if (const auto rules = one.words.find(fold(*text)); rules != one.words.end()) take(rules->second);
    } else if (info.type == Type::truth && truth) {
      take(one.truths[*truth ? 1 : 0]);
    } else if (info.type == Type::number && number && *number == *number) {
      for (auto rule = one.below.begin(); rule != one.below.end() && rule->first >= *number; ++rule)
        out.push_back(rule->second);
      for (auto rule = one.above.begin(); rule != one.above.end() && rule->first <= *number; ++rule)
        out.push_back(rule->second);
    } else {
      take(one.all);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace claimassay::rules
