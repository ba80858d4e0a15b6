// Fills the full text index on a thread of its own while the tables are written: half of an import's work is the index's.
// Promises: what was added and removed reaches the index in that order, and all of it before finish() returns; a failure
// of the index is thrown to the caller, at the next call. Copies the texts into batches that are used again and again, so
// that no string is allocated on one thread and freed on the other. Costs: at most `most_waiting` bytes of texts, or one
// record where that is larger; the caller waits when the index is that far behind.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/citation.h"

namespace claimassay {

class SearchIndex;

class IndexWriter {
 public:
  /// Between the index's begin() and its commit() or roll_back(), the index belongs to the writer until finish().
  explicit IndexWriter(SearchIndex& index);
  /// Without finish(): gives up what was not written yet. The index is then to be rolled back.
  ~IndexWriter();
  IndexWriter(const IndexWriter&) = delete;
  IndexWriter& operator=(const IndexWriter&) = delete;

  void add(Pmid pmid, std::string_view title, std::string_view text) { put(pmid, true, title, text); }
  void remove(Pmid pmid, std::string_view title, std::string_view text) { put(pmid, false, title, text); }
  /// Waits until the index has everything, and ends the thread. Nothing may be put afterwards.
  void finish();

 private:
  struct Change {
    Pmid pmid;
    bool added;
    std::size_t title_size, text_size;
  };
  struct Batch {
    std::string texts;  // one after another, without anything between them
    std::vector<Change> changes;
  };

  void put(Pmid pmid, bool added, std::string_view title, std::string_view text);
  void hand_over();
  void work();
  void write(const Batch& batch);
  void end_thread(bool give_up);

  SearchIndex& index_;
  // The caller's; everything below is shared.
  Batch filling_;
  bool index_is_behind_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> waiting_;
  std::vector<Batch> empty_;
  std::size_t waiting_bytes_ = 0;  // the batch that is being written counts as well
  bool ended_ = false, given_up_ = false;
  std::exception_ptr failed_;
  std::thread thread_;
};

}  // namespace claimassay
