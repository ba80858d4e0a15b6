// Why a claim has its grade: what every rule did and on which facts, and what would have given another grade. Data only;
// report/ chooses the words. Promises: a rule that is not listed was plainly silent; the order is that of the pack.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/appraisal.h"
#include "core/assessment.h"
#include "core/fact.h"
#include "core/finding.h"

namespace claimassay {

/// A fact that decided a rule, or that was missing.
struct UsedFact {
  Fact fact;       ///< of a text, the quote is cut down to the words that matched
  std::string in;  ///< id of the scope
};

enum class RuleVerdict { acted, undecided, kept_silent };
template <>
struct Vocabulary<RuleVerdict> {
  static constexpr std::string_view words[] = {"acted", "undecided", "kept_silent"};
};

struct RuleOutcome {
  std::string rule;
  std::string title;
  std::string phase;
  ScopeKind scope = ScopeKind::claim;
  std::string in;  ///< id of the scope
  RuleVerdict verdict = RuleVerdict::acted;
  struct Done {
    std::string action;  ///< "downgrade 1", "flag major"
    std::string because;
  };
  std::vector<Done> actions;         ///< of a rule that acted
  std::string exception;             ///< what kept it silent: a rule, or the condition as written
  std::vector<UsedFact> facts;       ///< that decided it: no more than were needed
  std::vector<UsedFact> missing;     ///< each with why it is not known
  std::vector<std::string> sources;  ///< where the rule comes from
};

/// One fact that would have to be different.
struct FactChange {
  std::string fact;
  std::string in;  ///< id of the scope; "" = the body of evidence
  Value now;
  FactOrigin origin = FactOrigin::read;
  std::string why_unknown;
  std::string wanted;  ///< in words: "at least 300"
};

struct RuleChange {
  std::string rule;
  std::string title;
  std::string action;  ///< "cap moderate"
  bool lifted = true;  ///< it acts no more; false: it acts now
};

/// A set of facts that together give the level, and what they do to the rules.
struct FactChanges {
  std::vector<FactChange> facts;
  std::vector<RuleChange> rules;
};

struct WhyNot {
  Certainty wanted = Certainty::high;
  Certainty found = Certainty::not_gradable;
  std::string wanted_level;  ///< in the scheme's own words, where they are not those of the common scale: "B"
  std::string found_level;
  std::vector<FactChanges> ways;  ///< all as small as the smallest, in a fixed order; empty: none was found
  bool more_ways = false;         ///< there are others of the same size
  bool complete = true;           ///< false: the search came to its limit before it had tried everything in reach
  std::size_t tried = 0;          ///< sets of facts that were graded
  std::string because;            ///< why there is no way, or that none is needed
};

/// One grade, by one set of rules.
struct GradeExplanation {
  Assessment assessment;
  Scope facts;  ///< everything that the rules saw and set
  std::vector<RuleOutcome> rules;
  std::optional<WhyNot> why_not;
};

struct ClaimExplanation : GradeExplanation {
  std::size_t number = 0;  ///< as the report prints it; 0 = a claim by itself
  Claim claim;
  std::vector<int> references;
  std::vector<SourceSupport> support;
  std::vector<Finding> findings;
  std::optional<GradeExplanation> in_scheme;  ///< in another scheme, where one was asked for; no finding rests on it
  bool with_reasons = true;                   ///< false: only `why_not` was asked for
};

}  // namespace claimassay
