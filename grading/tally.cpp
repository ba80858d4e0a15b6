#include "grading/tally.h"

#include <algorithm>

#include "core/spaced.h"

namespace claimassay {

namespace {

using rules::ActionKind;
using rules::RuleResult;
using rules::Verdict;

bool raises(Domain domain) { return domain >= Domain::large_effect; }

/// A domain of at most 0 steps is judged, for other rules to read, and moves nothing by itself.
bool judged_only(const rules::DomainDeclaration& domain) { return domain.at_most == 0; }

struct Sum {
  double down = 0, up = 0;
  bool no_concern = false, not_applicable = false;

  void add(double& total, double steps, bool sum) { total = sum ? total + steps : std::max(total, steps); }
};

Sum sum_of(const rules::DomainDeclaration& domain, const std::vector<RuleResult>& results) {
  Sum sum;
  for (const RuleResult& result : results) {
    if (result.verdict != Verdict::fired || result.rule->domain != domain.name) continue;
    for (const auto& did : result.actions) {
      if (did.action->kind == ActionKind::downgrade) sum.add(sum.down, did.action->steps, domain.sum);
      if (did.action->kind == ActionKind::upgrade) sum.add(sum.up, did.action->steps, domain.sum);
      sum.no_concern = sum.no_concern || did.action->kind == ActionKind::no_concern;
      sum.not_applicable = sum.not_applicable || did.action->kind == ActionKind::not_applicable;
    }
  }
  constexpr double most = 3;
  sum.down = std::min(sum.down, judged_only(domain) ? most : domain.at_most);
  sum.up = std::min(sum.up, domain.at_most);
  return sum;
}

std::optional<Rating> given_rating(const Scope& body, std::string_view domain) {
  const Fact* fact = body.find("body.domains." + std::string(domain));
  const std::string* said =
      fact && fact->origin == FactOrigin::given ? std::get_if<std::string>(&fact->value) : nullptr;
  return said ? from_word<Rating>(*said) : std::nullopt;
}

bool asked_about(const rules::Pack& pack, const rules::DomainDeclaration& domain) {
  return std::any_of(pack.rules.begin(), pack.rules.end(),
                     [&](const rules::Rule& rule) { return rule.domain == domain.name; });
}

bool anything_given(const Scope& body) {
  const Fact* fact = body.find("body.domains_given");
  const bool* given = fact ? std::get_if<bool>(&fact->value) : nullptr;
  return given && *given;
}

}  // namespace

Rating rating_of_steps(double down) {
  return down >= 3   ? Rating::extremely_serious_concern
         : down >= 2 ? Rating::very_serious_concern
         : down > 0  ? Rating::serious_concern
                     : Rating::no_concern;
}

std::optional<double> steps_of_rating(Rating rating) {
  switch (rating) {
    case Rating::no_concern: return 0;
    case Rating::serious_concern: return 1;
    case Rating::very_serious_concern: return 2;
    case Rating::extremely_serious_concern: return 3;
    default: return std::nullopt;
  }
}

std::vector<DomainTotal> add_up_domains(const rules::Pack& pack, const std::vector<RuleResult>& results,
                                        const Scope& body) {
  std::vector<DomainTotal> totals;
  const bool outside = anything_given(body);
  for (const rules::DomainDeclaration& declared : pack.framework.domains) {
    const auto domain = from_word<Domain>(declared.name);
    if (!domain) continue;
    DomainTotal total{*domain, 0, Rating::unknown, declared.title};
    if (const auto given = given_rating(body, declared.name)) {
      total.rating = *given;
      total.step = 0 - steps_of_rating(*given).value_or(0);
    } else if (!outside) {
      const Sum sum = sum_of(declared, results);
      if (raises(*domain)) {
        if (judged_only(declared)) continue;
        total.step = sum.up;
        total.rating = sum.up > 0 ? Rating::no_concern : Rating::not_applicable;
      } else {
        total.step = judged_only(declared) ? 0 : 0 - sum.down;
        total.rating = sum.down > 0         ? rating_of_steps(sum.down)
                       : sum.no_concern     ? Rating::no_concern
                       : sum.not_applicable ? Rating::not_applicable
                                            : Rating::unknown;
      }
    }
    if (judged_only(declared)) {
      total.step = 0;
      // A scheme that has no such domain does not say that it knows nothing of it.
      if (total.rating == Rating::unknown && !asked_about(pack, declared)) continue;
    }
    totals.push_back(total);
  }
  return totals;
}

std::optional<double> Ladder::number(std::string_view level) const {
  for (const rules::LevelDeclaration& declared : framework_.levels) {
    if (declared.name == level) return declared.number;
  }
  return std::nullopt;
}

const rules::LevelDeclaration* Ladder::at(double height) const {
  const rules::LevelDeclaration *best = nullptr, *lowest = nullptr;
  for (const rules::LevelDeclaration& declared : framework_.levels) {
    if (!lowest || declared.number < lowest->number) lowest = &declared;
    if (declared.number <= height + 1e-9 && (!best || declared.number > best->number)) best = &declared;
  }
  return best ? best : lowest;
}

Certainty Ladder::certainty_at(double height) const {
  const rules::LevelDeclaration* level = at(height);
  if (!level) return Certainty::not_gradable;
  return from_word<Certainty>(level->as.empty() ? level->name : level->as).value_or(Certainty::not_gradable);
}

Certainty Ladder::certainty_up_to(double height) const {
  const rules::LevelDeclaration* level = at(height);
  if (!level || level->up_to.empty()) return certainty_at(height);
  return from_word<Certainty>(level->up_to).value_or(Certainty::not_gradable);
}

const rules::LevelDeclaration* Ladder::standing_for(Certainty certainty) const {
  const rules::LevelDeclaration* only = nullptr;
  for (const rules::LevelDeclaration& declared : framework_.levels) {
    const auto least = from_word<Certainty>(declared.as.empty() ? declared.name : declared.as);
    const auto most = declared.up_to.empty() ? least : from_word<Certainty>(declared.up_to);
    if (!least || !most || certainty > *least || certainty < *most) continue;
    if (only) return nullptr;
    only = &declared;
  }
  return only;
}

std::string Ladder::shown(std::string_view level) {
  std::string name = spaced(level);
  const auto large = [](char& c) { c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  // "b", "2a" and "b-nr" are codes, "moderate" is a word.
  const bool code = name.size() <= 2 || name.find('-') != std::string::npos;
  if (code) std::for_each(name.begin(), name.end(), large);
  return name;
}

double Ladder::lowest() const {
  const rules::LevelDeclaration* level = at(-1e9);
  return level ? level->number : 0;
}
double Ladder::highest() const {
  const rules::LevelDeclaration* level = at(1e9);
  return level ? level->number : 0;
}

std::optional<double> lowest_level(const Ladder& ladder, const std::vector<RuleResult>& results, ActionKind kind) {
  std::optional<double> lowest;
  for (const RuleResult& result : results) {
    if (result.verdict != Verdict::fired) continue;
    for (const auto& did : result.actions) {
      const auto number = did.action->kind == kind ? ladder.number(did.action->word) : std::nullopt;
      if (number) lowest = std::min(*number, lowest.value_or(*number));
    }
  }
  return lowest;
}

}  // namespace claimassay
