#include "grading/magnitude.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"
#include "grading/important_difference.h"
#include "grading/pool.h"
#include "grading/terms.h"

namespace claimassay {

namespace {

template <class T>
const T* known_value(const Scope& scope, std::string_view name) {
  const Fact* fact = scope.find(name);
  return fact ? std::get_if<T>(&fact->value) : nullptr;
}

// What patients notice -----------------------------------------------------------------------------------------------

bool is_member(const Member& m) { return m.role == MemberRole::member; }

/// What was measured, in the words of claim and result.
std::string measured(const Claim& claim, const std::vector<Member>& members) {
  std::string words;
  for (const Phrase& phrase : claim.pico.outcome) words += phrase.text + " ";
  if (words.empty()) words = claim.text + " ";
  for (const Member& m : members) {
    if (is_member(m) && m.estimate) words += m.estimate->outcome + " ";
  }
  return words;
}

void describe_importance(const Claim& claim, const ClaimContext& context, const std::vector<Member>& members,
                         Scope& body) {
  const std::string* measure = known_value<std::string>(body, "body.measure");
  if (!measure || (*measure != "MD" && *measure != "WMD") || known_value<double>(body, "body.mid")) return;
  const auto set = [&](double value, std::string from, FactOrigin origin, std::vector<Quote> quotes) {
    body.set("body.mid", value, origin, std::move(quotes));
    body.set("body.mid_source", std::move(from), FactOrigin::derived);
  };
  if (context.important_difference)
    return set(*context.important_difference, "stated for the outcome", FactOrigin::read, {});
  for (const Member& m : members) {
    const Fact* fact = is_member(m) ? m.scope->find("source.mid") : nullptr;
    if (const double* value = fact ? std::get_if<double>(&fact->value) : nullptr)
      return set(*value, "stated by the source", FactOrigin::read, fact->quotes);
  }
  const ImportantDifference usual = important_difference_of(measured(claim, members));
  if (usual.value > 0) set(usual.value, fmt::format("{}, {}", usual.words, usual.scale), FactOrigin::derived, {});
}

// Per 1,000 people ---------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 9> control_words = {"placebo", "control", "sham",    "usual",    "standard",
                                                           "no",      "waiting", "without", "untreated"};

double likeness_to_control(const Arm& arm, const Claim& claim) {
  const std::vector<std::string> words = folded_words(arm.name);
  const bool usual = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return std::find(control_words.begin(), control_words.end(), word) != control_words.end();
  });
  return shared_terms(claim.pico.comparator, arm.name) - shared_terms(claim.pico.intervention, arm.name) + 0.5 * usual;
}

/// The risk without the treatment; where no group is plainly the control, that of all groups together.
std::optional<double> control_risk(const std::vector<Arm>& arms, const Claim& claim) {
  double people = 0, events = 0;
  for (const Arm& arm : arms) {
    if (!arm.n || !arm.events || !(*arm.n > 0) || !(*arm.events >= 0) || *arm.events > *arm.n) return std::nullopt;
    people += *arm.n;
    events += *arm.events;
  }
  if (arms.size() < 2 || events == 0) return std::nullopt;
  const auto control = std::max_element(arms.begin(), arms.end(), [&](const Arm& a, const Arm& b) {
    return likeness_to_control(a, claim) < likeness_to_control(b, claim);
  });
  if (arms.size() > 2 || *control->events == 0) return events / people;
  return *control->events / *control->n;
}

/// The risk that a ratio makes of a risk.
double risk_after(double risk, double ratio, std::string_view measure) {
  if (measure == "OR") return ratio * risk / (1 - risk + ratio * risk);
  if (measure == "HR") return 1 - std::pow(1 - risk, ratio);
  return std::min(1.0, ratio * risk);
}

void describe_absolute(const Claim& claim, const std::vector<Arm>& arms, Scope& body) {
  const std::string* measure = known_value<std::string>(body, "body.measure");
  const Interval* ci = known_value<Interval>(body, "body.ci");
  if (!measure || !ci || !is_ratio(*measure) || !(ci->low >= 0) || known_value<Interval>(body, "body.absolute_ci"))
    return;
  const std::optional<double> risk = control_risk(arms, claim);
  if (!risk) return;
  const auto per_thousand = [&](double ratio) {
    return std::round(1000 * (risk_after(*risk, ratio, *measure) - *risk));
  };
  body.set("body.control_risk", std::round(1000 * *risk), FactOrigin::derived);
  body.set("body.absolute_ci", Interval{per_thousand(ci->low), per_thousand(ci->high)}, FactOrigin::derived);
}

}  // namespace

void describe_magnitude(const Claim& claim, const ClaimContext& context, const std::vector<Member>& members,
                        const GivenFacts& given, Scope& body) {
  describe_importance(claim, context, members, body);
  describe_absolute(claim, given.arms, body);
}

}  // namespace claimassay
