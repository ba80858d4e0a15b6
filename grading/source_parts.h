// What the parts of source_scope share: the facts of one source as they are written, and where in its abstract something is said.
// Only the files source_*.cpp include it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/claim.h"
#include "core/fact.h"
#include "grading/evidence.h"

namespace claimassay {

inline constexpr double same_statement =
    0.6;  // [H] so many of the claim's terms, and the sentence says what the claim says

/// Facts that the study holds as fields; those that it also holds as facts have quotes and are left alone.
class SourceFacts {
 public:
  SourceFacts(Scope& scope, const CitedRecord& source) : scope_(scope), source_(source) {}

  void set(const char* name, Value value, FactOrigin origin = FactOrigin::read, std::vector<Quote> quotes = {}) {
    const Fact* fact = scope_.find(name);
    if (!fact || !fact->known()) scope_.set(name, std::move(value), origin, std::move(quotes));
  }
  void set_number(const char* name, const std::optional<double>& value) {
    if (value) set(name, *value, FactOrigin::read);
  }
  std::vector<Quote> quote(Span span) const {
    if (span.empty() || span.end > source_.abstract.size()) return {};
    return {{source_.id, "abstract", span, source_.abstract.substr(span.begin, span.size())}};
  }

 private:
  Scope& scope_;
  const CitedRecord& source_;
};

bool has(const TextSet& features, std::string_view feature);
bool is_review(const CitedRecord& source);
/// The sentence of the abstract that holds an offset; null behind the last one.
const IndexedSentence* sentence_at(const CitedRecord& source, std::size_t offset);
double shared_with(const std::vector<Phrase>& phrases, const IndexedSentence* sentence);
/// What the claim is about; where no parts were read, its own words stand in.
std::vector<Phrase> outcome_words(const Claim& claim);
std::vector<Phrase> intervention_words(const Claim& claim);

/// source_declared.cpp: the grade that the source states for the claim.
void set_declared(SourceFacts& facts, const Claim& claim, const CitedRecord& source);
/// source_results.cpp: the sentence that says what the claim says, and the result that it rests on.
void set_results(SourceFacts& facts, Scope& scope, const Claim& claim, const ClaimContext& context,
                 const CitedRecord& source);

}  // namespace claimassay
