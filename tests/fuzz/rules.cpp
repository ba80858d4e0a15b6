// rules/ on any bytes: rule files are read, checked and run over a small tree of facts, their examples included. No
// crash, no hang, every message can be drawn; a pack that loads gives the same results twice.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "rules/evaluate.h"
#include "rules/examples.h"

using namespace claimassay;
using namespace claimassay::rules;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr const char* framework =
    "framework demo version \"1\"\nlevel high = 4, moderate = 3, low = 2, very_low = 1\ndomain imprecision worst at "
    "most 3\n"
    "domain risk-of-bias sum at most 2\ndomain inconsistency worst at most 2\nfamily hype: novelty-hype\n"
    "family causal: causal-overstated\nfamily status per source: retracted\nreason no_abstract \"no abstract\"\n"
    "task check-target \"look\"\n";

Scope thing(ScopeKind kind) {
  Scope made;
  made.kind = kind;
  made.id = std::string(word(kind));
  return made;
}

Scope tree() {
  Scope article = thing(ScopeKind::article), claim = thing(ScopeKind::claim), body = thing(ScopeKind::body);
  for (int i = 0; i < 3; ++i) {
    Scope source = thing(ScopeKind::source);
    source.set("source.status", std::string(i == 0 ? "retracted" : "ok"), FactOrigin::read);
    source.set("source.features", TextSet{"double_blind"}, FactOrigin::read);
    if (i > 0) source.set("source.participants", 40.0 * i, FactOrigin::read);
    source.inside.push_back(thing(ScopeKind::estimate));
    body.inside.push_back(std::move(source));
  }
  body.set("body.events", 120.0, FactOrigin::given);
  body.set("body.ci", Interval{0.6, 1.4}, FactOrigin::given);
  body.set("body.design", std::string("rct"), FactOrigin::given);
  claim.set("claim.text", std::string("A miracle: the game-changer halves pain, \xC3\xA9tude."), FactOrigin::read);
  claim.inside.push_back(std::move(body));
  article.inside.push_back(std::move(claim));
  return article;
}

std::string run(const Pack& pack) {
  Scope root = tree();
  std::string out;
  for (const RuleResult& result : evaluate(pack, root)) {
    out += result.rule->id + std::to_string(static_cast<int>(result.verdict)) + result.scope_id + result.suggestion;
    for (const ActionResult& action : result.actions) out += action.because;
    for (const UsedFact& used : result.facts) out += used.fact.name;
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto base = std::make_shared<Source>();
  base->name = "framework.rule";
  base->text = framework;
  const auto source = std::make_shared<Source>();
  source->name = "input.rule";
  source->text.assign(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  const auto pack = build_pack({{base, 0}, {source, 1}}, "2026-01-01", diagnostics);
  require(pack.has_value() || diagnostics.has_errors());
  draw(diagnostics);
  if (!pack) return 0;
  report_failures(*pack, run_examples(*pack), diagnostics);
  draw(diagnostics);
  require(run(*pack) == run(*pack));
  return 0;
}
