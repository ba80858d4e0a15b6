// Work on many threads, results in order: item i is made by any thread and delivered on the caller's, after items 0 to i-1.
// Promises: the order of delivery never depends on the number of threads; at most `window` results wait in memory, however
// many items there are. Refuses: to go on after an exception; the first (in the order of items) is thrown to the caller.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace claimassay {

/// `make(i, worker)` is called once for each i < count; `worker` (0 to threads-1) lets it keep things of its own, such as
/// a database connection. `deliver(i, result)` is called in order.
template <class Result, class Make, class Deliver>
void run_ordered(std::size_t count, unsigned threads, std::size_t window, const Make& make, const Deliver& deliver) {
  struct Slot {
    std::optional<Result> result;
    std::exception_ptr failed;
  };
  threads = static_cast<unsigned>(std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(count, 1)));
  window = std::max<std::size_t>(window, threads);
  std::vector<Slot> ring(window);
  std::mutex mutex;
  std::condition_variable room, ready;
  std::size_t taken = 0, delivered = 0;
  bool stop = false;

  const auto work = [&](unsigned worker) {
    std::unique_lock lock(mutex);
    for (;;) {
      room.wait(lock, [&] { return stop || taken == count || taken < delivered + window; });
      if (stop || taken == count) return;
      const std::size_t mine = taken++;
      lock.unlock();
      Slot made;
      try {
        made.result.emplace(make(mine, worker));
      } catch (...) {
        made.failed = std::current_exception();
      }
      lock.lock();
      ring[mine % window] = std::move(made);
      ready.notify_one();
    }
  };

  std::vector<std::thread> pool;
  for (unsigned worker = 0; worker < threads; ++worker) pool.emplace_back(work, worker);
  const auto end_all = [&] {
    {
      const std::lock_guard lock(mutex);
      stop = true;
    }
    room.notify_all();
    for (std::thread& thread : pool) thread.join();
  };
  try {
    for (std::size_t i = 0; i < count; ++i) {
      Slot slot;
      {
        std::unique_lock lock(mutex);
        ready.wait(lock, [&] { return ring[i % window].result || ring[i % window].failed; });
        slot = std::move(ring[i % window]);
        ring[i % window] = {};
        ++delivered;
      }
      room.notify_all();
      if (slot.failed) std::rethrow_exception(slot.failed);
      deliver(i, std::move(*slot.result));
    }
  } catch (...) {
    end_all();
    throw;
  }
  end_all();
}

}  // namespace claimassay
