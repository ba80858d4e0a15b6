#include "audit/appraise_claim.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "audit/guideline_record.h"
#include "audit/reference_findings.h"
#include "citations/similarity.h"
#include "citations/status.h"
#include "core/evidence_source.h"
#include "core/text.h"
#include "grading/source_facts.h"
#include "grading/support/outcome_direction.h"
#include "grading/support/support.h"
#include "grading/why_not.h"
#include "parser/evidence_reading.h"
#include "parser/important_difference.h"
#include "parser/numbers.h"
#include "parser/question.h"
#include "parser/stated_grade.h"
#include "parser/statement_kind.h"
#include "parser/study.h"

namespace claimassay {

namespace {

/// How bad a grade is, for "the lowest counts": an outcome that cannot be graded tells least, and comes last.
int badness(const Assessment& assessment) {
  switch (assessment.certainty) {
    case Certainty::insufficient: return 5;
    case Certainty::very_low: return 4;
    case Certainty::low: return 3;
    case Certainty::moderate: return 2;
    case Certainty::high: return 1;
    default: return 0;
  }
}

/// More steps down tell more: of two claims with one grade the better explained one is shown.
double steps_down(const Assessment& assessment) {
  double steps = 0;
  for (const DomainTotal& total : assessment.domains) steps -= std::min(total.step, 0.0);
  return steps;
}

/// A question or a PICO is not worded as a claim; what is asked is whether there is an effect.
Claim asked_claim(const StatementToGrade& statement, const std::vector<Claim>& read) {
  Claim claim;
  if (!read.empty()) claim.pico = read.front().pico;
  if (statement.question && claim.pico.intervention.empty() && claim.pico.outcome.empty())
    claim.pico = read_question(statement.text);
  if (statement.pico) claim.pico = *statement.pico;
  claim.text = statement.text;
  claim.span = claim.sentence = {0, statement.text.size()};
  claim.kind = ClaimKind::effect;
  if (const auto grades = read_stated_grades(statement.text); !grades.empty()) claim.stated_grade = grades.front();
  return claim;
}

std::size_t outcomes_of(const std::vector<Claim>& claims, Span sentence) {
  std::set<std::string> outcomes;
  for (const Claim& claim : claims) {
    if (claim.sentence != sentence) continue;
    for (const Phrase& phrase : claim.pico.outcome) outcomes.insert(fold(phrase.text));
  }
  return outcomes.size();
}

void merge(std::vector<Finding>& all, std::vector<Finding>&& more) {
  for (Finding& finding : more) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const Finding& f) {
      return f.code == finding.code && f.cited_id == finding.cited_id;
    });
    if (same == all.end()) all.push_back(std::move(finding));
    else if (finding.severity > same->severity) *same = std::move(finding);
  }
}

/// A store that holds nothing: a given record's status rests on what the record says of itself.
class GivenRecords : public EvidenceSource {
 public:
  std::optional<Citation> by_pmid(Pmid) const override { return std::nullopt; }
  std::optional<Pmid> pmid_of_doi(std::string_view) const override { return std::nullopt; }
  std::optional<Pmid> pmid_of_pmc(std::string_view) const override { return std::nullopt; }
  std::vector<StoredLink> links_to(Pmid, std::string_view) const override { return {}; }
  bool complete_for(Pmid) const override { return false; }
  std::optional<Guideline> guideline_by_url(std::string_view) const override { return std::nullopt; }
  std::optional<Guideline> guideline_by_doi(std::string_view) const override { return std::nullopt; }
};

bool speaks_of_subgroup(std::string_view sentence) {
  const std::string words = fold(sentence);
  return words.find("subgroup") != std::string::npos || words.find("sub-group") != std::string::npos ||
         words.find("post hoc") != std::string::npos || words.find("post-hoc") != std::string::npos;
}

/// "190 hospital stays in all": the figure and up to three words after it, as far as the clause goes.
std::string words_after(std::string_view text, std::size_t begin) {
  constexpr std::size_t most = 4;
  std::size_t taken = 0, end = begin;
  const std::string_view near = text.substr(begin, 80);
  for (const Token& token : tokens(near)) {
    if (token.kind == TokenKind::symbol && near[token.span.begin] != '-' && near[token.span.begin] != ',') break;
    end = begin + token.span.end;
    if (++taken > most) break;
  }
  return std::string(text.substr(begin, end - begin));
}

/// "338 events", "occurred in 338 patients".
bool counts_events(std::string_view text, const Quantity& quantity) {
  if (quantity.kind == QuantityKind::events) return true;
  const std::string noun = fold(quantity.noun);
  for (const char* word : {"event", "case", "death"}) {
    if (noun.starts_with(word)) return true;
  }
  const std::size_t from = quantity.span.begin > 16 ? quantity.span.begin - 16 : 0;
  const std::string before = fold(replace_invalid_utf8(text.substr(from, quantity.span.begin - from)));
  return before.ends_with("occurred in ") || before.ends_with("developed in ") || before.ends_with("happened in ");
}

