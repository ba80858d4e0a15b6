// A grade as a list of judgements: each with its rule, its reason and the quotations it rests on. There is no score.
// Promises: every step from the starting level to the certainty is one of the judgements; what was unknown is listed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/audience.h"
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
  std::string called = {};  ///< as the scheme calls that domain; empty = by its own name
};

struct DomainTotal {
  Domain domain = Domain::risk_of_bias;
  double step = 0;
  Rating rating = Rating::unknown;
  std::string title = {};  ///< as the scheme calls the domain; empty = by its own name
};

/// What a reviewer must do by hand: `confirm-upgrade`, `design-conflict`.
struct ReviewTask {
  std::string code;
  std::string because;
};

/// The same grade in the words of a reader.
struct Phrased {
  Audience audience = Audience::clinician;
  std::string statement;                 ///< the claim as its certainty allows it to be said; may be empty
  std::vector<std::string> explanation;  ///< one sentence per reason
};

struct Assessment {
  std::string framework;  ///< "GRADE", "OCEBM 2011"
  std::string pack;       ///< name and version
  std::string pack_hash;
  Certainty start = Certainty::not_gradable;
  std::vector<Judgement> judgements;
  std::vector<DomainTotal> domains;
  Certainty certainty = Certainty::not_gradable;
  Certainty range_low = Certainty::not_gradable;
  Certainty range_high = Certainty::not_gradable;
  std::string start_level;    ///< as `level`, of the start
  std::string level;          ///< in the scheme's own words, where they are not those of the common scale: "2", "B"
  std::string level_meaning;  ///< what the scheme says of that level
  bool declared = false;      ///< the source states this grade itself
  /// Where it does so in another scheme than GRADE: that scheme and its own level ("SORT", "B"; the level may be empty).
  std::string declared_scheme;
  std::string declared_level;
  Consistency consistency = Consistency::unknown;
  std::string headline;   ///< "mixed" where it applies, else the certainty's word
  std::string direction;  ///< higher, lower, no_difference, uncertain, insufficient_data
  std::string reason;     ///< why it is not gradable, as a code; else empty
  std::vector<std::string> would_change;
  std::vector<ReviewTask> tasks;
  std::optional<Phrased> phrased;  ///< where a reader was named
  std::string mechanistic;         ///< human, animal, in_vitro for mechanism claims; else empty
};

}  // namespace claimassay
