// The Retraction Watch list on any bytes: no crash, every notice names its paper, and a table that cannot be read says so.
#include "tests/fuzz/checked_sink.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  claimassay::test::fuzz_format("retraction-watch", data, size);
  return 0;
}
