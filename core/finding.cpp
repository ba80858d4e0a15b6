#include "core/finding.h"

#include "core/hash.h"

namespace claimassay {

void stamp(Finding& finding) { finding.fingerprint = short_hash({finding.code, finding.claim_key, finding.cited_id}); }

}  // namespace claimassay
