#include "audit/coverage.h"

#include <algorithm>

#include "audit/language.h"

namespace claimassay {

namespace {

class Uncovered {
 public:
  explicit Uncovered(std::vector<NotChecked>& out) : out_(out) {}
  void add(std::string what, std::string why, Span span = {}, std::size_t count = 1) {
    const auto same = std::find_if(out_.begin(), out_.end(),
                                   [&](const NotChecked& other) { return other.what == what && other.why == why; });
    if (same != out_.end()) {
      same->count += count;
    } else {
      out_.push_back({std::move(what), std::move(why), span, count});
    }
  }

 private:
  std::vector<NotChecked>& out_;
};

void cover_references(const ArticleAppraisal& appraisal, Coverage& coverage, Uncovered& uncovered) {
  for (const ResolvedReference& reference : appraisal.references) {
    const bool listed = reference.entry.has_value();
    const Span span = listed && !reference.entry->from_refs_file ? reference.entry->span : Span{};
    coverage.references += listed;
    coverage.references_found += reference.resolution == Resolution::found;
    coverage.statuses_checked += reference.status.checked;
    switch (reference.resolution) {
      case Resolution::found: break;
      case Resolution::not_in_store: uncovered.add("reference", "not in the evidence store", span); break;
      case Resolution::unresolvable: uncovered.add("reference", "the identifier leads nowhere", span); break;
      case Resolution::no_identifier: uncovered.add("reference", "no PMID, PMC number or DOI", span); break;
      case Resolution::no_entry: uncovered.add("citation", reference.because, span); break;
    }
    if (reference.record && reference.record->abstract.empty() && reference.cited > 0) {
      uncovered.add("reference", "the record has no abstract, so what it says was not checked", span);
    }
    // A guideline has no notices; a record that was found always has its status read.
    const bool guideline_only = reference.guideline && !reference.record;
    if (listed && !reference.status.checked && !guideline_only) {
      uncovered.add("status", "the store holds neither the record nor a notice about it", span);
    }
  }
}

void cover_claims(const ArticleAppraisal& appraisal, Coverage& coverage, Uncovered& uncovered) {
  coverage.claims = appraisal.claims.size();
  for (const AppraisedClaim& claim : appraisal.claims) {
    if (!claim.assessment) {
      uncovered.add("claim", "not graded", claim.claim.span);
    } else if (claim.assessment->certainty == Certainty::not_applicable) {
      ++coverage.not_applicable;
    } else if (claim.assessment->certainty == Certainty::not_gradable) {
      ++coverage.not_gradable;  // an answer: it was looked at, and its reason stands with the claim
    } else {
      ++coverage.graded;
    }
  }
}

void cover_document(const ArticleAppraisal& appraisal, Uncovered& uncovered) {
  const Document& document = appraisal.article.document;
  const std::string& language = document.language;
  const bool declared_english = language.starts_with("en") || language.starts_with("EN");
  const auto english = looks_english(document.source.text);
  if (english == false) {
    uncovered.add("language", "the text does not read as English; claims are read in English only");
  } else if (!language.empty() && !declared_english && !english.has_value()) {
    uncovered.add("language", "the page declares the language '" + language + "'; claims are read in English only");
  }
  for (const UnreadPart& part : document.unread) uncovered.add(part.what, "not read", part.span);
}

}  // namespace

Coverage coverage_of(const ArticleAppraisal& appraisal, bool has_store, const std::string& as_of) {
  Coverage coverage;
  coverage.as_of = as_of;
  Uncovered uncovered(coverage.not_checked);
  if (!has_store) uncovered.add("store", "there is no evidence store: nothing was looked up");
  cover_references(appraisal, coverage, uncovered);
  cover_claims(appraisal, coverage, uncovered);
  if (appraisal.claims.empty()) uncovered.add("claims", "no claim was found");
  cover_document(appraisal, uncovered);
  return coverage;
}

Outcome outcome_of(const ArticleAppraisal& appraisal, std::optional<Severity> fail_on) {
  if (fail_on && std::any_of(appraisal.findings.begin(), appraisal.findings.end(),
                             [&](const Finding& finding) { return finding.severity >= *fail_on; })) {
    return Outcome::findings;
  }
  return appraisal.coverage.not_checked.empty() ? Outcome::clean : Outcome::incomplete;
}

}  // namespace claimassay
