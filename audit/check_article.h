// The only pipeline: a read article in, an appraisal out. `check`, `audit` and `review` call it and nothing else does the
// steps in its own order. Deterministic: same article, rules, evidence and date give the same appraisal.
#pragma once

#include <optional>
#include <string>

#include "core/appraisal.h"
#include "core/diagnostic.h"
#include "core/evidence_source.h"

namespace claimassay {

namespace rules {
struct Pack;
}

struct CheckOptions {
  std::string refs_path;     ///< a file of references beside the article; may be empty
  std::string as_of;         ///< ISO date
  std::string format;        ///< force a document format; may be empty
  std::string rules_folder;  ///< of --rules; may be empty
  std::string scheme;        ///< a pack in which the evidence is graded as well; empty = only as the desk does
  std::optional<Audience> audience = std::nullopt;  ///< put the grades into words for these readers as well
  std::string pack = "editorial";
  const rules::Pack* given_pack = nullptr;  ///< in place of loading one; must outlive the call
};

/// Reads the file at `path` and appraises it. Nothing, with Diagnostics, when it cannot be read. `evidence` may be null:
/// no store, so that nothing is looked up and the coverage says so.
std::optional<ArticleAppraisal> check_article(const std::string& path, const EvidenceSource* evidence,
                                              const CheckOptions& options, Diagnostics& diagnostics);

}  // namespace claimassay
