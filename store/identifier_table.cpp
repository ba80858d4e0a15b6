#include "store/identifier_table.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace claimassay {

namespace {

// Held in memory until they are written as one segment.
constexpr std::size_t most_changes = 500'000;
// Of a level; that many are merged into one. Fewer would be written again more often, more would have to be looked at.
constexpr std::int64_t most_segments = 8;
// Keys are hashes, spread evenly: a merge takes them range by range, so that what is sorted fits in memory.
constexpr std::int64_t ranges = 256;

}  // namespace

IdentifierTable::IdentifierTable(const Database& database)
    : find_(database.prepare("SELECT pmid FROM identifier WHERE segment IN (SELECT id FROM identifier_segment) AND "
                             "key = ?1 ORDER BY pmid")),
      holds_(database.prepare("SELECT 1 FROM identifier WHERE segment IN (SELECT id FROM identifier_segment) AND "
                              "key = ?1 AND pmid = ?2")) {}

std::vector<Pmid> IdentifierTable::find(std::int64_t key) {
  std::vector<Pmid> pmids;
  find_.with(key);
  while (find_.step()) pmids.push_back(find_.integer(0));
  return pmids;
}

bool IdentifierTable::holds(std::int64_t key, Pmid pmid) {
  const bool found = holds_.with(key, pmid).step();
  holds_.reset();
  return found;
}

IdentifierWriter::IdentifierWriter(Database& database)
    : database_(database),
      add_(database.prepare("INSERT INTO identifier VALUES (?1, ?2, ?3)")),
      drop_(database.prepare("DELETE FROM identifier WHERE segment IN (SELECT id FROM identifier_segment) AND "
                             "key = ?1 AND pmid = ?2")) {}

void IdentifierWriter::change(std::int64_t key, Pmid pmid, bool added) {
  changes_.push_back({key, pmid, added});
  if (changes_.size() >= most_changes) write();
}

void IdentifierWriter::finish() { write(); }

std::int64_t IdentifierWriter::new_segment(std::int64_t level) {
  // Above all others, so that its rows are appended.
  const std::int64_t id = database_.integer("SELECT max(id) FROM identifier_segment") + 1;
  database_.prepare("INSERT INTO identifier_segment VALUES (?1, ?2)").with(id, level).run();
  return id;
}

void IdentifierWriter::write() {
  std::stable_sort(changes_.begin(), changes_.end(), [](const Change& left, const Change& right) {
    return std::pair(left.key, left.pmid) < std::pair(right.key, right.pmid);
  });
  std::int64_t segment = 0;
  for (std::size_t begin = 0, end; begin < changes_.size(); begin = end) {
    const Change& first = changes_[begin];
    for (end = begin + 1; end < changes_.size(); ++end) {
      if (changes_[end].key != first.key || changes_[end].pmid != first.pmid) break;
    }
    // What is lost first was there before, what is gained last is there afterwards.
    const bool was_there = !first.added, is_there = changes_[end - 1].added;
    if (was_there == is_there) continue;
    if (was_there) {
      drop_.with(first.key, first.pmid).run();
    } else {
      if (segment == 0) segment = new_segment(0);
      add_.with(segment, first.key, first.pmid).run();
    }
  }
  changes_.clear();
  if (segment != 0) merge(0);
}

void IdentifierWriter::merge(std::int64_t level) {
  Statement count = database_.prepare("SELECT count(*) FROM identifier_segment WHERE level = ?1");
  count.with(level).step();
  const bool many = count.integer(0) >= most_segments;
  count.reset();
  if (!many) return;
  const std::int64_t merged = new_segment(level + 1);
  {
    Statement take = database_.prepare(
        "INSERT INTO identifier SELECT ?1, key, pmid FROM identifier WHERE segment IN (SELECT id FROM "
        "identifier_segment WHERE level = ?2) AND key BETWEEN ?3 AND ?4 ORDER BY key, pmid");
    constexpr std::uint64_t width = std::numeric_limits<std::uint64_t>::max() / ranges + 1;
    std::int64_t low = std::numeric_limits<std::int64_t>::min();
    for (std::int64_t range = 0; range < ranges; ++range) {
      const auto high = static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + (width - 1));
      take.with(merged, level, low, high).run();
      low = static_cast<std::int64_t>(static_cast<std::uint64_t>(high) + 1);
    }
  }
  database_.prepare("DELETE FROM identifier WHERE segment IN (SELECT id FROM identifier_segment WHERE level = ?1)")
      .with(level)
      .run();
  database_.prepare("DELETE FROM identifier_segment WHERE level = ?1").with(level).run();
  merge(level + 1);
}

}  // namespace claimassay
