// The Retraction Watch list as Crossref publishes it: CSV, one notice to a row. Columns are found by their names, in any
// order; the list's words for "not known" are "0" and "unavailable". A row that names no paper is counted and passed over;
// a row with more or fewer fields than the header is not trusted.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "core/identifiers.h"
#include "core/split.h"
#include "core/text.h"
#include "importers/csv_reader.h"
#include "importers/evidence_formats.h"
#include "importers/pubmed_fields.h"

namespace claimassay {

namespace {

constexpr std::size_t most_rows_named = 20;  // in messages, by reason; all are counted

enum class Column {
  record,
  title,
  journal,
  nature,
  reason,
  notes,
  notice_date,
  notice_doi,
  notice_pmid,
  paper_date,
  paper_doi,
  paper_pmid,
  count
};
constexpr std::size_t column_count = static_cast<std::size_t>(Column::count);
constexpr std::array<std::string_view, column_count> column_names = {"Record ID",
                                                                     "Title",
                                                                     "Journal",
                                                                     "RetractionNature",
                                                                     "Reason",
                                                                     "Notes",
                                                                     "RetractionDate",
                                                                     "RetractionDOI",
                                                                     "RetractionPubMedID",
                                                                     "OriginalPaperDate",
                                                                     "OriginalPaperDOI",
                                                                     "OriginalPaperPubMedID"};

/// How column names are compared: "Record ID", "record_id" and "RecordID" are one.
std::string column_key(std::string_view name) {
  std::string key;
  for (const char c : lower(name)) {
    if (c != ' ' && c != '_' && c != '-') key += c;
  }
  return key;
}

/// "12/15/2021 0:00", "2021-12-15", "2021-12-15T00:00:00".
PartialDate date_of(std::string_view text) {
  text = text.substr(0, text.find_first_of(" T"));
  PartialDate date;
  const bool american = text.find('/') != std::string_view::npos;
  const auto parts = split(text, american ? "/" : "-");
  if (parts.size() != 3) return date;
  date.year = number_in(parts[american ? 2 : 0], 1000, 2999);
  const int month = number_in(parts[american ? 0 : 1], 1, 12), day = number_in(parts[american ? 1 : 2], 1, 31);
  if (date.year) date.month = month;
  if (date.month) date.day = day;
  return date;
}

bool is_absent(std::string_view text) {
  const std::string small = lower(text);
  return small.empty() || small == "0" || small == "unavailable" || small == "n/a";
}

std::optional<NoticeNature> nature_of(std::string_view text) {
  const std::string small = lower(text);
  if (small == "retraction") return NoticeNature::retraction;
  if (small == "expression of concern") return NoticeNature::concern;
  if (small == "correction") return NoticeNature::correction;
  if (small == "reinstatement") return NoticeNature::reinstatement;
  return std::nullopt;
}

class Reader {
 public:
  Reader(ByteStream& bytes, EvidenceSink& sink, Diagnostics& diagnostics)
      : rows_(bytes, diagnostics), sink_(sink), diagnostics_(diagnostics) {}
  bool run();

 private:
  bool read_header();
  void read_row();
  std::string field(Column column) const;
  void pass_over(std::string_view reason, std::string message);
  Pmid pmid(Column column);
  std::string doi(Column column);

