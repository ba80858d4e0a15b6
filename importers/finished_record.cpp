#include "importers/finished_record.h"

#include <fmt/format.h>

#include <utility>

namespace claimassay {

bool deliver(Citation&& citation, const std::vector<std::string>& problems, const Place& place, EvidenceSink& sink,
             Diagnostics& diagnostics) {
  for (const std::string& problem : problems) sink.skipped(problem, place);
  if (citation.pmid == 0) {
    diagnostics.warning("no-pmid", "a record without a PMID was skipped", place);
    sink.skipped("no-pmid", place);
    return false;
  }
  sink.record(std::move(citation));
  return true;
}

void skip_too_large(Pmid pmid, const Place& place, EvidenceSink& sink, Diagnostics& diagnostics) {
  diagnostics.warning("record-too-large",
                      fmt::format("a record holds more than {} MB of text and was skipped{}", most_record_text >> 20,
                                  pmid ? fmt::format(", in the record of PMID {}", pmid) : ""),
                      place);
  sink.skipped("record-too-large", place);
}

}  // namespace claimassay
