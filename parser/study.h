// A record's own words and indexing -> Study: design, size, arms, results, bias cues, declared grades.
// Refuses to guess: what the record does not say stays unknown.
#pragma once

#include "core/study.h"

namespace claimassay {

/// Spans of RecordPart::abstract are offsets into citation.abstract_text().
Study read_study(const Citation& citation);

}  // namespace claimassay
