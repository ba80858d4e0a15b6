// PubMed's MEDLINE format on any bytes: no crash, records have a PMID and valid UTF-8, and a file that cannot be read says so.
#include "tests/fuzz/checked_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  claimassay::test::fuzz_format("nbib", data, size);
  return 0;
}