/// "There were 420 clots": whatever is counted so happened, also where its noun is in no lexicon.
void add_bare_counts(CitedRecord& cited) {
  constexpr std::string_view opening = "there were ";
  const std::string words = lower(cited.abstract);
  if (words.size() != cited.abstract.size()) return;  // offsets would not fit
  for (std::size_t at = words.find(opening); at != std::string::npos; at = words.find(opening, at + 1)) {
    const std::size_t begin = at + opening.size();
    std::size_t end = begin;
    std::string digits;
    while (end < words.size() && (words[end] == ',' || (words[end] >= '0' && words[end] <= '9'))) {
      if (words[end] != ',') digits += words[end];
      ++end;
    }
    if (digits.empty() || digits.size() > 9 || end >= words.size() || words[end] != ' ') continue;
    cited.counts.push_back(
        {std::strtod(digits.c_str(), nullptr), words_after(cited.abstract, begin), {begin, end}, false});
  }
}

/// The smallest difference that matters, as the outcome or the claim states it.
std::optional<double> stated_difference(const Claim& claim) {
  for (const Phrase& outcome : claim.pico.outcome) {
    if (const auto stated = read_important_differences(outcome.text); !stated.empty()) return stated.front().value;
  }
  const auto stated = read_important_differences(claim.text);
  return stated.empty() ? std::nullopt : std::optional(stated.front().value);
}

/// What the abstract counts, and which of its results are those of a subgroup.
void read_figures(CitedRecord& cited) {
  const NumberReading numbers = read_numbers(cited.abstract);
  for (const Quantity& quantity : numbers.quantities) {
    if (quantity.noun.empty() || !quantity.unit.empty() || quantity.kind == QuantityKind::percent) continue;
    cited.counts.push_back({quantity.value, words_after(cited.abstract, quantity.span.begin), quantity.span,
                            counts_events(cited.abstract, quantity)});
  }
  add_bare_counts(cited);
  for (const StatedDifference& stated : read_important_differences(cited.abstract))
    cited.important_differences.push_back({stated.value, stated.span});
  const std::vector<Span> parts = sentences(cited.abstract);
  for (const EffectEstimate& estimate : cited.study.estimates) {
    bool subgroup = false;
    for (const Span part : parts) {
      if (part.contains(estimate.span.begin))
        subgroup = speaks_of_subgroup(std::string_view(cited.abstract).substr(part.begin, part.size()));
    }
    cited.subgroup.push_back(subgroup);
  }
}

}  // namespace

void note_acted(const std::vector<rules::RuleResult>& results, std::set<std::string>& acted) {
  for (const rules::RuleResult& result : results) {
    if (result.verdict == rules::Verdict::fired) acted.insert(result.rule->id);
  }
}

CitedRecord read_cited(const ResolvedReference& reference, std::string id) {
  CitedRecord cited;
  cited.id = id.empty() ? stable_id(reference) : std::move(id);
  cited.number = reference.number;
  cited.resolution = reference.resolution;
  cited.because = reference.because;
  cited.status = reference.status;
  cited.title_similarity = reference.title_similarity;
  if (!reference.record && reference.guideline) {
    read_guideline_summary(*reference.guideline, cited);
    index_words(cited);
  }
  if (!reference.record) return cited;
  cited.record = reference.record;
  cited.abstract = reference.record->abstract_text();
  cited.study = read_study(*reference.record);
  read_figures(cited);
  index_words(cited);
  for (Fact& fact : cited.study.facts) {
    for (Quote& quote : fact.quotes) quote.source = cited.id;
  }
  return cited;
}

ResolvedReference given_reference(int number, Citation record, const std::string& title_of_reference) {
  const GivenRecords nothing_else;
  ResolvedReference reference;
  reference.number = number;
  reference.cited = 1;
  reference.resolution = Resolution::found;
  reference.status = status_of(record.pmid, &record, nothing_else);
  if (!title_of_reference.empty()) {
    reference.entry.emplace();
    reference.entry->number = number;
    reference.entry->title = reference.entry->text = title_of_reference;
    reference.entry->pmid = record.pmid;
    reference.title_similarity = entry_similarity(*reference.entry, record).value_or(-1);
  }
  reference.record = std::move(record);
  return reference;
}

