// A record's status (retracted, under concern, corrected, a notice, a preprint) from both ends of every link: what the
// record says of itself, and what notices in the store say of it. A notice is not a retracted paper.
#pragma once

#include "core/appraisal.h"
#include "core/evidence_source.h"
#include "core/status_marks.h"

namespace claimassay {

/// `record` may be null where the store holds only the notice.
ResolvedStatus status_of(Pmid pmid, const Citation* record, const EvidenceSource& evidence);

/// Every record that status_of gives this status has one of the marks, or stands on a retraction list.
StatusMarks marks_of(RecordStatus status);

}  // namespace claimassay
