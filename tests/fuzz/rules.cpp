// rules/ on any bytes: rule files are read, checked and run over a small tree of facts, their examples included. No
// crash, no hang, every message can be drawn; a pack that loads gives the same results twice, with and without its index,
// and every rule can be asked what would make it act or keep it silent.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "rules/evaluate.h"
#include "rules/examples.h"
#include "rules/flips.h"

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

std::string run(const Pack& pack, bool every = false) {
  Scope root = tree();
  Evaluator evaluator(pack, root);
  if (every) evaluator.look_at_all();
  for (std::size_t phase = 0; phase < std::size(Vocabulary<Phase>::words); ++phase)
    evaluator.run(static_cast<Phase>(phase));
  std::string out;
  for (const RuleResult& result : evaluator.results()) {
    out += result.rule->id + std::to_string(static_cast<int>(result.verdict)) + result.scope_id + result.suggestion;
    for (const ActionResult& action : result.actions) out += action.because;
    for (const UsedFact& used : result.facts) out += used.fact.name;
  }
  return out;
}

/// Of the first few rules: what would make them act, and what would keep them silent.
void ask_what_if(const Pack& pack) {
  Scope root = tree();
  const std::vector<RuleResult> results = evaluate(pack, root);
  const Reach reach{[](const FactInfo&) { return true; },
                    [](const FactInfo&, const Demand&) { return std::vector<RuleDemand>{}; }};
  Flips flips(pack, root, results, reach);
  std::size_t asked = 0;
  for (const Rule& rule : pack.rules) {
    for (const int scope : flips.scopes(rule.scope)) {
      if (++asked > 20) return;
      for (const bool act : {true, false}) {
        const auto ways = act ? flips.to_act(rule, scope) : flips.to_be_silent(rule, scope);
        require(ways.size() <= Flips::most);
        for (const Demands& way : ways) {
          for (const auto& [where, demand] : way) {
            const FactInfo& info = pack.facts[where.second];
            in_words(demand, info, pack);
            value_for(demand, info, pack, nullptr);
          }
        }
      }
    }
  }
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
  require(run(*pack) == run(*pack, true));
  ask_what_if(*pack);
  return 0;
}
