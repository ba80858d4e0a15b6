// Which way an outcome went under an intervention, as records report it: the statements that speak most of the outcome, and the
// words of direction in them, the nearer to the outcome the more they count. How these weigh is a table
// (data/direction_weights.tsv, learned by bench/learn/direction.cpp). Judges what parser/evidence_reading.h has read.
// Refuses to guess: where no result names the outcome the answer is not_reported.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "grading/support/support.h"

namespace claimassay {

struct PicoReading {
  EvidenceReading intervention;
  EvidenceReading comparator;
  EvidenceReading outcome;
};

using NamedFigures = std::map<std::string, double>;

struct DirectionFeatures {
  NamedFigures difference;  ///< for the question whether there was none
  NamedFigures side;        ///< for the question whether, if so, the outcome rose
};
DirectionFeatures direction_features(const PicoReading& pico, const std::vector<EvidenceReading>& evidence);

/// What the evidence reports of the outcome under the intervention.
SupportJudgement judge_pico(const PicoReading& pico, const std::vector<EvidenceReading>& evidence);

}  // namespace claimassay
