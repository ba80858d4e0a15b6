// What one record tells about its study: design, size, results, and the words that say so. Unknown stays unknown.
// It knows no other record: how a body of studies agrees is grading's business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/citation.h"
#include "core/claim.h"
#include "core/fact.h"

namespace claimassay {

/// Where in a record a span lies. Abstract offsets are into Citation::abstract_text() (or the text given to the filter).
enum class RecordPart { title, abstract };
template <>
struct Vocabulary<RecordPart> {
  static constexpr std::string_view words[] = {"title", "abstract"};
};

struct DesignCue {
  RecordPart part = RecordPart::abstract;
  Span span;
  std::string text;
  std::string says;  ///< "rct", "double_blind", "not:rct"
};

struct Arm {
  std::string name;
  std::optional<double> n;
  std::optional<double> events;  ///< of the first result that gives events by group
  Span span;                     ///< in the abstract, where its size stands; may be empty
  Span events_span;
};

/// How many of one group were lost: "lost to follow-up: 12 of 60 with Zinol".
struct ArmLoss {
  std::string arm;
  double percent = 0;
  std::optional<double> lost;  ///< people, where they are counted
  std::optional<double> of;
  Span span;  ///< of the figure, in the abstract
};

struct BiasCue {
  std::string item;  ///< blinding, sequence_generation, ... as in the contract
  RecordPart part = RecordPart::abstract;
  Span span;
};

struct Measured {
  RecordPart part = RecordPart::abstract;
  Span span;
  std::string text;
};

struct Study {
  Design design = Design::unknown;
  std::vector<std::string> design_features;
  std::vector<DesignCue> design_cues;
  std::optional<double> participants;
  std::optional<double> studies;
  std::optional<double> events;
  std::vector<Arm> arms;
  std::vector<ArmLoss> losses;  ///< by named group; empty where losses are told of all together or not at all
  std::vector<EffectEstimate> estimates;
  std::vector<Measured> measures;
  std::optional<bool> primary_endpoint_met;
  std::optional<double> i2;
  std::vector<BiasCue> bias_cues;
  std::vector<StatedGradeMention> declared_grades;
  std::optional<std::string> species;  ///< "human", "animal", "in_vitro"; nothing = not said
  std::vector<std::string> registry_ids;
  RecordStatus status = RecordStatus::ok;
  std::vector<Fact> facts;  ///< everything else that rules may ask, under "source."
};

}  // namespace claimassay
