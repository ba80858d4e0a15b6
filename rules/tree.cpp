#include "rules/tree.h"

#include <algorithm>

namespace claimassay::rules {

Tree::Tree(const FactRegistry& registry, Scope& root) : registry_(registry) {
  add(root, -1);
  refresh();
}

void Tree::add(Scope& scope, int parent) {
  const auto number = nodes_.size();
  nodes_.push_back({&scope, parent, 0, 0, {}, {}});
  for (Scope& inner : scope.inside) add(inner, static_cast<int>(number));
  nodes_[number].end = static_cast<int>(nodes_.size());
}

void Tree::refresh() {
  for (Node& node : nodes_) {
    const std::vector<Fact>& facts = node.scope->facts;
    if (node.indexed == facts.size()) continue;
    if (node.facts.empty()) node.facts.assign(registry_.size(), -1);
    for (; node.indexed < facts.size(); ++node.indexed) {
      const int id = registry_.find(facts[node.indexed].name);
      if (id < 0) continue;  // a fact that no rule knows is ignored
      int& place = node.facts[static_cast<std::size_t>(id)];
      // What is known counts before what is not, then the more trusted origin (Scope::find does the same).
      const Fact& fresh = facts[node.indexed];
      if (place >= 0) {
        const Fact& old = facts[static_cast<std::size_t>(place)];
        if (!fresh.known() || (old.known() && old.origin <= fresh.origin)) continue;
      }
      place = static_cast<int>(node.indexed);
      node.hits.erase(id);
    }
  }
}

const Fact* Tree::fact(int node, int id) const {
  const Node& at = nodes_[static_cast<std::size_t>(node)];
  if (at.facts.empty()) return nullptr;
  const int place = at.facts[static_cast<std::size_t>(id)];
  return place < 0 ? nullptr : &at.scope->facts[static_cast<std::size_t>(place)];
}

const PhraseMatcher::Hits& Tree::hits(int node, int id, const PhraseMatcher& matcher) {
  Node& at = nodes_[static_cast<std::size_t>(node)];
  const auto [found, fresh] = at.hits.try_emplace(id);
  if (fresh) {
    const Fact* text = fact(node, id);
    found->second = matcher.find(std::get<std::string>(text->value));
    std::stable_sort(found->second.begin(), found->second.end(),
                     [](const PhraseMatcher::Hit& a, const PhraseMatcher::Hit& b) { return a.list < b.list; });
  }
  return found->second;
}

}  // namespace claimassay::rules
