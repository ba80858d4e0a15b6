// Claim and cited records -> the tree of facts that rules see: claim > body > source > estimate. Every fact keeps the words
// of the record it rests on. What the record does not say is left out: rules see it as unknown.
// Facts given from outside stand beside those read and outrank them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "core/fact.h"
#include "grading/evidence.h"

namespace claimassay {

/// What somebody who has seen more than the records says about the body of evidence.
struct GivenFacts {
  std::vector<Fact> facts;               ///< with origin `given`
  std::optional<EffectEstimate> effect;  ///< body.effect, as an estimate
  std::vector<Arm> arms;
  /// For "what if": facts that hold for once, of the body or of one source, without anybody having told of the body.
  struct Supposed {
    int source = -1;  ///< place among the sources; -1 = the body
    Fact fact;
  };
  std::vector<Supposed> supposed;
  bool empty() const { return facts.empty() && !effect && arms.empty(); }
  bool about_body() const;
  bool rates_domains() const;
};

/// claim > body > sources, in the order of `sources`; the body's own facts are still missing (-> body.h), except those
/// given.
Scope claim_scope(const Claim& claim, const ClaimContext& context, const std::vector<CitedRecord>& sources,
                  const GivenFacts& given);

/// The body inside a claim's scope.
Scope& body_of(Scope& claim);

}  // namespace claimassay
