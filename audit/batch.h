// An audit: many articles through check_article on all cores, delivered in the order of the list.
// Promises: one bad article never stops the run; the same corpus gives the same rows for any number of threads; memory
// holds a window of appraisals, never the corpus. Costs: one evidence connection per thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/check_article.h"
#include "audit/corpus.h"

namespace claimassay {

struct AuditedArticle {
  std::string path;
  std::optional<ArticleAppraisal> appraisal;  ///< nothing: it could not be read
  Diagnostics diagnostics;
};

/// Opens one more connection to the evidence; null = no store.
using OpenEvidence = std::function<std::unique_ptr<EvidenceSource>()>;
using TakeArticle = std::function<void(AuditedArticle&&)>;

void audit_corpus(const std::vector<CorpusFile>& corpus, const OpenEvidence& open_evidence, const CheckOptions& options,
                  unsigned threads, const TakeArticle& take);

}  // namespace claimassay
