// Numbers of a medical text: effect estimates with their intervals and p values, heterogeneity, participants, events,
// doses and durations. The one place where a number is read, in articles, abstracts and guidelines alike.
// Promises: spans are offsets into the text given; nothing is computed here, only read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "parser/folded_text.h"

namespace claimassay {

enum class QuantityKind {
  participants,
  events,
  studies,
  dose,
  duration,
  frequency,
  percent,
  count,
  i_squared,
  age,
  year
};

struct Quantity {
  QuantityKind kind = QuantityKind::count;
  double value = 0;
  std::optional<double> high;  ///< the upper end of a range ("30 to 60 minutes")
  std::optional<double> of;    ///< "12 of 48": 48
  std::string unit;            ///< "mg/day", "weeks"; empty for counts
  std::string noun;            ///< what is counted, as written: "patients", "trials"
  Span span;
};

struct NumberReading {
  std::vector<EffectEstimate> estimates;  ///< in the order of the text
  std::vector<Quantity> quantities;
};

NumberReading read_numbers(std::string_view text);
/// The same, of a text whose words are at hand.
NumberReading read_numbers(std::string_view text, const FoldedText& words);

}  // namespace claimassay
