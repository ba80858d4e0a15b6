#include "grading/source_facts.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

#include "core/text.h"
#include "grading/pico_facts.h"
#include "grading/source_parts.h"
#include "grading/terms.h"

namespace claimassay {

bool has(const TextSet& features, std::string_view feature) {
  return std::find(features.begin(), features.end(), feature) != features.end();
}

bool is_review(const CitedRecord& source) { return source.study.design == Design::systematic_review; }

const IndexedSentence* sentence_at(const CitedRecord& source, std::size_t offset) {
  for (const IndexedSentence& sentence : source.sentences) {
    if (offset < sentence.span.end) return &sentence;
  }
  return nullptr;
}

double shared_with(const std::vector<Phrase>& phrases, const IndexedSentence* sentence) {
  return sentence && !phrases.empty() ? shared_terms(phrases, sentence->words) : 0;
}

std::vector<Phrase> outcome_words(const Claim& claim) {
  if (!claim.pico.outcome.empty()) return claim.pico.outcome;
  return {{claim.text, claim.span}};
}
std::vector<Phrase> intervention_words(const Claim& claim) {
  if (!claim.pico.intervention.empty()) return claim.pico.intervention;
  return {{claim.text, claim.span}};
}

namespace {

void set_identity(SourceFacts& facts, const CitedRecord& source, const ClaimContext& context) {
  facts.set("source.id", source.id);
  if (source.number) facts.set("source.number", static_cast<double>(source.number));
  facts.set("source.resolution", std::string(word(source.resolution)));
  if (!source.because.empty()) facts.set("source.unresolved_because", source.because);
  facts.set("source.wrong_paper", source.wrong_paper());
  if (source.title_similarity >= 0) facts.set("source.title_similarity", source.title_similarity);
  facts.set("source.usable", source.usable());
  if (!source.record) return;
  const Citation& record = *source.record;
  if (!record.title.empty()) facts.set("source.title", record.title, FactOrigin::indexed);
  if (!record.languages.empty()) {
    const auto english = [](const std::string& language) { return lower(language).starts_with("en"); };
    facts.set("source.in_english", std::any_of(record.languages.begin(), record.languages.end(), english),
              FactOrigin::indexed);
  }
  facts.set("source.has_abstract", !source.abstract.empty() || source.guideline_summary);
  std::size_t words = 0;
  for (const Token& token : tokens(source.abstract)) words += token.kind == TokenKind::word;
  facts.set("source.abstract_words", static_cast<double>(words));
  // A recommendation of ten words is a whole one; an abstract of ten words is not.
  facts.set("source.is_summary", source.guideline_summary);
  if (!source.abstract.empty()) facts.set("source.abstract", source.abstract);
  facts.set("source.is_book", record.is_book || !record.book_title.empty() ||
                                  record.has_publication_type("", "Book Chapter") ||
                                  record.has_publication_type("", "Book"));
  if (const int year = record.year()) {
    facts.set("source.year", static_cast<double>(year), FactOrigin::indexed);
    const int now = std::atoi(context.as_of.substr(0, 4).c_str());
    if (now >= year) facts.set("source.age", static_cast<double>(now - year), FactOrigin::derived);
  }
  facts.set("source.superseded",
            std::any_of(record.links.begin(), record.links.end(),
                        [](const RecordLink& link) { return link.type == "UpdateIn"; }),
            FactOrigin::indexed);
}

void set_status(SourceFacts& facts, const CitedRecord& source) {
  RecordStatus status = source.status.status;
  // What the record's own words show (a protocol, a preprint) counts where no register knows better.
  if (status == RecordStatus::ok || status == RecordStatus::corrected) {
    if (source.study.status != RecordStatus::ok) status = source.study.status;
  }
  facts.set("source.status", std::string(word(status)), FactOrigin::indexed);
  facts.set("source.status_checked", source.status.checked);
  if (source.status.reasons.empty()) return;
  const StatusReason& reason = source.status.reasons.front();
  facts.set("source.status_notice", reason.source.empty() ? reason.type : reason.source, FactOrigin::indexed);
}

std::string_view included_design(const Study& study) {
  const TextSet& f = study.design_features;
  if (study.design != Design::systematic_review || has(f, "random_allocation")) return "";
  for (const char* observational :
       {"cohort", "case_control", "observational", "cross_sectional", "nested_case_control"}) {
    if (has(f, observational)) return "observational";
  }
  return "";
}

void set_study(SourceFacts& facts, const Study& study) {
  if (study.design != Design::unknown) facts.set("source.design", std::string(word(study.design)));
  facts.set("source.design_features", study.design_features);
  if (const std::string_view included = included_design(study); !included.empty()) {
    facts.set("source.included_design", std::string(included));
  }
  facts.set_number("source.participants", study.participants);
  facts.set_number("source.studies", study.studies);
  facts.set_number("source.i2", study.i2);
  if (study.primary_endpoint_met) facts.set("source.primary_endpoint_met", *study.primary_endpoint_met);
  if (study.species) facts.set("source.species", *study.species);
  facts.set("source.registry_ids", study.registry_ids);
  constexpr std::array<std::array<const char*, 2>, 4> blinding = {{{"double_blind", "double_blind"},
                                                                   {"assessor_blinded", "assessor_blind"},
                                                                   {"single_blind", "single_blind"},
                                                                   {"open_label", "open_label"}}};
  for (const auto& [feature, said] : blinding) {
    if (has(study.design_features, feature)) facts.set("source.blinding", std::string(said));
  }
}

/// Whether it says what the claim says; unknown where nobody could look.
void set_support(SourceFacts& facts, const CitedRecord& source) {
  if (!source.support) return;
  const CheckedSupport& support = *source.support;
  std::vector<Quote> nearest;
  if (!support.quotes.empty()) nearest.push_back(support.quotes.front());
  facts.set("source.verdict", support.verdict, FactOrigin::derived, nearest);
  facts.set("source.relevance", support.relevance, FactOrigin::derived);
  facts.set("source.answer", support.answer.empty() ? std::string("none") : support.answer, FactOrigin::derived,
            nearest);
  if (!nearest.empty()) {
    constexpr std::size_t most = 240;
    facts.set("source.nearest_words", shorten(nearest.front().text, most), FactOrigin::read, nearest);
  }
  if (!support.missing.empty()) facts.set("source.figures_missing", support.missing, FactOrigin::derived, nearest);
  if (!support.instead.empty()) facts.set("source.figures_instead", support.instead, FactOrigin::derived, nearest);
  facts.set("source.said_by", static_cast<double>(support.said_by), FactOrigin::derived);
  facts.set("source.opposed_by", static_cast<double>(support.opposed_by), FactOrigin::derived);
}

}  // namespace

void index_words(CitedRecord& source) {
  source.sentences.clear();
  std::vector<std::string> all;
  if (source.record) all = folded_words(source.record->title);
  for (const Span sentence : sentences(source.abstract)) {
    std::vector<std::string> words =
        folded_words(std::string_view(source.abstract).substr(sentence.begin, sentence.size()));
    source.sentences.push_back({sentence, TermIndex(words)});
    std::move(words.begin(), words.end(), std::back_inserter(all));
  }
  source.words = TermIndex(all);
}

Scope source_scope(const CitedRecord& source, const Claim& claim, const ClaimContext& context) {
  Scope scope{ScopeKind::source, source.id, source.study.facts, {}};
  SourceFacts facts(scope, source);
  set_identity(facts, source, context);
  set_status(facts, source);
  set_support(facts, source);
  if (!source.usable()) return scope;
  set_study(facts, source.study);
  set_declared(facts, claim, source);
  set_results(facts, scope, claim, context, source);
  add_pico_facts(claim, source, scope);
  return scope;
}

}  // namespace claimassay
