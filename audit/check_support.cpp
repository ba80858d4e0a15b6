#include "audit/check_support.h"

#include <algorithm>
#include <string>

#include "grading/support/support.h"
#include "parser/evidence_reading.h"

namespace claimassay {

namespace {

/// Why a record cannot be asked; empty where it can.
std::string unreadable(const CitedRecord& cited) {
  if (cited.resolution != Resolution::found || !cited.record) return cited.because;
  if (cited.wrong_paper()) return "the identifier leads to another paper";
  if (cited.abstract.empty()) return "the record has no abstract";
  return "";
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

/// An accusation needs one plain sentence. The verdict of the filter weighs everything and may lean; here a lean that no
/// sentence bears out counts as not addressed, and so does a record that is on the article's subject.
Verdict plain_verdict(const SupportJudgement& judgement, bool shares_subject) {
  if (judgement.answer == "opposite" || judgement.answer == "no_difference") return Verdict::contradicts;
  if (judgement.answer == "same" && judgement.verdict != Verdict::partly) return Verdict::supports;
  if (judgement.verdict == Verdict::contradicts) return Verdict::not_addressed;
  if (judgement.verdict == Verdict::off_topic && shares_subject) return Verdict::not_addressed;
  return judgement.verdict;
}

/// In words that promise no more than an abstract can tell.
std::string in_words(const SupportJudgement& judgement) {
  std::string out;
  if (judgement.answer == "opposite") {
    out = "a sentence of the abstract seems to say the opposite";
  } else if (judgement.answer == "no_difference") {
    out = "a sentence of the abstract seems to say that there was no difference";
  } else if (judgement.answer == "same") {
    out = "a sentence of the abstract says so";
  } else {
    switch (judgement.verdict) {
      case Verdict::supports: out = "the abstract speaks of it, and no sentence goes against it"; break;
      case Verdict::partly: out = "the abstract says so in part"; break;
      case Verdict::contradicts:
      case Verdict::not_addressed: out = "no sentence of the abstract answers it plainly; the full text may"; break;
      case Verdict::off_topic: out = "the abstract has hardly a word in common with the claim"; break;
    }
  }
  if (!judgement.missing.empty() && judgement.verdict != Verdict::off_topic) {
    out += "; not in the abstract: " + listed(judgement.missing);
  }
  return out;
}

Quote quote_of(const SupportRationale& rationale) {
  return {rationale.evidence, rationale.in_title ? "title" : "abstract", rationale.span, rationale.text};
}

/// The sentence that answers first, then those nearest to the claim.
std::vector<Quote> quotes_of(const SupportJudgement& judgement) {
  std::vector<Quote> quotes;
  if (judgement.answered_by) quotes.push_back(quote_of(*judgement.answered_by));
  for (const SupportRationale& rationale : judgement.rationale) {
    const Quote quote = quote_of(rationale);
    const bool known = std::any_of(quotes.begin(), quotes.end(),
                                   [&](const Quote& q) { return q.span == quote.span && q.section == quote.section; });
    if (!known) quotes.push_back(quote);
  }
  return quotes;
}

bool unanswered(const SupportJudgement& judgement) {
  return judgement.answer.empty() &&
         (judgement.verdict == Verdict::not_addressed || judgement.verdict == Verdict::off_topic);
}

}  // namespace

SupportCheck::SupportCheck(const std::map<int, CitedRecord>& records, const std::string& article_title)
    : records_(records), title_(read_claim_statement(article_title)) {}

const EvidenceReading& SupportCheck::reading(int number) {
  constexpr double shared = 0.3;  // [H] of the title's terms
  const auto [found, fresh] = readings_.try_emplace(number);
  if (fresh) {
    const CitedRecord& cited = records_.at(number);
    found->second.reading = read_evidence(*cited.record, cited.id);
    found->second.shares_subject = judge_support(title_, {found->second.reading}).relevance >= shared;
  }
  return found->second.reading;
}

SupportJudgement SupportCheck::judge(const EvidenceReading& statement, int number) {
  SupportJudgement judgement = judge_support(statement, {reading(number)});
  judgement.verdict = plain_verdict(judgement, readings_.at(number).shares_subject);
  return judgement;
}

/// The other reference that says it in one plain sentence; 0 where none does, or where more than one does and nobody can
/// tell which is meant. A list of many hundred entries is not searched for each claim.
int SupportCheck::said_elsewhere(const AppraisedClaim& claim, const EvidenceReading& statement) {
  constexpr std::size_t most = 60;
  if (records_.size() > most) return 0;
  int found = 0;
  for (const auto& [number, cited] : records_) {
    const bool mine = std::find(claim.references.begin(), claim.references.end(), number) != claim.references.end();
    if (mine || !unreadable(cited).empty()) continue;
    constexpr double nearly_all = 0.8;  // [H] of the claim's terms
    const SupportJudgement judgement = judge(statement, number);
    if (judgement.answer != "same" || judgement.relevance < nearly_all) continue;
    if (found) return 0;
    found = number;
  }
  return found;
}

/// The first reference of the list that the claim leaves out and that answers the same question otherwise, in one plain
/// sentence; 0 where there is none.
int SupportCheck::opposed_elsewhere(const AppraisedClaim& claim, const EvidenceReading& statement) {
  constexpr std::size_t most = 60;
  if (records_.size() > most) return 0;
  for (const auto& [number, cited] : records_) {
    const bool mine = std::find(claim.references.begin(), claim.references.end(), number) != claim.references.end();
    if (mine || !unreadable(cited).empty() || cited.status.status == RecordStatus::retracted) continue;
    constexpr double nearly_all = 0.8;  // [H] of the claim's terms
    const SupportJudgement judgement = judge(statement, number);
    const bool otherwise = judgement.answer == "opposite" || judgement.answer == "no_difference";
    if (otherwise && judgement.relevance >= nearly_all) return number;
  }
  return 0;
}

std::vector<SourceSupport> SupportCheck::check(const AppraisedClaim& claim, std::vector<CitedRecord>& cited) {
  std::vector<SourceSupport> out;
  const EvidenceReading statement = read_claim_statement(claim.claim.text);
  bool answered = false, confirmed = false;
  for (CitedRecord& source : cited) {
    SourceSupport support;
    support.reference = source.number;
    support.because = unreadable(source);
    if (support.because.empty()) {
      const SupportJudgement judgement = judge(statement, source.number);
      answered = answered || !unanswered(judgement);
      support.verdict = word(judgement.verdict);
      support.score = judgement.score;
      support.because = in_words(judgement);
      support.rationale = quotes_of(judgement);
      source.support = CheckedSupport{support.verdict,
                                      judgement.answer,
                                      judgement.relevance,
                                      support.rationale,
                                      listed(judgement.missing),
                                      judgement.instead,
                                      0,
                                      0};
      confirmed = confirmed || judgement.answer == "same";
    }
    out.push_back(std::move(support));
  }
  const bool own = !claim.claim.citations_carried && claim.claim.kind != ClaimKind::other;
  if (!answered && own) {
    const int elsewhere = said_elsewhere(claim, statement);
    for (CitedRecord& source : cited) {
      if (source.support) source.support->said_by = elsewhere;
    }
  }
  if (confirmed && own && cited.size() < records_.size()) {
    const int opposed = opposed_elsewhere(claim, statement);
    for (CitedRecord& source : cited) {
      if (source.support) source.support->opposed_by = opposed;
    }
  }
  return out;
}

}  // namespace claimassay
