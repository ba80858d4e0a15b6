// The values that a results sentence reports for its groups: "38 %", "12.8 ± 2.5 days", "1.7 % (7/424)", "64 (8 %) patients".
// Not p values, intervals, ratios, doses or points in time.
#pragma once

#include <vector>

#include "core/study.h"
#include "parser/numbers.h"
#include "parser/record_text.h"

namespace claimassay {

/// Spans are into `text.text`; sentences of background, objective and methods are passed over.
std::vector<Measured> read_measures(const RecordText& text, const NumberReading& numbers);

}  // namespace claimassay
