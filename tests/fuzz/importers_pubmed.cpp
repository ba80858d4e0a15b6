// PubMed XML on any bytes: no crash, nothing loaded from outside, records have a PMID and valid UTF-8, and a file that breaks
// off says so.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/text.h"
#include "importers/importer.h"

using namespace claimassay;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

class Checked : public EvidenceSink {
 public:
  void record(Citation&& citation) override {
    require(citation.pmid > 0);
    require(!first_invalid_utf8(citation.title) && !first_invalid_utf8(citation.abstract_text()));
  }
  void deleted(Pmid pmid) override { require(pmid > 0); }
  void skipped(std::string_view reason, const Place&) override { require(!reason.empty()); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const EvidenceFormat& format : evidence_formats()) {
    Checked sink;
    Diagnostics diagnostics;
    const auto bytes = bytes_in_memory("fuzz.xml", {reinterpret_cast<const char*>(data), size});
    if (!format.read(*bytes, sink, diagnostics)) require(diagnostics.has_errors());
  }
  return 0;
}
