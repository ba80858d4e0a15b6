#include "audit/batch.h"

#include <algorithm>
#include <thread>

#include "core/ordered_pool.h"

namespace claimassay {

void audit_corpus(const std::vector<CorpusFile>& corpus, const OpenEvidence& open_evidence, const CheckOptions& options,
                  unsigned threads, const TakeArticle& take) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<EvidenceSource>> evidence(threads);
  for (auto& connection : evidence) connection = open_evidence();

  const auto check = [&](std::size_t i, unsigned worker) {
    AuditedArticle audited{corpus[i].path, {}, {}};
    CheckOptions mine = options;
    if (mine.refs_path.empty()) mine.refs_path = corpus[i].refs_path;
    audited.appraisal = check_article(corpus[i].path, evidence[worker].get(), mine, audited.diagnostics);
    return audited;
  };
  run_ordered<AuditedArticle>(corpus.size(), threads, 8 * static_cast<std::size_t>(threads), check,
                              [&](std::size_t, AuditedArticle&& audited) { take(std::move(audited)); });
}

}  // namespace claimassay
