// What people do at the desk: submit a text, ask for changes, approve, publish. Every step checks the text again against the
// evidence of the day, because a source may have been retracted since; what was found is kept with the decision.
// Promises: refuses to approve while a blocker is open, while the text is not the one that was submitted, when the reviewer is
// the author, and without an evidence store (then nothing is known of the sources). A blocker stays open until a check that
// could look at its source no longer raises it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "core/evidence_source.h"
#include "review/workflow.h"
#include "store/desk.h"

namespace claimassay {

struct DeskContext {
  Desk& desk;
  const EvidenceSource* evidence = nullptr;  ///< null: no store
  std::string evidence_words;                ///< what the store holds, for the trail
  std::string as_of;                         ///< ISO date on which statuses rest
  std::string now;                           ///< the time that is recorded
};

struct Submission {
  std::string path;
  std::string refs;    ///< may be empty
  std::string author;  ///< may be empty: then nobody can be refused for being the author
};

/// The article as it stands on the desk afterwards. Nothing, with Diagnostics, when the text cannot be read.
/// A text that was submitted before and has not changed is checked again without a new version.
std::optional<DeskArticle> submit(const DeskContext& context, const Submission& submission, Diagnostics& diagnostics);

struct DecisionRequest {
  std::string path;
  DeskAction action = DeskAction::approve;
  std::string who;
  std::string reason;
};

enum class Refusal { none, never_submitted, wrong_state, text_changed, own_text, no_evidence, blockers };

struct DecisionResult {
  Refusal refusal = Refusal::none;
  std::string because;            ///< in words, of a refusal
  std::vector<DeskFinding> open;  ///< the blockers that stand in the way
  std::optional<DeskArticle> article;
};

/// Nothing, with Diagnostics, when the article or its references can no longer be read.
std::optional<DecisionResult> decide(const DeskContext& context, const DecisionRequest& request,
                                     Diagnostics& diagnostics);

/// The key of an article on the desk: absolute, without "." and "..".
std::string desk_path_of(const std::string& path);

}  // namespace claimassay
