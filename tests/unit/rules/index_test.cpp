// The index may leave out only rules that would have been silent: with and without it every pack gives the same
// results.
#include <random>

#include "rules/evaluate.h"
#include "tests/unit/rules/demo_pack.h"

using namespace claimassay;
using namespace claimassay::rules;

namespace {

/// A value of the fact's type, or none: facts that rules compare with are hit often enough by small numbers and real
/// words.
Value some_value(const FactInfo& fact, std::mt19937& random) {
  const auto pick = [&](std::size_t n) { return random() % n; };
  switch (fact.type) {
    case Type::truth: return pick(2) == 0;
    case Type::number:
      return static_cast<double>(
          std::array{0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 40.0, 75.0, 100.0, 300.0, 1000.0}[pick(12)]);
    case Type::interval: return Interval{static_cast<double>(pick(3)) - 1, static_cast<double>(pick(3)) + 1};
    case Type::set: return fact.words.empty() ? TextSet{"double_blind"} : TextSet{fact.words[pick(fact.words.size())]};
    case Type::text:
      return std::string(std::array{"A miracle", "no effect", "in one small trial, may help", ""}[pick(4)]);
    default: return fact.words.empty() ? Value(std::string("x")) : Value(fact.words[pick(fact.words.size())]);
  }
}

void fill(Scope& scope, const Pack& pack, std::mt19937& random) {
  for (const FactInfo& fact : pack.facts.all()) {
    if (fact.scope == scope.kind && random() % 3 != 0) scope.set(fact.name, some_value(fact, random), FactOrigin::read);
  }
  for (Scope& inner : scope.inside) fill(inner, pack, random);
}

Scope tree() {
  Scope root;
  Scope* at = &root;
  for (const ScopeKind kind : {ScopeKind::article, ScopeKind::section, ScopeKind::claim, ScopeKind::body,
                               ScopeKind::source, ScopeKind::estimate}) {
    if (kind != ScopeKind::article) {
      at->inside.emplace_back();
      at = &at->inside.back();
    }
    at->kind = kind;
  }
  Scope& body = root.inside[0].inside[0].inside[0];
  body.inside.push_back(body.inside[0]);
  return root;
}

std::string run(const Pack& pack, Scope root, bool all) {
  Evaluator evaluator(pack, root);
  if (all) evaluator.look_at_all();
  for (std::size_t phase = 0; phase < std::size(Vocabulary<Phase>::words); ++phase)
    evaluator.run(static_cast<Phase>(phase));
  std::string out;
  for (const RuleResult& one : evaluator.results()) {
    out += one.rule->id + " " + std::to_string(static_cast<int>(one.verdict)) + " " + std::to_string(one.scope) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("the index leaves out only silent rules") {
  for (const std::string& name : pack_names("")) {
    INFO(name);
    Diagnostics diagnostics;
    const auto pack = load_pack(name, "", "2026-01-01", diagnostics);
    REQUIRE(pack);
    std::mt19937 random(7);
    std::size_t results = 0;
    for (int i = 0; i < 40; ++i) {
      Scope root = tree();
      fill(root, *pack, random);
      const std::string indexed = run(*pack, root, false);
      CHECK(indexed == run(*pack, root, true));
      results += static_cast<std::size_t>(std::count(indexed.begin(), indexed.end(), '\n'));
    }
    CHECK(results > 100);
  }
}
