#include "store/index_writer.h"

#include <utility>

#include "store/search_index.h"
#include "store/search_words.h"

namespace claimassay {

namespace {

// Large enough that handing a batch over costs nothing, small enough to lie in a processor's cache.
constexpr std::size_t batch_size = 128 * 1024;
// A fifth of the texts of a file of PubMed's: the index catches up while the tables are committed.
constexpr std::size_t most_waiting = 8 * 1024 * 1024;

}  // namespace

IndexWriter::IndexWriter(SearchIndex& index) : index_(index), thread_([this] { work(); }) {}

IndexWriter::~IndexWriter() { end_thread(true); }

void IndexWriter::put(Pmid pmid, bool added, std::string_view title, std::string_view text) {
  const std::size_t begin = filling_.texts.size();
  filling_.texts.append(title);
  // Whichever thread is ahead finds the words: the index is the same.
  if (index_is_behind_) append_as_terms(filling_.texts, text);
  else filling_.texts.append(text);
  filling_.changes.push_back({pmid, added, title.size(), filling_.texts.size() - begin - title.size()});
  if (filling_.texts.size() >= batch_size) hand_over();
}

void IndexWriter::hand_over() {
  const std::size_t size = filling_.texts.size();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return failed_ || waiting_bytes_ == 0 || waiting_bytes_ + size <= most_waiting; });
  if (failed_) std::rethrow_exception(failed_);
  index_is_behind_ = waiting_bytes_ > most_waiting / 2;
  waiting_bytes_ += size;
  waiting_.push_back(std::move(filling_));
  if (empty_.empty()) {
    filling_ = Batch();
  } else {
    filling_ = std::move(empty_.back());
    empty_.pop_back();
  }
  changed_.notify_all();
}

void IndexWriter::finish() {
  if (!filling_.changes.empty()) hand_over();
  end_thread(false);
  if (failed_) std::rethrow_exception(failed_);
}

void IndexWriter::end_thread(bool give_up) {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    given_up_ = give_up;
  }
  changed_.notify_all();
  thread_.join();
}

void IndexWriter::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
    if (given_up_ || waiting_.empty()) return;
    Batch batch = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    std::exception_ptr failed;
    try {
      write(batch);
    } catch (...) {
      failed = std::current_exception();
    }
    const std::size_t size = batch.texts.size();
    batch.texts.clear();
    batch.changes.clear();
    // The room for one huge record is not kept.
    if (batch.texts.capacity() > 4 * batch_size) batch = Batch();
    lock.lock();
    waiting_bytes_ -= size;
    empty_.push_back(std::move(batch));
    failed_ = failed;
    changed_.notify_all();
    if (failed_) return;
  }
}

void IndexWriter::write(const Batch& batch) {
  std::string_view texts = batch.texts;
  for (const Change& change : batch.changes) {
    const std::string_view title = texts.substr(0, change.title_size);
    const std::string_view text = texts.substr(change.title_size, change.text_size);
    texts.remove_prefix(change.title_size + change.text_size);
    if (change.added) index_.add(change.pmid, title, text);
    else index_.remove(change.pmid, title, text);
  }
}

}  // namespace claimassay
