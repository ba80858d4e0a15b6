// desk.db: submitted versions of articles, what the checks found in them, and the trail of decisions.
// Promises: append-only (the database itself refuses changes and removals); each call is one transaction.
// Knows nothing of the workflow: which action is allowed in which state is review/'s business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/appraisal.h"
#include "store/database.h"

namespace claimassay {

using RowId = std::int64_t;

struct DeskVersion {
  RowId id = 0;
  int ordinal = 0;
  std::string hash;
  std::string title;
  std::string author;
  std::string refs_path;
  std::string refs_hash;
};

struct DeskFinding {
  std::string code;
  std::string family;
  Severity severity = Severity::info;
  std::size_t line = 0;
  std::size_t column = 0;
  std::string message;
  std::string claim_key;
  std::string cited_id;
  std::string fingerprint;
};

struct DeskAppraisal {
  RowId id = 0;
  std::string at;
  std::string as_of;
  std::string engine;
  std::string pack;
  std::string pack_hash;
  std::string evidence;  ///< what the store held
  bool complete = false;
  std::string report;  ///< JSON
  std::vector<DeskFinding> findings;
};

struct DeskDecision {
  std::string at;  ///< ISO date or UTC time
  std::string who;
  std::string action;
  std::string from_state;
  std::string to_state;
  std::string reason;
  int version = 0;  ///< ordinal
};

/// An article with its newest version, the newest check of it, and the whole trail, oldest first.
struct DeskArticle {
  RowId id = 0;
  std::string path;
  std::string name;
  DeskVersion version;
  DeskAppraisal appraisal;
  std::vector<DeskDecision> trail;

  /// The state that the last decision led to; "draft" without one.
  std::string state() const { return trail.empty() ? "draft" : trail.back().to_state; }
};

/// The bytes that a version is made of.
struct SubmittedText {
  std::string bytes;
  std::string refs_bytes;
};

class Desk {
 public:
  /// Reading refuses (StoreError::missing) a desk that is not there; writing makes it.
  Desk(const std::string& path, StoreMode mode);

  /// Nothing for an article that was never submitted.
  std::optional<DeskArticle> find(const std::string& article_path) const;
  /// All, by name.
  std::vector<DeskArticle> all() const;

  /// A new version of an article (of a new article where the path is unknown), its check, and the decisions that brought
  /// it here: all or nothing.
  void submit(const std::string& path, const std::string& name, const DeskVersion& version, const SubmittedText& text,
              const DeskAppraisal& appraisal, const std::vector<DeskDecision>& decisions);
  /// A new check of the newest version (when given), and a decision (when given) that rests on the newest check.
  void add(const DeskArticle& article, const DeskAppraisal* appraisal, const DeskDecision* decision);

 private:
  DeskArticle read(RowId article, std::string path, std::string name) const;
  RowId insert_appraisal(RowId version, const DeskAppraisal& appraisal);
  void insert_decision(RowId version, RowId appraisal, const DeskDecision& decision);

  mutable Database database_;
};

}  // namespace claimassay
