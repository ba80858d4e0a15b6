// A record's status (retracted, under concern, corrected, a notice, a preprint) from both ends of every link: what the
// record says of itself, what notices in the store say of it, and what retraction lists say. A notice is not a retracted
// paper. Who says what is kept apart; the gravest decides.
#pragma once

#include <string_view>

#include "core/appraisal.h"
#include "core/evidence_source.h"
#include "core/status_marks.h"

namespace claimassay {

/// `record` may be null where the store holds only the notice.
ResolvedStatus status_of(Pmid pmid, const Citation* record, const EvidenceSource& evidence);
/// The same for a paper of which the DOI is known, the PMID perhaps not (0): retraction lists know many by DOI alone.
ResolvedStatus status_of(Pmid pmid, std::string_view normal_doi, const Citation* record,
                         const EvidenceSource& evidence);

/// Every record that status_of gives this status has one of the marks, or stands on a retraction list.
StatusMarks marks_of(RecordStatus status);

}  // namespace claimassay
