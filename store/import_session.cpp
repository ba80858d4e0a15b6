#include "store/import_session.h"

#include <algorithm>

#include "core/guideline_json.h"
#include "core/hash.h"
#include "core/text.h"
#include "store/derived.h"
#include "store/record_blob.h"
#include "store/search_index.h"
#include "store/search_terms.h"

namespace claimassay {

namespace {

/// A deletion whose file states no date holds against everything.
constexpr int for_ever = 9999'99'99;

std::string json_of(const Guideline& guideline) {
  JsonWriter json;
  write_guideline(json, guideline);
  return json.take();
}

}  // namespace

ImportCounts& ImportCounts::operator+=(const ImportCounts& other) {
  added += other.added;
  changed += other.changed;
  unchanged += other.unchanged;
  older += other.older;
  deleted += other.deleted;
  return *this;
}

struct ImportSession::Stored {
  int version = 0;
  int revised = 0;
  std::int64_t hash = 0;
};

struct ImportSession::Queries {
  explicit Queries(const Database& database)
      : state(database.prepare("SELECT version, revised, hash FROM citation WHERE pmid = ?1")),
        whole(database.prepare("SELECT version, title, abstract, rest FROM citation WHERE pmid = ?1")),
        deleted(database.prepare("SELECT until FROM deletion WHERE pmid = ?1")),
        insert(
            database.prepare("INSERT INTO citation (pmid, version, revised, year, file, hash, title, abstract, rest) "
                             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
        update(database.prepare("UPDATE citation SET version = ?2, revised = ?3, year = ?4, file = ?5, hash = ?6, "
                                "title = ?7, abstract = ?8, rest = ?9 WHERE pmid = ?1")),
        erase(database.prepare("DELETE FROM citation WHERE pmid = ?1")),
        unindexed(database.prepare("INSERT OR IGNORE INTO unindexed VALUES (?1, ?2, ?3)")),
        add_link(database.prepare("INSERT INTO link VALUES (?1, ?2, ?3, ?4, ?5, ?6)")),
        drop_link(database.prepare("DELETE FROM link WHERE target = ?1 AND pmid = ?2")),
        delete_record(database.prepare("INSERT INTO deletion VALUES (?1, ?2, ?3) ON CONFLICT (pmid) DO UPDATE SET "
                                       "until = max(until, excluded.until)")) {}
  Statement state, whole, deleted, insert, update, erase, unindexed, add_link, drop_link, delete_record;
};

ImportSession::ImportSession(EvidenceStore& store, const SourceFile& file) : store_(store), lock_(store.mutex_) {
  // The index's lock first, and only with the index in step: `unindexed` may then be emptied.
  for (;;) {
    store_.catch_up();
    store_.search_->begin();
    if (store_.search_->watermark() == store_.last_file()) break;
    store_.search_->roll_back();
  }
  try {
    begin(file);
  } catch (...) {
    store_.search_->roll_back();
    throw;
  }
}

void ImportSession::begin(const SourceFile& file) {
  Database& database = store_.database_;
  transaction_ = std::make_unique<Transaction>(database);
  database.execute("DELETE FROM unindexed");
  database.prepare("INSERT INTO source_file (hash, name, format, bytes, imported_on) VALUES (?1, ?2, ?3, ?4, ?5)")
      .with(file.hash, file.name, file.format, file.bytes, file.imported_on)
      .run();
  file_ = store_.last_file();
  queries_ = std::make_unique<Queries>(database);
  keys_ = std::make_unique<IdentifierWriter>(database);
  index_ = std::make_unique<IndexWriter>(*store_.search_);
}

ImportSession::~ImportSession() {
  index_.reset();
  keys_.reset();
  queries_.reset();
  transaction_.reset();
  store_.search_->roll_back();
}

bool ImportSession::wins(const Citation& citation, int revised, std::int64_t hash, const Stored& stored) const {
  if (citation.version != stored.version) return citation.version > stored.version;
  if (revised != stored.revised) return revised > stored.revised;
  // Two states of the same date: the one that no form has cut short, then the fuller one, so that the order of the files
  // does not matter.
  Statement& row = queries_->whole.with(citation.pmid);
  row.step();
  if (const bool stored_is_abridged = is_abridged_blob(row.text(3)); stored_is_abridged != citation.abridged) {
    row.reset();
    return stored_is_abridged;
  }
  const std::size_t theirs = row.text(1).size() + row.text(2).size() + row.text(3).size();
  row.reset();
  const std::size_t ours = citation.title.size() + abstract_.size() + blob_.size();
  return ours != theirs ? ours > theirs : hash > stored.hash;
}

void ImportSession::put(const Citation& citation) {
  const int revised = revision_date(citation);
  newest_revision_ = std::max(newest_revision_, revised);
  Statement& deleted = queries_->deleted.with(citation.pmid);
  const bool gone = deleted.step() && deleted.integer(0) >= revised;
  deleted.reset();
  if (gone) {
    ++counts_.older;
    return;
  }
  abstract_ = citation.abstract_text();
  write_record_blob(citation, blob_);
  const std::int64_t hash = content_of(citation.title, abstract_, blob_);
  Statement& row = queries_->state.with(citation.pmid);
  if (!row.step()) {
    write(citation, revised, hash, true);
    ++counts_.added;
    return;
  }
  const Stored stored{static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)), row.integer(2)};
  row.reset();
  if (stored.hash == hash && stored.version == citation.version) {
    ++counts_.unchanged;
  } else if (wins(citation, revised, hash, stored)) {
    write(citation, revised, hash, false);
    ++counts_.changed;
  } else {
    ++counts_.older;
  }
}

void ImportSession::write(const Citation& citation, int revised, std::int64_t hash, bool is_new) {
  if (is_new) {
    queries_->unindexed.with(citation.pmid, nullptr, nullptr).run();
  } else {
    Statement& row = queries_->whole.with(citation.pmid);
    row.step();
    const std::string old_abstract(row.text(2));
    const Citation old =
        read_record_blob(citation.pmid, static_cast<int>(row.integer(0)), row.text(1), old_abstract, row.text(3));
    row.reset();
    forget(old, old_abstract, true);
  }
  (is_new ? queries_->insert : queries_->update)
      .with(citation.pmid, citation.version, revised, citation.year(), file_, hash, citation.title, abstract_,
            BlobView{blob_})
      .run();
  write_side_tables(citation);
  index_->add(citation.pmid, citation.title, searched_text(citation, abstract_));
}

void ImportSession::change_keys(const Citation& citation, bool added) {
  for (const std::int64_t key : keys_of(citation)) keys_->change(key, citation.pmid, added);
}

void ImportSession::write_side_tables(const Citation& citation) {
  change_keys(citation, true);
  const int published = link_date(citation);
  int ordinal = 0;
  for (const RecordLink& link : citation.links) {
    ++ordinal;
    if (is_findable(link)) {
      queries_->add_link.with(link.pmid, citation.pmid, ordinal, link.type, link.source, published).run();
    }
  }
}

/// Takes the old state out of everything that points to the record; the row itself stays for an update.
void ImportSession::forget(const Citation& old, const std::string& old_abstract, bool replaced) {
  const std::string text = searched_text(old, old_abstract);
  queries_->unindexed.with(old.pmid, old.title, text).run();
  index_->remove(old.pmid, old.title, text);
  change_keys(old, false);
  for (const RecordLink& link : old.links) {
    if (is_findable(link)) queries_->drop_link.with(link.pmid, old.pmid).run();
  }
  if (!replaced) queries_->erase.with(old.pmid).run();
}

void ImportSession::remove(Pmid pmid) { deletions_.push_back(pmid); }

void ImportSession::apply_deletions() {
  const int until = newest_revision_ ? newest_revision_ : for_ever;
  for (const Pmid pmid : deletions_) {
    queries_->delete_record.with(pmid, until, file_).run();
    Statement& state = queries_->state.with(pmid);
    const bool gone = state.step() && state.integer(1) <= until;
    state.reset();
    if (!gone) continue;
    Statement& row = queries_->whole.with(pmid);
    row.step();
    const std::string abstract(row.text(2));
    const Citation old = read_record_blob(pmid, static_cast<int>(row.integer(0)), row.text(1), abstract, row.text(3));
    row.reset();
    forget(old, abstract, false);
    ++counts_.deleted;
  }
}

void ImportSession::put(const MeshDescriptor& descriptor) {
  if (!mesh_) mesh_ = std::make_unique<MeshWriter>(store_.database_, file_);
  switch (mesh_->put(descriptor)) {
    case MeshChange::added: ++counts_.added; break;
    case MeshChange::changed: ++counts_.changed; break;
    case MeshChange::unchanged: ++counts_.unchanged; break;
    case MeshChange::older: ++counts_.older; break;
  }
}

void ImportSession::put(const RetractionNotice& notice) {
  if (!notices_) notices_ = std::make_unique<NoticeTable>(store_.database_);
  switch (notices_->put(notice, file_)) {
    case NoticeChange::added: ++counts_.added; break;
    case NoticeChange::changed: ++counts_.changed; break;
    case NoticeChange::unchanged: ++counts_.unchanged; break;
  }
}

void ImportSession::put(const Guideline& guideline) {
  Database& database = store_.database_;
  {
    Statement row = database.prepare("SELECT id, title, issuer, year, url, doi, text FROM guideline WHERE id = ?1");
    if (row.with(guideline.id).step()) {
      const bool same = json_of(store_.read_guideline_row(row)) == json_of(guideline);
      row.reset();
      ++(same ? counts_.unchanged : counts_.changed);
      if (same) return;
      database.prepare("DELETE FROM guideline WHERE id = ?1").with(guideline.id).run();
    } else {
      ++counts_.added;
    }
  }
  database.prepare("INSERT INTO guideline VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
      .with(guideline.id, guideline.title, guideline.issuer, guideline.year, guideline.url, url_key(guideline.url),
            guideline.doi, guideline.text, file_)
      .run();
  Statement insert = database.prepare(
      "INSERT INTO recommendation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, nullif(?11, ''), ?12)");
  for (const Recommendation& one : guideline.recommendations) {
    insert
        .with(guideline.id, one.ordinal, one.label, one.text, static_cast<std::int64_t>(one.span.begin),
              static_cast<std::int64_t>(one.span.end), word(one.direction), one.strength_words, one.certainty_words,
              word(one.strength), one.certainty ? word(*one.certainty) : std::string_view(), one.scheme)
        .run();
  }
}

ImportCounts ImportSession::commit() {
  apply_deletions();
  keys_->finish();
  store_.database_
      .prepare(
          "UPDATE source_file SET added = ?2, changed = ?3, unchanged = ?4, older = ?5, deleted = ?6 WHERE id = ?1")
      .with(file_, static_cast<std::int64_t>(counts_.added), static_cast<std::int64_t>(counts_.changed),
            static_cast<std::int64_t>(counts_.unchanged), static_cast<std::int64_t>(counts_.older),
            static_cast<std::int64_t>(counts_.deleted))
      .run();
  queries_.reset();
  keys_.reset();
  transaction_->commit();
  transaction_.reset();
  // From here on the file is in the store. Should this fail, the next import brings the index up to it.
  index_->finish();
  store_.search_->commit(store_.store_id(), file_);
  return counts_;
}

}  // namespace claimassay
