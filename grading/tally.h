// Adds up what rules said, as the framework declares it: steps per domain, the level that is left, and caps.
// Promises: every step can be traced to a rule's result; a domain of which no rule spoke stays unknown.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/assessment.h"
#include "core/fact.h"
#include "rules/evaluate.h"
#include "rules/pack.h"

namespace claimassay {

Rating rating_of_steps(double down);
/// 1 for serious_concern ...; nothing for a rating that takes nothing off and says nothing.
std::optional<double> steps_of_rating(Rating rating);

/// One total per domain of the framework, in its order. Ratings given from outside (body.domains.*) stand as they are;
/// with any of them given the others are unknown, since whoever rated them has left those out.
std::vector<DomainTotal> add_up_domains(const rules::Pack& pack, const std::vector<rules::RuleResult>& results,
                                        const Scope& body);

/// Levels as numbers, by the framework's ladder.
class Ladder {
 public:
  explicit Ladder(const rules::Framework& framework) : framework_(framework) {}
  std::optional<double> number(std::string_view level) const;
  /// The level at that height, or the nearest below; the lowest for anything lower still.
  const rules::LevelDeclaration* at(double height) const;
  Certainty certainty_at(double height) const;
  /// The most that the level at that height may stand for on the common scale.
  Certainty certainty_up_to(double height) const;
  /// The only level that may stand for this certainty; none where several may.
  const rules::LevelDeclaration* standing_for(Certainty certainty) const;
  /// As readers know it: "very low", "B" (letters are written large wherever they are used).
  static std::string shown(std::string_view level);
  double lowest() const;
  double highest() const;

 private:
  const rules::Framework& framework_;
};

/// The lowest level among the actions of one kind (start, cap, hold) that fired; nothing when none did.
std::optional<double> lowest_level(const Ladder& ladder, const std::vector<rules::RuleResult>& results,
                                   rules::ActionKind kind);

}  // namespace claimassay
