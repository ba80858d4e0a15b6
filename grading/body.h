// The body of evidence behind one claim: which of the cited sources it consists of, and what they say together.
// Best available evidence: the sources of the highest tier that bear on the claim; a systematic review is the body, newer
// trials beside it only modify it; sources of lower tiers can make the body less consistent, never more certain.
// What rules decided (tier, excluded, held) is read from the scopes; nothing is decided here that a methodologist would
// want to change, and every derived fact carries the quotes of the figures it came from.
#pragma once

#include <string>
#include <vector>

#include "core/claim.h"
#include "core/fact.h"
#include "grading/evidence.h"
#include "grading/facts.h"

namespace claimassay {

enum class MemberRole {
  member,         ///< part of the body
  modifier,       ///< a trial newer than the review that is the body
  inside_review,  ///< a trial that the review will have included
  duplicate,      ///< the same study again: a shared registry number, or a review inside an umbrella review
  lower_tier,     ///< weaker than the best available
  off_topic,      ///< does not bear on the claim
  held,           ///< counts for less until a doubt is resolved
  excluded,       ///< retracted, a protocol, a notice
  not_evidence,   ///< a narrative review, an opinion
  unusable        ///< no record, no abstract, or another paper
};
template <>
struct Vocabulary<MemberRole> {
  static constexpr std::string_view words[] = {"member",    "modifier", "inside_review", "duplicate",    "lower_tier",
                                               "off_topic", "held",     "excluded",      "not_evidence", "unusable"};
};

struct Member {
  const CitedRecord* record = nullptr;
  Scope* scope = nullptr;  ///< the source's facts
  double tier = 0;         ///< source.tier as rules set it; 0 = not evidence for such a claim
  bool excluded = false;
  bool held = false;
  bool on_topic = true;
  std::optional<EffectEstimate> estimate;  ///< of the claimed outcome, where one was found
  MemberRole role = MemberRole::unusable;
};

/// Sets the role of every member.
void choose_body(std::vector<Member>& members);

/// Writes "source.role" and "source.in_body" into the sources, and everything derived into `body`. What `body` holds
/// already (facts given from outside) stays the more trusted.
void describe_body(const std::vector<Member>& members, const Claim& claim, const GivenFacts& given, Scope& body);

}  // namespace claimassay
