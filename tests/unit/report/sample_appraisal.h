// An appraisal made by hand, with every state that a report must tell apart.
#pragma once

#include "core/appraisal.h"
#include "core/finding.h"

namespace claimassay::test {

inline Judgement judgement(std::string domain, Rating rating, double step, std::string because, std::string rule,
                           std::string quote = "") {
  Judgement made{std::move(rule), std::move(domain), rating, step, std::move(because), {}};
  if (!quote.empty()) {
    Fact fact;
    fact.name = "source.blinding";
    fact.quotes.push_back({"pmid:10", "abstract", {5, 33}, std::move(quote)});
    made.facts.push_back(std::move(fact));
  }
  return made;
}

inline ResolvedReference reference(int number, Resolution resolution, std::string because) {
  ResolvedReference made;
  made.number = number;
  made.cited = 1;
  made.resolution = resolution;
  made.because = std::move(because);
  if (resolution != Resolution::no_entry) {
    made.entry = ReferenceEntry{};
    made.entry->number = number;
    made.entry->text = "Kelding A. Warm stones. J Knots. 2014.";
  }
  if (resolution == Resolution::found) {
    made.record = Citation{};
    made.record->pmid = 9 + number;
    made.record->title = "Warm stones for the stiff neck";
    made.record->journal.title = "Journal of Knots";
    made.record->published.year = 2014;
    made.status.checked = true;
  }
  return made;
}

/// As a rule would raise it.
inline Finding finding(std::string code, Severity severity, Span span) {
  Finding made;
  made.code = std::move(code);
  made.family = severity == Severity::info ? "reference" : "status";
  made.severity = severity;
  made.span = span;
  made.message = "What was found: " + made.code + ".";
  made.why = "Why " + made.code + " matters.";
  made.suggestion = "Mend it.";
  return made;
}

inline ArticleAppraisal sample_appraisal() {
  ArticleAppraisal appraisal;
  Article& article = appraisal.article;
  article.document.source = {
      "stones.txt",
      "Stones for the neck\n\nWarm stones clearly ease neck pain.[1][2] They relax.[3] Some doubt it.[4]\n",
      {},
      {}};
  article.citation.title = "Stones for the neck";
  article.title_span = {0, 19};
  article.sections.push_back({"", {}, {0, 100}, 1, SectionRole::body, 0, 2});
  for (int number : {1, 2, 3, 4}) {
    CitationMarker marker;
    marker.text = "[" + std::to_string(number) + "]";
    marker.numbers = {number};
    const std::size_t at = article.source().text.find(marker.text);
    marker.span = {at, at + 3};
    article.markers.push_back(marker);
  }
  article.has_reference_list = true;
  appraisal.references = {reference(1, Resolution::found, "PMID 10"), reference(2, Resolution::found, "PMID 11"),
                          reference(3, Resolution::not_in_store, "not in the store"),
                          reference(4, Resolution::no_identifier, "the entry has no PMID, PMC number or DOI")};
  appraisal.references[1].status = {
      RecordStatus::retracted, true, {{"RetractionIn", 99, "J Knots", {2021, 0, 0, ""}, true}}};
  appraisal.references[2].entry->pmid = 500;

  const auto find = [&](std::string_view words) {
    const std::size_t at = article.source().text.find(words);
    return Span{at, at + words.size()};
  };
  AppraisedClaim graded;
  graded.claim.key = "claim-1";
  graded.claim.text = "Warm stones clearly ease neck pain.";
  graded.claim.span = graded.claim.sentence = find(graded.claim.text);
  graded.claim.kind = ClaimKind::effect;
  graded.claim.certainty = 5;
  graded.claim.markers = {0, 1};
  graded.references = {1, 2};
  graded.support.push_back(
      {1, "supports", 0.8, "says so in its results", {{"pmid:10", "abstract", {0, 4}, "pain was less"}}});
  graded.support.push_back({2, "", 0, "", {}});
  Assessment assessment;
  assessment.framework = "GRADE";
  assessment.start = Certainty::high;
  assessment.judgements = {
      judgement("start", Rating::no_concern, 0, "a systematic review of trials", "grade.start.review"),
      judgement("risk_of_bias", Rating::serious_concern, -1, "most trials were unblinded", "grade.bias.declared",
                "only two trials were blinded"),
      judgement("imprecision", Rating::no_concern, 0, "1,020 participants", "grade.imprecision.enough"),
      judgement("publication_bias", Rating::unknown, 0, "not reported", "grade.publication-bias.unknown")};
  assessment.domains = {{Domain::risk_of_bias, -1, Rating::serious_concern}};
  assessment.certainty = Certainty::low;
  assessment.range_low = Certainty::very_low;
  assessment.range_high = Certainty::moderate;
  assessment.consistency = Consistency::mixed;
  assessment.headline = "mixed";
  assessment.would_change = {"blinded trials (+1)"};
  assessment.tasks = {{"confirm-upgrade", "the effect is large"}};
  graded.assessment = assessment;
  AppraisedClaim ungraded;
  ungraded.claim.key = "claim-2";
  ungraded.claim.text = "They relax.";
  ungraded.claim.span = find(ungraded.claim.text);
  ungraded.claim.markers = {2};
  ungraded.references = {3};

  Finding causal;
  causal.code = "causal-overstated";
  causal.family = "causal";
  causal.severity = Severity::major;
  causal.span = graded.claim.span;
  causal.message = "The wording says more than the evidence carries.";
  causal.why = "Readers take it for proof.";
  causal.suggestion = "Warm stones may ease neck pain.";
  causal.claim_key = "claim-1";
  Finding retracted = finding("retracted", Severity::blocker, article.markers[1].span);
  retracted.cited_id = "pmid:11";
  Finding lacking = finding("not-in-store", Severity::info, article.markers[2].span);
  lacking.cited_id = "pmid:500";
  appraisal.findings = {causal, retracted, lacking};
  for (Finding& finding : appraisal.findings) stamp(finding);
  graded.findings = {0, 1};
  ungraded.findings = {2};
  appraisal.claims = {graded, ungraded};

  appraisal.coverage.claims = 2;
  appraisal.coverage.graded = 1;
  appraisal.coverage.references = 4;
  appraisal.coverage.references_found = 2;
  appraisal.coverage.statuses_checked = 2;
  appraisal.coverage.as_of = "2026-03-01";
  appraisal.coverage.not_checked = {{"reference", "not in the evidence store", {}, 1},
                                    {"claim", "not graded", {60, 70}, 1}};
  appraisal.pubmed_query = "500[uid]";
  appraisal.engine = "claimassay test";
  appraisal.pack = "test-pack 1";
  appraisal.pack_hash = "0123";
  return appraisal;
}

}  // namespace claimassay::test
