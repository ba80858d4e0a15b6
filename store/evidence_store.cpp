#include "store/evidence_store.h"

#include <algorithm>
#include <filesystem>

#include "core/hash.h"
#include "core/text.h"
#include "store/dates.h"
#include "store/derived.h"
#include "store/identifier_table.h"
#include "store/import_session.h"
#include "store/record_blob.h"
#include "store/search.h"
#include "store/search_terms.h"

namespace claimassay {

namespace {

constexpr std::int32_t application_id = 0x43414556;  // "CAEV"

constexpr const char* record_columns = "pmid, version, title, abstract, rest";

Citation record_of(const Statement& row) {
  return read_record_blob(row.integer(0), static_cast<int>(row.integer(1)), row.text(2), row.text(3), row.text(4));
}

/// What a migration derives from the records themselves.
void fill_new_tables(Database& database, std::int64_t version) {
  if (version != 3) return;
  IdentifierWriter keys(database);
  Statement row = database.prepare("SELECT " + std::string(record_columns) + " FROM citation ORDER BY pmid");
  while (row.step()) {
    try {
      for (const std::int64_t key : link_keys_of(record_of(row))) keys.change(key, row.integer(0), true);
    } catch (const StoreError&) {
      // A damaged record is for evidence verify to tell, and no reason to refuse the others.
    }
  }
  keys.finish();
}

}  // namespace

std::int64_t identifier_key(std::string_view kind, std::string_view value) {
  return static_cast<std::int64_t>(hash64(std::string(kind) + ":" + std::string(value)));
}

std::string url_key(std::string_view url) {
  url = trim(url);
  if (const std::size_t at = url.find("://"); at != std::string_view::npos) url.remove_prefix(at + 3);
  url = url.substr(0, url.find('#'));
  while (url.ends_with('/')) url.remove_suffix(1);
  const std::size_t slash = std::min(url.find('/'), url.size());
  std::string host = lower(url.substr(0, slash));
  if (host.starts_with("www.")) host.erase(0, 4);
  return host + std::string(url.substr(slash));
}

/// A copy has no write-ahead log and may be open elsewhere as immutable: written, it would be neither copy nor store.
void refuse_copy(const Database& database) {
  if (database.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'setting'") == 0) return;
  if (database.integer("SELECT count(*) FROM setting WHERE name = 'read_only_copy'") == 0) return;
  throw StoreError(StoreProblem::copy, database.path() +
                                           " is a copy made for reading (evidence export --copy) and is not written: "
                                           "import into a store of your own");
}

/// Prepared once: look-ups come by the thousand.
struct EvidenceStore::Queries {
  explicit Queries(const Database& database)
      : record(database.prepare("SELECT pmid, version, title, abstract, rest FROM citation WHERE pmid = ?1")),
        links(database.prepare(
            "SELECT pmid, type, source, published FROM link WHERE target = ?1 ORDER BY pmid, ordinal")),
        complete(database.prepare("SELECT 1 FROM complete_range WHERE low <= ?1 AND high >= ?1 LIMIT 1")),
        recommendations(database.prepare(
            "SELECT ordinal, label, text, span_begin, span_end, direction, strength_words, certainty_words, strength, "
            "certainty, scheme FROM recommendation WHERE guideline = ?1 ORDER BY ordinal")) {}
  Statement record, links, complete, recommendations;
};

EvidenceStore::EvidenceStore(const std::string& path, StoreMode mode)
    : path_(path), mode_(mode), database_(path, mode) {
  if (mode == StoreMode::write) {
    // Looks before it writes anything: a file that is not ours stays as it is.
    refuse_copy(database_);
    // Some five records to a page, where 4 KB hold one and waste a quarter; only a new store takes it.
    database_.execute("PRAGMA page_size = 16384");
    migrate(database_, "evidence", application_id, fill_new_tables);
    database_.execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768");
  } else {
    check_version(database_, "evidence", application_id);
  }
  try {
    search_ = std::make_unique<SearchIndex>(path, mode);
  } catch (const StoreError& error) {
    // Without an index everything but searching works. One that is damaged is made anew when the store may be written.
    if (mode == StoreMode::write && error.problem != StoreProblem::newer) {
      for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(SearchIndex::path_for(path) + ending);
      search_ = std::make_unique<SearchIndex>(path, mode);
    }
  }
  queries_ = std::make_unique<Queries>(database_);
  identifiers_ = std::make_unique<IdentifierTable>(database_);
}

EvidenceStore::~EvidenceStore() = default;

std::unique_ptr<EvidenceStore> open_evidence(const std::string& path, StoreMode mode) {
  return std::make_unique<EvidenceStore>(path, mode);
}

std::optional<Citation> EvidenceStore::by_pmid(Pmid pmid) const {
  const std::lock_guard lock(mutex_);
  Statement& row = queries_->record.with(pmid);
  if (!row.step()) return std::nullopt;
  Citation citation = record_of(row);
  row.reset();
  return citation;
}

std::vector<Pmid> EvidenceStore::carrying(std::int64_t key) const {
  const std::lock_guard lock(mutex_);
  return identifiers_->find(key);
}

std::optional<Pmid> EvidenceStore::pmid_of(std::string_view kind, std::string_view value,
                                           std::string Citation::*field) const {
  if (value.empty()) return std::nullopt;
  for (const Pmid pmid : carrying(identifier_key(kind, value))) {
    const auto citation = by_pmid(pmid);
    if (citation && (*citation).*field == value) return pmid;
  }
  return std::nullopt;
}

std::optional<Pmid> EvidenceStore::pmid_of_doi(std::string_view doi) const {
  return pmid_of("doi", doi, &Citation::doi);
}
std::optional<Pmid> EvidenceStore::pmid_of_pmc(std::string_view pmc) const {
  return pmid_of("pmc", pmc, &Citation::pmc);
}

std::vector<StoredLink> EvidenceStore::links_to(Pmid pmid, std::string_view normal_doi) const {
  std::vector<StoredLink> links;
  if (pmid) {
    const std::lock_guard lock(mutex_);
    Statement& row = queries_->links.with(pmid);
    while (row.step()) {
      links.push_back(
          {row.integer(0), std::string(row.text(1)), pmid, std::string(row.text(2)), date_of_number(row.integer(3))});
    }
  }
  if (normal_doi.empty()) return links;
  for (const Pmid from : carrying(key_of_link_to(normal_doi))) {
    const auto record = by_pmid(from);
    for (const RecordLink& link : record ? record->links : std::vector<RecordLink>()) {
      if (findable_doi(link) == normal_doi)
        links.push_back({from, link.type, 0, link.source, date_of_number(link_date(*record))});
    }
  }
  std::stable_sort(links.begin(), links.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  return links;
}

std::vector<Pmid> EvidenceStore::linked_by_doi(std::string_view type) const {
  std::vector<Pmid> papers;
  for (const Pmid from : carrying(key_of_links_by_doi(type))) {
    const auto record = by_pmid(from);
    for (const RecordLink& link : record ? record->links : std::vector<RecordLink>()) {
      if (lower(link.type) != lower(type)) continue;
      if (const auto paper = pmid_of_doi(findable_doi(link))) papers.push_back(*paper);
    }
  }
  return papers;
}

bool EvidenceStore::complete_for(Pmid pmid) const {
  const std::lock_guard lock(mutex_);
  Statement& row = queries_->complete.with(pmid);
  const bool complete = row.step();
  row.reset();
  return complete;
}

Guideline EvidenceStore::read_guideline_row(Statement& row) const {
  Guideline guideline;
  guideline.id = row.text(0);
  guideline.title = row.text(1);
  guideline.issuer = row.text(2);
  guideline.year = static_cast<int>(row.integer(3));
  guideline.url = row.text(4);
  guideline.doi = row.text(5);
  guideline.text = row.text(6);
  Statement& one = queries_->recommendations.with(guideline.id);
  while (one.step()) {
    Recommendation recommendation;
    recommendation.ordinal = static_cast<int>(one.integer(0));
    recommendation.label = one.text(1);
    recommendation.text = one.text(2);
    recommendation.span = {static_cast<std::size_t>(one.integer(3)), static_cast<std::size_t>(one.integer(4))};
    recommendation.direction =
        from_word<RecommendationDirection>(one.text(5)).value_or(RecommendationDirection::neither);
    recommendation.strength_words = one.text(6);
    recommendation.certainty_words = one.text(7);
    recommendation.strength = from_word<RecommendationStrength>(one.text(8)).value_or(RecommendationStrength::none);
    if (!one.is_null(9)) recommendation.certainty = from_word<StatedGrade>(one.text(9));
    recommendation.scheme = one.text(10);
    guideline.recommendations.push_back(std::move(recommendation));
  }
  return guideline;
}

std::optional<Guideline> EvidenceStore::guideline_where(std::string_view condition, std::string_view value) const {
  if (value.empty()) return std::nullopt;
  const std::lock_guard lock(mutex_);
  Statement row = database_.prepare("SELECT id, title, issuer, year, url, doi, text FROM guideline WHERE " +
                                    std::string(condition) + " ORDER BY id LIMIT 1");
  if (!row.with(value).step()) return std::nullopt;
  return read_guideline_row(row);
}

std::optional<Guideline> EvidenceStore::guideline_by_url(std::string_view url) const {
  return guideline_where("url_key = ?1 AND url_key <> ''", url_key(url));
}
std::optional<Guideline> EvidenceStore::guideline_by_doi(std::string_view doi) const {
  return guideline_where("doi = ?1 AND doi <> ''", doi);
}
std::optional<Guideline> EvidenceStore::guideline_by_id(std::string_view id) const {
  return guideline_where("id = ?1", id);
}

StoreCounts EvidenceStore::counts() const {
  const std::lock_guard lock(mutex_);
  // Counting the rows would read all of them; the files say how many records each brought and took.
  return {database_.integer("SELECT coalesce(sum(added - deleted), 0) FROM source_file WHERE format NOT IN "
                            "('guideline', 'mesh-xml', 'retraction-watch')"),
          database_.integer("SELECT count(*) FROM guideline"), database_.integer("SELECT count(*) FROM source_file")};
}

void EvidenceStore::for_each(const std::function<void(const Citation&)>& visit) const {
  const std::lock_guard lock(mutex_);
  Statement row = database_.prepare("SELECT " + std::string(record_columns) + " FROM citation ORDER BY pmid");
  while (row.step()) visit(record_of(row));
}

void EvidenceStore::for_each_guideline(const std::function<void(const Guideline&)>& visit) const {
  const std::lock_guard lock(mutex_);
  Statement row = database_.prepare("SELECT id, title, issuer, year, url, doi, text FROM guideline ORDER BY id");
  while (row.step()) visit(read_guideline_row(row));
}

std::string EvidenceStore::store_id() const {
  Statement row = database_.prepare("SELECT value FROM setting WHERE name = 'store_id'");
  return row.step() ? std::string(row.text(0)) : "";
}

std::int64_t EvidenceStore::last_file() const { return database_.integer("SELECT max(id) FROM source_file"); }

bool EvidenceStore::search_is_ready() const {
  const std::lock_guard lock(mutex_);
  return search_ && search_->store_id() == store_id() && search_->watermark() == last_file();
}

void EvidenceStore::refresh_search() {
  if (search_is_ready()) return;
  if (mode_ != StoreMode::write)
    throw StoreError(StoreProblem::failed, "the full text index of " + path_ + " is not up to date");
  const std::lock_guard lock(mutex_);
  catch_up();
}

/// Takes the index from wherever it is to the store's last file. Under the index's own lock, which an import takes before
/// the store's: two processes cannot both mend it.
void EvidenceStore::catch_up() {
  search_->begin();
  const std::int64_t last = last_file(), at = search_->watermark();
  if (search_->store_id() == store_id() && at == last) return search_->roll_back();
  if (search_->store_id() == store_id() && at == last - 1) {
    Statement old = database_.prepare("SELECT pmid, title, abstract FROM unindexed ORDER BY pmid");
    Statement now = database_.prepare("SELECT " + std::string(record_columns) + " FROM citation WHERE pmid = ?1");
    while (old.step()) {
      if (!old.is_null(1)) search_->remove(old.integer(0), old.text(1), old.text(2));
      if (now.with(old.integer(0)).step()) add_to_search(now);
      now.reset();
    }
  } else {
    rebuild_search();
  }
  search_->commit(store_id(), last);
}

void EvidenceStore::rebuild_search() {
  search_->clear();
  Statement row = database_.prepare("SELECT " + std::string(record_columns) + " FROM citation ORDER BY pmid");
  while (row.step()) add_to_search(row);
}

void EvidenceStore::add_to_search(const Statement& row) {
  const Citation citation = record_of(row);
  search_->add(citation.pmid, citation.title, searched_text(citation, row.text(3)));
}

std::optional<SearchResult> EvidenceStore::search(const Source& typed, const SearchOptions& options,
                                                  Diagnostics& diagnostics) const {
  if (!search_is_ready())
    throw StoreError(StoreProblem::failed, "the full text index of " + path_ + " is not up to date");
  const std::lock_guard lock(search_mutex_);
  return EvidenceSearch(*this, *search_, options).run(typed, diagnostics);
}

std::pair<Pmid, Pmid> EvidenceStore::lowest_and_highest() const {
  const std::lock_guard lock(mutex_);
  return {database_.integer("SELECT min(pmid) FROM citation"), database_.integer("SELECT max(pmid) FROM citation")};
}

PmidSet EvidenceStore::papers_on_lists(RecordStatus status) const {
  const std::string_view nature = status == RecordStatus::retracted   ? "retraction"
                                  : status == RecordStatus::concern   ? "concern"
                                  : status == RecordStatus::corrected ? "correction"
                                                                      : "";
  PmidSet papers;
  if (nature.empty()) return papers;
  std::vector<std::string> dois;
  {
    const std::lock_guard lock(mutex_);
    Statement row = database_.prepare("SELECT paper_pmid, paper_doi FROM retraction_notice WHERE nature = ?1");
    row.with(nature);
    while (row.step()) {
      if (row.integer(0) != 0) papers.push_back(row.integer(0));
      else dois.emplace_back(row.text(1));
    }
  }
  for (const std::string& doi : dois) {
    if (const auto pmid = pmid_of_doi(doi)) papers.push_back(*pmid);
  }
  std::sort(papers.begin(), papers.end(), std::greater<>());
  papers.erase(std::unique(papers.begin(), papers.end()), papers.end());
  return papers;
}

bool EvidenceStore::has_file(std::string_view hash) const {
  if (hash.empty()) return false;
  const std::lock_guard lock(mutex_);
  Statement row = database_.prepare("SELECT 1 FROM source_file WHERE hash = ?1 LIMIT 1");
  return row.with(hash).step();
}

void EvidenceStore::declare_complete(Pmid low, Pmid high) {
  const std::lock_guard lock(mutex_);
  database_
      .prepare(
          "INSERT INTO complete_range VALUES (?1, ?2) ON CONFLICT (low) DO UPDATE SET high = max(high, excluded.high)")
      .with(low, high)
      .run();
}

std::unique_ptr<ImportSession> EvidenceStore::begin_import(const SourceFile& file) {
  return std::make_unique<ImportSession>(*this, file);
}

void EvidenceStore::checkpoint() {
  const std::lock_guard lock(mutex_);
  database_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  if (search_) search_->checkpoint();
}

}  // namespace claimassay
