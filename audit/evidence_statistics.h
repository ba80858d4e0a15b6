// What kind of records an evidence store holds: publication types, statuses and, when asked for, the designs that their
// abstracts state. Costs: reads every record once; designs read every abstract as `appraise` does, some thousand a second.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "store/evidence_store.h"

namespace claimassay {

struct EvidenceStatistics {
  std::map<std::string, std::size_t> types;     ///< publication types, as PubMed names them; a record may have several
  std::map<std::string, std::size_t> statuses;  ///< "ok", "retracted" ...; of every record
  std::map<std::string, std::size_t> designs;   ///< empty unless asked for
  std::size_t without_abstract = 0;
};

struct StatisticsOptions {
  bool designs = false;
  std::function<void(std::size_t done)> progress;  ///< of records; may be empty
};

EvidenceStatistics evidence_statistics(const EvidenceStore& store, const StatisticsOptions& options);

}  // namespace claimassay
