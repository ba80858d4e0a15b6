#include "store/notice_table.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "core/split.h"
#include "store/dates.h"
#include "store/evidence_store.h"

namespace claimassay {

namespace {

constexpr const char* columns =
    "source, record, nature, published, notice_pmid, notice_doi, paper_pmid, paper_doi, paper_published, title, "
    "journal, reasons, note";

std::string where(const char* condition) {
  return std::string("SELECT ") + columns + " FROM retraction_notice WHERE " + condition;
}

RetractionNotice read(const Statement& row) {
  RetractionNotice notice;
  notice.source = row.text(0);
  notice.record = row.text(1);
  notice.nature = from_word<NoticeNature>(row.text(2)).value_or(NoticeNature::correction);
  notice.date = date_of_number(row.integer(3));
  notice.notice_pmid = row.integer(4);
  notice.notice_doi = row.text(5);
  notice.paper_pmid = row.integer(6);
  notice.paper_doi = row.text(7);
  notice.paper_date = date_of_number(row.integer(8));
  notice.title = row.text(9);
  notice.journal = row.text(10);
  for (const std::string_view reason : split(row.text(11), "\n")) {
    if (!reason.empty()) notice.reasons.emplace_back(reason);
  }
  notice.note = row.text(12);
  return notice;
}

/// Row numbers are numbers mostly: 9 before 10.
auto order_of(const RetractionNotice& notice) {
  return std::tuple(date_number(notice.date), std::string_view(notice.source), notice.record.size(),
                    std::string_view(notice.record));
}

}  // namespace

// Two conditions joined by OR would read the whole table where one of them has a partial index.
NoticeTable::NoticeTable(const Database& database)
    : by_pmid_(database.prepare(where("paper_pmid = ?1 AND paper_pmid <> 0") + " UNION " +
                                where("notice_pmid = ?1 AND notice_pmid <> 0"))),
      by_doi_(database.prepare(where("paper_doi = ?1 AND paper_doi <> ''") + " UNION " +
                               where("notice_doi = ?1 AND notice_doi <> ''"))),
      by_record_(database.prepare(where("source = ?1 AND record = ?2"))),
      put_(database.prepare(std::string("INSERT OR REPLACE INTO retraction_notice (") + columns +
                            ", file) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")) {}

std::vector<RetractionNotice> NoticeTable::naming(Pmid pmid, std::string_view doi) {
  std::vector<RetractionNotice> found;
  if (pmid != 0) {
    by_pmid_.with(pmid);
    while (by_pmid_.step()) found.push_back(read(by_pmid_));
  }
  if (!doi.empty()) {
    by_doi_.with(doi);
    while (by_doi_.step()) found.push_back(read(by_doi_));
  }
  const auto before = [](const auto& a, const auto& b) { return order_of(a) < order_of(b); };
  const auto same = [](const auto& a, const auto& b) { return a.source == b.source && a.record == b.record; };
  std::sort(found.begin(), found.end(), before);
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

NoticeChange NoticeTable::put(const RetractionNotice& notice, std::int64_t file) {
  const bool known = by_record_.with(notice.source, notice.record).step();
  const bool same = known && notice_line(read(by_record_)) == notice_line(notice);
  by_record_.reset();
  if (same) return NoticeChange::unchanged;
  std::string reasons;
  for (const std::string& reason : notice.reasons) reasons += (reasons.empty() ? "" : "\n") + reason;
  put_.with(notice.source, notice.record, word(notice.nature), date_number(notice.date), notice.notice_pmid,
            notice.notice_doi, notice.paper_pmid, notice.paper_doi, date_number(notice.paper_date), notice.title,
            notice.journal, reasons, notice.note, file)
      .run();
  return known ? NoticeChange::changed : NoticeChange::added;
}

std::vector<RetractionNotice> EvidenceStore::notices_for(Pmid pmid, std::string_view doi) const {
  const std::lock_guard lock(mutex_);
  if (!notices_) notices_ = std::make_unique<NoticeTable>(database_);
  return notices_->naming(pmid, doi);
}

}  // namespace claimassay
