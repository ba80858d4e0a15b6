// PubMed XML on any bytes: no crash, nothing loaded from outside, records have a PMID and valid UTF-8, and a file that breaks
// off says so.
#include "tests/fuzz/checked_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  claimassay::test::fuzz_format("pubmed-xml", data, size);
  return 0;
}