  CsvReader rows_;
  EvidenceSink& sink_;
  Diagnostics& diagnostics_;
  std::array<std::size_t, column_count> place_of_;
  std::size_t width_ = 0, widest_ = 0;  // of a row: with and without the empty field after a last comma
  std::map<std::string, std::size_t, std::less<>> named_;
};

bool Reader::read_header() {
  place_of_.fill(std::string::npos);
  if (!rows_.next()) {
    if (!rows_.broken()) diagnostics_.error("csv-no-header", "the table is empty", rows_.place());
    return false;
  }
  const auto& header = rows_.fields();
  // A comma after the last name makes one more column without a name.
  width_ = header.size();
  while (width_ > 0 && trim(header[width_ - 1]).empty()) --width_;
  widest_ = std::max(header.size(), width_ + 1);
  std::set<std::string> twice;
  for (std::size_t at = 0; at < width_; ++at) {
    const std::string key = column_key(trim(header[at]));
    for (std::size_t column = 0; column < column_count; ++column) {
      if (key != column_key(column_names[column])) continue;
      if (place_of_[column] != std::string::npos) twice.insert(std::string(column_names[column]));
      place_of_[column] = at;
    }
  }
  std::string missing;
  const auto need = [&](Column column) {
    if (place_of_[static_cast<std::size_t>(column)] != std::string::npos) return;
    missing += fmt::format("{}'{}'", missing.empty() ? "" : ", ", column_names[static_cast<std::size_t>(column)]);
  };
  need(Column::record), need(Column::nature), need(Column::notice_date);
  const bool by_pmid = place_of_[static_cast<std::size_t>(Column::paper_pmid)] != std::string::npos;
  if (!by_pmid) need(Column::paper_doi);
  const char* expected =
      "expected the Retraction Watch list with its header: Record ID, RetractionNature, RetractionDate, "
      "OriginalPaperDOI, OriginalPaperPubMedID ...";
  if (!missing.empty()) {
    diagnostics_.error("csv-wrong-header", "the table has no column " + missing, rows_.place(), expected);
  } else if (!twice.empty()) {
    diagnostics_.error("csv-wrong-header", fmt::format("the table has the column '{}' twice", *twice.begin()),
                       rows_.place(), expected);
  }
  return missing.empty() && twice.empty();
}

std::string Reader::field(Column column) const {
  const std::size_t at = place_of_[static_cast<std::size_t>(column)];
  return at < rows_.fields().size() ? collapse_space(rows_.fields()[at]) : std::string();
}

void Reader::pass_over(std::string_view reason, std::string message) {
  std::size_t& count = named_[std::string(reason)];
  if (++count <= most_rows_named) diagnostics_.warning(std::string(reason), std::move(message), rows_.place());
  sink_.skipped(reason, rows_.place());
}

Pmid Reader::pmid(Column column) {
  const std::string text = field(column);
  if (is_absent(text)) return 0;
  const Pmid value = pmid_of(text);
  if (!value) sink_.skipped("malformed-pmid", rows_.place());
  return value;
}

std::string Reader::doi(Column column) {
  const std::string text = field(column);
  if (is_absent(text)) return "";
  // The list writes some DOIs as in an address, escapes and all, but without the address.
  const bool escaped = text.starts_with("10.") && text.find('%') != std::string::npos;
  auto value = parse_doi(escaped ? "https://doi.org/" + text : text);
  if (!value) sink_.skipped("malformed-doi", rows_.place());
  return value.value_or("");
}

void Reader::read_row() {
  const auto& cells = rows_.fields();
  const bool rest_is_empty = std::all_of(cells.begin() + static_cast<long>(std::min(width_, cells.size())), cells.end(),
                                         [](const std::string& cell) { return trim(cell).empty(); });
  if (cells.size() < width_ || cells.size() > widest_ || !rest_is_empty) {
    return pass_over(
        "row-of-another-length",
        fmt::format("the row has {} fields where the header has {}; it was skipped", cells.size(), width_));
  }
  RetractionNotice notice;
  notice.source = "Retraction Watch";
  notice.record = field(Column::record);
  if (notice.record.empty()) return pass_over("no-record-id", "a row without a Record ID was skipped");
  const std::string nature = field(Column::nature);
  const auto known = nature_of(nature);
  if (!known) {
    return pass_over("unknown-nature", fmt::format("'{}' is no nature of a notice that is known; the row was skipped",
                                                   shorten(nature, 60)));
  }
  notice.nature = *known;
  notice.date = date_of(field(Column::notice_date));
  notice.notice_pmid = pmid(Column::notice_pmid);
  notice.notice_doi = doi(Column::notice_doi);
  notice.paper_date = date_of(field(Column::paper_date));
  notice.paper_pmid = pmid(Column::paper_pmid);
  notice.paper_doi = doi(Column::paper_doi);
  notice.title = field(Column::title);
  notice.journal = field(Column::journal);
  notice.note = field(Column::notes);
  const std::string reasons = field(Column::reason);
  for (std::string_view reason : split(reasons, ";")) {
    reason = trim(reason);
    if (reason.starts_with('+')) reason = trim(reason.substr(1));  // as older copies of the list write them
    if (!reason.empty()) notice.reasons.emplace_back(reason);
  }
  if (!notice.paper_pmid && notice.paper_doi.empty()) return sink_.skipped("no-paper-identifier", rows_.place());
  sink_.notice(std::move(notice));
}

bool Reader::run() {
  if (!read_header()) return false;
  while (rows_.next()) read_row();
  return !rows_.broken();
}

bool recognises(std::string_view head, std::string_view path) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::string header = column_key(head.substr(0, head.find_first_of("\r\n")));
  if (header.find("retractionnature") != std::string::npos) return true;
  // Named so, it is held to the header; a page or a document that only has the name is not.
  const std::string name = lower(replace_invalid_utf8(path));
  return (name.ends_with(".csv") || name.ends_with(".csv.gz")) && !head.starts_with('<') && !head.starts_with('%') &&
         head.find('\0') == std::string_view::npos;
}

bool read(ByteStream& bytes, EvidenceSink& sink, Diagnostics& diagnostics) {
  return Reader(bytes, sink, diagnostics).run();
}

}  // namespace

const EvidenceFormat retraction_watch_format = {"retraction-watch", recognises, read};

}  // namespace claimassay
