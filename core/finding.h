// Something an editor should look at: what, where, why it matters, what to write instead.
// Promises: the fingerprint stays the same when text moves, so that a desk can tell a new finding from an old one.
#pragma once

#include <string>
#include <vector>

#include "core/fact.h"
#include "core/vocabulary.h"

namespace claimassay {

struct Finding {
  std::string code;  ///< kebab-case, as in docs/findings.md
  std::string family;
  Severity severity = Severity::info;
  Span span;                             ///< into the article's text
  std::string message;                   ///< what, in one sentence
  std::string why;                       ///< why it matters
  std::string suggestion;                ///< wording to consider; may be empty
  std::string rule;                      ///< the rule that raised it; empty for what no rule decides
  std::string claim_key;                 ///< empty for article-level findings
  std::vector<std::string> also_claims;  ///< keys of further claims of the section, told in this one finding
  std::string cited_id;                  ///< "ref:3", "pmid:123"; for status and reference codes
  std::string fingerprint;  ///< hash(code, claim key, cited id): the same finding in the next version of the article
  std::vector<Quote> quotes;
};

/// Sets the fingerprint from code, claim key and cited id.
void stamp(Finding& finding);

}  // namespace claimassay
