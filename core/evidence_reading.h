// A claim, or a piece of evidence, taken apart for comparison: per statement its content words, the words that give a
// direction, its numbers. Made by parser/evidence_reading.h, compared by grading/support/.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/span.h"

namespace claimassay {

/// A word that gives a statement a direction. `says`: up, down, good, bad, associated, null (no difference), affirm
/// (effective, useful), unsure (unclear, too little studied), plan (what was to be found out, not what was found).
struct DirectionCue {
  std::string says;
  bool negated = false;
  std::size_t at = 0;  ///< how many of the statement's words stand before it
  Span span;
  double weight = 1;
};

struct StatedNumber {
  double value = 0;
  bool percent = false;
  Span span;
};

enum class StatementPlace { title, background, methods, results, conclusion, unlabelled };

struct StatementReading {
  Span span;  ///< into the text given
  std::string text;
  std::vector<std::string> words;  ///< content words, folded, in order
  std::vector<DirectionCue> cues;
  std::vector<StatedNumber> numbers;
  StatementPlace place = StatementPlace::unlabelled;
  bool question = false;
  bool negated = false;      ///< holds a negation that no cue accounts for
  bool significant = false;  ///< p below 0.05, or says so
  bool not_significant = false;
};

struct EvidenceReading {
  std::string id;
  std::vector<StatementReading> statements;
  /// Short form and the content words of its long form, where the text defines one: "progression-free survival (PFS)".
  std::vector<std::pair<std::string, std::vector<std::string>>> abbreviations;
};

}  // namespace claimassay