ClaimContext read_context(const Claim& claim, std::string_view sentence, const std::string& as_of) {
  ClaimContext context;
  context.as_of = as_of;
  context.sentence = std::string(sentence);
  const NumberReading numbers = read_numbers(claim.text);
  context.important_difference = stated_difference(claim);
  context.has_number = !numbers.estimates.empty();
  const auto bounded = [](const EffectEstimate& estimate) { return estimate.ci_low && estimate.ci_high; };
  const bool interval = std::any_of(numbers.estimates.begin(), numbers.estimates.end(), bounded) ||
                        std::any_of(claim.estimates.begin(), claim.estimates.end(), bounded);
  for (const Quantity& quantity : numbers.quantities) {
    const QuantityKind kind = quantity.kind;
    if (kind == QuantityKind::participants && interval) context.tells_result = true;
    if (kind == QuantityKind::dose || kind == QuantityKind::duration || kind == QuantityKind::frequency)
      context.has_dose = true;
    if (kind == QuantityKind::percent || kind == QuantityKind::participants || kind == QuantityKind::events) {
      context.has_number = true;
    }
  }
  return context;
}

Graded grade_record(const rules::Pack& pack, const CitedRecord& cited, const std::string& as_of) {
  Claim claim;
  claim.kind = ClaimKind::effect;
  ClaimContext context;
  context.as_of = as_of;
  context.text_read = false;
  context.parsed = false;
  context.cited = 1;
  return grade(pack, claim, context, {cited});
}

namespace {

EvidenceReading read_phrases(const std::vector<Phrase>& phrases) {
  std::string text;
  for (const Phrase& phrase : phrases) text += (text.empty() ? "" : "; ") + phrase.text;
  return read_claim_statement(text);
}

/// Which way the outcome went in each study, for those whose result has no interval that says so.
void read_directions(const Pico& asked, std::vector<CitedRecord>& cited) {
  if (asked.intervention.empty() || asked.outcome.empty()) return;
  const PicoReading pico{read_phrases(asked.intervention), read_phrases(asked.comparator), read_phrases(asked.outcome)};
  for (CitedRecord& source : cited) {
    if (!source.usable() || source.abstract.empty()) continue;
    source.reported = judge_pico(pico, {read_evidence(*source.record, source.id)}).chances;
  }
}

}  // namespace

GradedStatement grade_statement(const rules::Pack& pack, const StatementToGrade& statement,
                                const std::vector<ResolvedReference>& references, const std::vector<std::string>& ids,
                                const GivenFacts& given) {
  std::vector<CitedRecord> cited;
  cited.reserve(references.size());
  for (std::size_t i = 0; i < references.size(); ++i)
    cited.push_back(read_cited(references[i], i < ids.size() ? ids[i] : ""));

  const bool no_claim_of_effect = !statement.question && !statement.pico && !statement_kind(statement.text).empty();
  TextReading reading;
  if (!statement.text.empty()) reading = read_text(statement.text);
  const bool worded = !statement.question && !statement.pico && !reading.claims.empty();
  std::vector<Claim> claims = worded ? reading.claims : std::vector<Claim>{asked_claim(statement, reading.claims)};
  if (!worded && !statement.question && !statement.pico && references.empty() && given.empty()) {
    // A text that claims nothing and cites nothing: there is nothing to grade.
    claims.front().kind = ClaimKind::other;
  }
  if (!worded && no_claim_of_effect && given.empty()) claims.front().kind = ClaimKind::other;

  if (!worded) read_directions(claims.front().pico, cited);

  GradedStatement out;
  bool first = true;
  std::set<std::string> folded;
  for (const Claim& claim : claims) {
    const std::string_view sentence =
        worded ? std::string_view(statement.text).substr(claim.sentence.begin, claim.sentence.size()) : statement.text;
    ClaimContext context = read_context(claim, sentence, statement.as_of);
    context.lead = statement.lead;
    context.audience = statement.audience;
    context.text_read = !statement.question && !statement.pico && !statement.text.empty();
    context.parsed = worded;
    context.cited = references.size();
    context.outcomes_in_sentence = outcomes_of(claims, claim.sentence);
    Graded graded = grade(pack, claim, context, cited, given);
    note_acted(graded.results, out.acted);
    folded.insert(graded.folded.begin(), graded.folded.end());
    merge(out.findings, std::move(graded.findings));
    const auto worse = [](const Graded& a, const Graded& b) {
      return std::pair(badness(a.assessment), steps_down(a.assessment)) >
             std::pair(badness(b.assessment), steps_down(b.assessment));
    };
    if (first || worse(graded, out.graded)) {
      out.graded = std::move(graded);
      out.claim = claim;
      out.context = std::move(context);
    }
    first = false;
  }
  // One rewrite mends the sentence, whichever of its claims it was asked for.
  std::erase_if(out.findings, [&](const Finding& finding) { return folded.contains(finding.code); });
  // Findings about the references alone, as an article with this list would have them.
  JudgedReferences judged = judge_references(pack, Article{}, references);
  note_acted(judged.results, out.acted);
  merge(out.findings, std::move(judged.findings));
  std::stable_sort(out.findings.begin(), out.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  out.cited = std::move(cited);
  out.given = given;
  return out;
}

WhyNot GradedStatement::why_not(const rules::Pack& pack, Certainty wanted) const {
  return claimassay::why_not(pack, claim, context, cited, given, graded, wanted);
}

}  // namespace claimassay
