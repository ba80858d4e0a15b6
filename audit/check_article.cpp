#include "audit/check_article.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "audit/appraise_claim.h"
#include "audit/coverage.h"
#include "audit/grade_claims.h"
#include "audit/reference_findings.h"
#include "citations/resolve.h"
#include "core/engine.h"
#include "importers/importer.h"
#include "parser/article.h"
#include "parser/claims.h"
#include "parser/references.h"

namespace claimassay {

namespace {

/// The entries to resolve: of the file beside the article where one is given, else the article's own.
std::optional<std::vector<ReferenceEntry>> entries_of(const Article& article, const CheckOptions& options,
                                                      Diagnostics& diagnostics) {
  if (options.refs_path.empty()) return article.references;
  const auto document = read_document(options.refs_path, diagnostics);
  if (!document) return std::nullopt;
  std::vector<ReferenceEntry> entries = read_reference_file(*document);
  if (entries.empty()) {
    diagnostics.error("no-references", "no reference was found in this file", {options.refs_path},
                      "expected one reference per line, numbered or not");
    return std::nullopt;
  }
  for (ReferenceEntry& entry : entries) entry.from_refs_file = true;
  if (article.has_reference_list) {
    diagnostics.warning("two-reference-lists", "the article has a reference list of its own, which is left aside",
                        {article.source().name}, "the references are taken from " + options.refs_path);
  }
  return entries;
}

std::vector<AppraisedClaim> claims_of(const Article& article) {
  std::vector<AppraisedClaim> claims;
  for (ArticleClaim& read : read_claims(article)) {
    AppraisedClaim claim;
    for (std::size_t marker : read.claim.markers) {
      for (int number : article.markers[marker].numbers) {
        const bool known =
            std::find(claim.references.begin(), claim.references.end(), number) != claim.references.end();
        if (!known) claim.references.push_back(number);
      }
    }
    claim.section = read.section;
    claim.claim = std::move(read.claim);
    claims.push_back(std::move(claim));
  }
  return claims;
}

/// In the order of the article; what stands at one place worst first. A total order, so that equal input gives equal bytes.
void sort_by_position(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tuple(a.span.begin, -static_cast<int>(a.severity), std::string_view(a.code),
                      std::string_view(a.cited_id)) < std::tuple(b.span.begin, -static_cast<int>(b.severity),
                                                                 std::string_view(b.code),
                                                                 std::string_view(b.cited_id));
  });
}

/// Each claim's findings: those raised for it, and those of the references that it cites.
void link_findings(ArticleAppraisal& appraisal) {
  std::map<std::string_view, std::vector<std::size_t>> of_claim, of_source;
  for (std::size_t i = 0; i < appraisal.findings.size(); ++i) {
    const Finding& finding = appraisal.findings[i];
    if (!finding.claim_key.empty()) of_claim[finding.claim_key].push_back(i);
    else if (!finding.cited_id.empty() && finding.severity > Severity::info) of_source[finding.cited_id].push_back(i);
    for (const std::string& key : finding.also_claims) of_claim[key].push_back(i);
  }
  std::map<int, std::string> ids;
  for (const ResolvedReference& reference : appraisal.references) ids.emplace(reference.number, stable_id(reference));
  for (AppraisedClaim& claim : appraisal.claims) {
    const auto take = [&](const auto& from, std::string_view key) {
      const auto found = from.find(key);
      if (found != from.end()) claim.findings.insert(claim.findings.end(), found->second.begin(), found->second.end());
    };
    take(of_claim, claim.claim.key);
    for (const int number : claim.references) {
      if (const auto id = ids.find(number); id != ids.end()) take(of_source, id->second);
    }
    std::sort(claim.findings.begin(), claim.findings.end());
  }
}

}  // namespace

std::optional<ArticleAppraisal> check_article(const std::string& path, const EvidenceSource* evidence,
                                              const CheckOptions& options, Diagnostics& diagnostics) {
  std::optional<Document> document = read_document(path, diagnostics, options.format);
  if (!document) return std::nullopt;
  ArticleAppraisal appraisal;
  appraisal.engine = engine_name();
  appraisal.refs_name = options.refs_path;
  appraisal.article = read_article(std::move(*document));
  const auto entries = entries_of(appraisal.article, options, diagnostics);
  if (!entries) return std::nullopt;
  std::shared_ptr<const rules::Pack> loaded;
  if (!options.given_pack) loaded = shared_pack(options.pack, options.rules_folder, options.as_of, diagnostics);
  const rules::Pack* pack = options.given_pack ? options.given_pack : loaded.get();
  if (!pack) return std::nullopt;
  std::shared_ptr<const rules::Pack> scheme;
  if (!options.scheme.empty()) {
    scheme = scheme_pack(options.scheme, options.rules_folder, options.as_of, diagnostics);
    if (!scheme) return std::nullopt;
    // The desk's own pack grades in GRADE already.
    if (scheme->framework.scheme == pack->framework.scheme) scheme.reset();
  }

  appraisal.references = resolve_references(appraisal.article, *entries, evidence);
  appraisal.claims = claims_of(appraisal.article);
  JudgedReferences judged = judge_references(*pack, appraisal.article, appraisal.references, appraisal.claims);
  note_acted(judged.results, appraisal.rules_acted);
  appraisal.findings = std::move(judged.findings);
  grade_claims(*pack, options.as_of, appraisal, {scheme.get(), options.audience});
  sort_by_position(appraisal.findings);
  link_findings(appraisal);
  appraisal.pubmed_query = pubmed_query(appraisal.references);
  appraisal.coverage = coverage_of(appraisal, evidence != nullptr, options.as_of);
  return appraisal;
}

}  // namespace claimassay
