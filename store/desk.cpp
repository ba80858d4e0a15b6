#include "store/desk.h"

namespace claimassay {

namespace {

constexpr std::int32_t application_id = 0x636C6464;  // "cldd"

std::string text_of(const Statement& row, int column) { return std::string(row.text(column)); }

}  // namespace

Desk::Desk(const std::string& path, StoreMode mode) : database_(path, mode) {
  if (mode == StoreMode::write) {
    migrate(database_, "desk", application_id);
  } else {
    check_version(database_, "desk", application_id);
  }
}

std::optional<DeskArticle> Desk::find(const std::string& article_path) const {
  Statement row = database_.prepare("SELECT id, path, name FROM article WHERE path = ?");
  row.with(article_path);
  if (!row.step()) return std::nullopt;
  return read(row.integer(0), text_of(row, 1), text_of(row, 2));
}

std::vector<DeskArticle> Desk::all() const {
  std::vector<DeskArticle> articles;
  Statement row = database_.prepare("SELECT id, path, name FROM article ORDER BY name, path");
  while (row.step()) articles.push_back(read(row.integer(0), text_of(row, 1), text_of(row, 2)));
  return articles;
}

DeskArticle Desk::read(RowId article, std::string path, std::string name) const {
  DeskArticle out{article, std::move(path), std::move(name), {}, {}, {}};
  Statement version = database_.prepare(
      "SELECT id, ordinal, hash, title, author, refs_path, refs_hash FROM version WHERE article = ? "
      "ORDER BY ordinal DESC LIMIT 1");
  if (version.with(article).step()) {
    out.version = {version.integer(0),  static_cast<int>(version.integer(1)),
                   text_of(version, 2), text_of(version, 3),
                   text_of(version, 4), text_of(version, 5),
                   text_of(version, 6)};
  }
  Statement appraisal = database_.prepare(
      "SELECT id, at, as_of, engine, pack, pack_hash, evidence, complete, report FROM appraisal WHERE version = ? "
      "ORDER BY id DESC LIMIT 1");
  if (appraisal.with(out.version.id).step()) {
    out.appraisal = {appraisal.integer(0),  text_of(appraisal, 1),
                     text_of(appraisal, 2), text_of(appraisal, 3),
                     text_of(appraisal, 4), text_of(appraisal, 5),
                     text_of(appraisal, 6), appraisal.integer(7) != 0,
                     text_of(appraisal, 8), {}};
  }
  Statement finding = database_.prepare(
      "SELECT code, family, severity, line, column, message, claim_key, cited_id, fingerprint FROM finding WHERE "
      "appraisal = ? ORDER BY ordinal");
  finding.with(out.appraisal.id);
  while (finding.step()) {
    out.appraisal.findings.push_back(
        {text_of(finding, 0), text_of(finding, 1), from_word<Severity>(finding.text(2)).value_or(Severity::blocker),
         static_cast<std::size_t>(finding.integer(3)), static_cast<std::size_t>(finding.integer(4)),
         text_of(finding, 5), text_of(finding, 6), text_of(finding, 7), text_of(finding, 8)});
  }
  Statement decision = database_.prepare(
      "SELECT d.at, d.who, d.action, d.from_state, d.to_state, d.reason, v.ordinal FROM decision d "
      "JOIN version v ON v.id = d.version WHERE v.article = ? ORDER BY d.id");
  decision.with(article);
  while (decision.step()) {
    out.trail.push_back({text_of(decision, 0), text_of(decision, 1), text_of(decision, 2), text_of(decision, 3),
                         text_of(decision, 4), text_of(decision, 5), static_cast<int>(decision.integer(6))});
  }
  return out;
}

RowId Desk::insert_appraisal(RowId version, const DeskAppraisal& appraisal) {
  database_
      .prepare(
          "INSERT INTO appraisal (version, at, as_of, engine, pack, pack_hash, evidence, complete, report) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .with(version, appraisal.at, appraisal.as_of, appraisal.engine, appraisal.pack, appraisal.pack_hash,
            appraisal.evidence, appraisal.complete ? 1 : 0, appraisal.report)
      .run();
  const RowId id = database_.integer("SELECT last_insert_rowid()");
  Statement insert = database_.prepare(
      "INSERT INTO finding (appraisal, ordinal, code, family, severity, line, column, message, claim_key, cited_id, "
      "fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  int ordinal = 0;
  for (const DeskFinding& finding : appraisal.findings) {
    insert
        .with(id, ordinal++, finding.code, finding.family, word(finding.severity),
              static_cast<std::int64_t>(finding.line), static_cast<std::int64_t>(finding.column), finding.message,
              finding.claim_key, finding.cited_id, finding.fingerprint)
        .run();
  }
  return id;
}

void Desk::insert_decision(RowId version, RowId appraisal, const DeskDecision& decision) {
  database_
      .prepare(
          "INSERT INTO decision (version, appraisal, at, who, action, from_state, to_state, reason) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .with(version, appraisal, decision.at, decision.who, decision.action, decision.from_state, decision.to_state,
            decision.reason)
      .run();
}

void Desk::submit(const std::string& path, const std::string& name, const DeskVersion& version,
                  const SubmittedText& text, const DeskAppraisal& appraisal,
                  const std::vector<DeskDecision>& decisions) {
  Transaction transaction(database_);
  database_.prepare("INSERT OR IGNORE INTO article (path, name) VALUES (?, ?)").with(path, name).run();
  Statement found = database_.prepare("SELECT id FROM article WHERE path = ?");
  found.with(path).step();
  const RowId article = found.integer(0);
  found.reset();
  database_
      .prepare(
          "INSERT INTO version (article, ordinal, hash, title, author, refs_path, refs_hash, bytes, refs_bytes) "
          "SELECT ?1, 1 + coalesce(max(ordinal), 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM version WHERE article = ?1")
      .with(article, version.hash, version.title, version.author, version.refs_path, version.refs_hash,
            BlobView{text.bytes}, BlobView{text.refs_bytes})
      .run();
  const RowId version_id = database_.integer("SELECT last_insert_rowid()");
  const RowId appraisal_id = insert_appraisal(version_id, appraisal);
  for (const DeskDecision& decision : decisions) insert_decision(version_id, appraisal_id, decision);
  transaction.commit();
}

void Desk::add(const DeskArticle& article, const DeskAppraisal* appraisal, const DeskDecision* decision) {
  Transaction transaction(database_);
  const RowId rests_on = appraisal ? insert_appraisal(article.version.id, *appraisal) : article.appraisal.id;
  if (decision) insert_decision(article.version.id, rests_on, *decision);
  transaction.commit();
}

}  // namespace claimassay
