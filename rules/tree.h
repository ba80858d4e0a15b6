// A tree of scopes, numbered from the root as they stand, with their facts found by number instead of by name.
// Costs: one pass over the facts when it is made; a look-up is an array access.
#pragma once

#include <map>
#include <vector>

#include "rules/facts.h"
#include "rules/phrases.h"

namespace claimassay::rules {

class Tree {
 public:
  Tree(const FactRegistry& registry, Scope& root);

  /// Takes up facts that were added since.
  void refresh();

  std::size_t size() const { return nodes_.size(); }
  Scope& scope(int node) { return *nodes_[static_cast<std::size_t>(node)].scope; }
  const Scope& scope(int node) const { return *nodes_[static_cast<std::size_t>(node)].scope; }
  ScopeKind kind(int node) const { return scope(node).kind; }
  int parent(int node) const { return nodes_[static_cast<std::size_t>(node)].parent; }
  /// One past the last scope inside.
  int end(int node) const { return nodes_[static_cast<std::size_t>(node)].end; }
  bool related(int a, int b) const { return (a <= b && b < end(a)) || (b <= a && a < end(b)); }
  /// The most trusted fact of that number in the scope itself, or null.
  const Fact* fact(int node, int id) const;
  /// All phrases in a text fact; searched once.
  const PhraseMatcher::Hits& hits(int node, int id, const PhraseMatcher& matcher);

 private:
  struct Node {
    Scope* scope;
    int parent;
    int end;
    std::size_t indexed = 0;  // facts taken up so far
    std::vector<int> facts;   // by registry number: place in scope->facts, or -1
    std::map<int, PhraseMatcher::Hits> hits;
  };
  void add(Scope& scope, int parent);

  const FactRegistry& registry_;
  std::vector<Node> nodes_;
};

}  // namespace claimassay::rules
