#include "audit/evidence_statistics.h"

#include "citations/status.h"
#include "parser/study.h"

namespace claimassay {

EvidenceStatistics evidence_statistics(const EvidenceStore& store, const StatisticsOptions& options) {
  EvidenceStatistics out;
  // for_each holds the store; statuses look records up while it does.
  const EvidenceStore look_ups(store.path(), StoreMode::read);
  std::size_t done = 0;
  store.for_each([&](const Citation& record) {
    for (const PublicationType& type : record.publication_types) ++out.types[type.name];
    ++out.statuses[std::string(word(status_of(record.pmid, &record, look_ups).status))];
    if (options.designs) ++out.designs[std::string(word(read_study(record).design))];
    out.without_abstract += record.abstract.empty();
    if (options.progress && ++done % 1000 == 0) options.progress(done);
  });
  return out;
}

}  // namespace claimassay
