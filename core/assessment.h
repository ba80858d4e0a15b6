// A grade as a list of judgements: each with its rule, its reason and the quotations it rests on. There is no score.
// Promises: every step from the starting level to the certainty is one of the judgements; what was unknown is listed.
#pragma once

#include <string>
#include <vector>

#include "core/fact.h"
#include "core/vocabulary.h"

namespace claimassay {

struct Judgement {
  std::string rule;    ///< grade.imprecision.few-events
  std::string domain;  ///< "source", "start", a Domain word, "cap", "consistency", "not_gradable"
  Rating rating = Rating::unknown;
  double step = 0;  ///< -1, 0, +1; a cap has 0
  std::string because;
  std::vector<Fact> facts;  ///< that decided it, with their quotes
};

struct DomainTotal {
  Domain domain = Domain::risk_of_bias;
  double step = 0;
  Rating rating = Rating::unknown;
};

/// What a reviewer must do by hand: `confirm-upgrade`, `design-conflict`.
struct ReviewTask {
  std::string code;
  std::string because;
};

struct Assessment {
  std::string framework;  ///< "GRADE"
  std::string pack;       ///< name and version
  std::string pack_hash;
  Certainty start = Certainty::not_gradable;
  std::vector<Judgement> judgements;
  std::vector<DomainTotal> domains;
  Certainty certainty = Certainty::not_gradable;
  Certainty range_low = Certainty::not_gradable;
  Certainty range_high = Certainty::not_gradable;
  bool declared = false;  ///< the source states this grade itself
  Consistency consistency = Consistency::unknown;
  std::string headline;   ///< "mixed" where it applies, else the certainty's word
  std::string direction;  ///< higher, lower, no_difference, uncertain, insufficient_data
  std::string reason;     ///< why it is not gradable, as a code; else empty
  std::vector<std::string> would_change;
  std::vector<ReviewTask> tasks;
  std::string mechanistic;  ///< human, animal, in_vitro for mechanism claims; else empty
};

}  // namespace claimassay
