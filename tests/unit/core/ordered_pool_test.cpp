#include "core/ordered_pool.h"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>

#include "tests/catch.h"

using namespace claimassay;

TEST_CASE("results come in order, whatever the number of threads") {
  for (unsigned threads : {1u, 2u, 7u}) {
    std::vector<std::size_t> seen;
    run_ordered<std::size_t>(
        500, threads, 8,
        [](std::size_t i, unsigned) {
          if (i % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
          return i * i;
        },
        [&](std::size_t i, std::size_t result) {
          CHECK(result == i * i);
          seen.push_back(i);
        });
    REQUIRE(seen.size() == 500);
    CHECK(std::is_sorted(seen.begin(), seen.end()));
  }
}

TEST_CASE("no more than a window of results is made ahead of the delivery") {
  std::atomic<std::size_t> made = 0;
  run_ordered<int>(
      200, 4, 10, [&](std::size_t, unsigned) { return ++made, 0; },
      [&](std::size_t i, int) { CHECK(made <= i + 1 + 10); });
}

TEST_CASE("the first failure in the order of the items reaches the caller") {
  std::size_t delivered = 0;
  const auto run = [&] {
    run_ordered<int>(
        100, 3, 6,
        [](std::size_t i, unsigned) {
          if (i == 20 || i == 21) throw std::runtime_error("item " + std::to_string(i));
          return 0;
        },
        [&](std::size_t, int) { ++delivered; });
  };
  CHECK_THROWS_WITH(run(), "item 20");
  CHECK(delivered == 20);
}

TEST_CASE("no items, no work") {
  run_ordered<int>(
      0, 4, 4, [](std::size_t, unsigned) { return 1; }, [](std::size_t, int) { FAIL("nothing to deliver"); });
}
