// What rules are tried on: articles and inputs of the filter `grade`, found in files and folders.
// A folder with a file article.* is a case: its refs.* are the references, and its evidence.* the records, which are read into
// a store of its own. Elsewhere articles are found as `audit` finds them, and looked up in the store in use. *.json, *.ndjson
// and *.jsonl hold inputs of `grade`; documents in them that are none are passed over. What is named expect.* is no input.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/check_article.h"
#include "audit/corpus.h"
#include "cli/command.h"

namespace claimassay {

class GradeInput;

struct RuleCorpus {
  struct Article {
    std::string path;
    std::string refs_path;
    std::string records;  ///< a file of records of its own; empty = the store in use
  };
  std::vector<Article> articles;
  std::vector<std::string> inputs;
};

/// Sorted, without repeats. A path that does not exist is an error in `diagnostics`; the others are still listed.
RuleCorpus find_rule_corpus(const std::vector<std::string>& paths, Diagnostics& diagnostics);

/// Checks one article of the corpus, with each of the options in turn (the same store for all): nothing where it cannot be
/// read. `store` may be null.
std::vector<std::optional<ArticleAppraisal>> check_in_corpus(const RuleCorpus::Article& article,
                                                             const EvidenceSource* store,
                                                             const std::vector<CheckOptions>& options,
                                                             Diagnostics& diagnostics);

/// Every input of `grade` in a file, with the name of its pack (`"pack"`, "" where it names none) and its id as JSON.
using TakeGradeInput = std::function<void(const GradeInput& input, const std::string& pack, const std::string& id)>;
void for_each_grade_input(const std::string& path, const std::string& as_of, const TakeGradeInput& take,
                          Diagnostics& diagnostics);

}  // namespace claimassay
