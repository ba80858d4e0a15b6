// MeSH descriptors on any bytes: no crash, nothing loaded from outside, descriptors have a UI and a name, and a file that
// breaks off says so.
#include "tests/fuzz/checked_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  claimassay::test::fuzz_format("mesh-xml", data, size);
  return 0;
}
