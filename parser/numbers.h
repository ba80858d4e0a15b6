// Numbers of a medical text: effect estimates with their intervals and p values, heterogeneity, participants, events,
// doses and durations. The one place where a number is read, in articles, abstracts and guidelines alike.
// Promises: spans are offsets into the text given; nothing is computed here, only read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/claim.h"
#include "core/vocabulary.h"
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
  year,
  mean,   ///< with its standard deviation: "54.3 (SD 8.2)", "6.1 ± 1.2"
  median  ///< with its quartiles or its range: "6 days (IQR 4-9)"
};
template <>
struct Vocabulary<QuantityKind> {
  static constexpr std::string_view words[] = {"participants", "events",  "studies", "dose",      "duration",
                                               "frequency",    "percent", "count",   "i_squared", "age",
                                               "year",         "mean",    "median"};
};

struct Quantity {
  QuantityKind kind = QuantityKind::count;
  double value = 0;
  std::optional<double> low;   ///< of a median: the lower quartile or the lower end of the range
  std::optional<double> high;  ///< the upper end of a range ("30 to 60 minutes"), or that of a median
  std::optional<double> sd;    ///< of a mean: the standard deviation, or the standard error where that is named
  std::optional<double> of;    ///< "12 of 48", "2 in 1000": 48, 1000
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
