// What a claim cites, as the judges see it: each reference with its record, the study read from it, its status, and how it
// bears on the claim. Filled by whoever runs the pipeline; grading/ only judges it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/appraisal.h"
#include "core/audience.h"
#include "core/claim.h"
#include "core/study.h"
#include "grading/match.h"
#include "grading/support/support.h"

namespace claimassay {

/// "338 patients relapsed", "1,900 strokes": a figure of the abstract and what it counts.
struct CountedThing {
  double value = 0;
  std::string noun;  ///< the figure and the words after it
  Span span;
  bool event = false;  ///< the words say that something happened to so many
};

struct SpannedNumber {
  double value = 0;
  Span span;
};

/// What the record says of one claim (-> grading/support/support.h).
struct CheckedSupport {
  std::string verdict;
  std::string answer;         ///< same, opposite, no_difference; "" = no sentence says so plainly
  double relevance = 0;       ///< share of the claim's terms that the record holds
  std::vector<Quote> quotes;  ///< the sentence that answers, then those nearest to the claim
  std::string missing;        ///< figures of the claim that the abstract does not hold
  std::string instead;        ///< figures that it holds in their place
  int said_by = 0;            ///< the other reference that says it; 0 = none
  int opposed_by = 0;         ///< an uncited reference of the list that answers otherwise; 0 = none
};

/// A sentence of the abstract, its words indexed once: every claim asks for the same ones.
struct IndexedSentence {
  Span span;
  TermIndex words;
};

struct CitedRecord {
  std::string id;  ///< as findings and quotes name it: "ref:3", "pmid:99100001", or the id given
  int number = 0;  ///< of the citation marker; 0 = none
  Resolution resolution = Resolution::found;
  std::string because;  ///< why it could not be resolved, in words
  std::optional<Citation> record;
  std::string abstract;                    ///< as spans of the study count in it
  std::vector<IndexedSentence> sentences;  ///< of the abstract (-> index_words)
  TermIndex words;                         ///< of title and abstract
  Study study;
  std::vector<CountedThing> counts;
  /// A guideline summary: its abstract is its recommendations, and study.declared_grades are theirs, one each.
  bool guideline_summary = false;
  std::vector<SpannedNumber> important_differences;  ///< smallest differences that matter, as the abstract states them
  std::vector<bool> against;                         ///< of study.declared_grades: the recommendation is against
  std::vector<std::string> disagree;  ///< of study.declared_grades: how its word and its stars differ; "" = they do not
  std::vector<bool>
      subgroup;  ///< of study.estimates: the sentence speaks of a subgroup or of an analysis made afterwards
  ResolvedStatus status;
  double title_similarity = -1;           ///< of the reference to the record; -1 = not compared
  std::optional<CheckedSupport> support;  ///< for the claim at hand; nothing = not checked
  DirectionChances reported;              ///< which way the asked outcome went; all 0 = not reported

  /// The identifier leads to another paper than the one described: it must never be graded.
  bool wrong_paper() const { return title_similarity >= 0 && title_similarity < 0.8; }
  bool usable() const { return resolution == Resolution::found && record.has_value() && !wrong_paper(); }
};

/// Beyond the claim itself: where it stands, and what its sentence holds.
struct ClaimContext {
  std::string as_of;     ///< ISO date
  std::string sentence;  ///< that holds the claim; empty = the claim's own text
  std::string section;   ///< heading of the section in which it stands
  bool lead = false;     ///< a title or an opening sentence
  bool heading = false;
  bool in_article =
      false;  ///< of a claim without a source nothing was looked up; only the filter asks what is known of it
  bool has_dose = false;      ///< a dose, a duration or a frequency
  bool has_number = false;    ///< any figure that a source would have to state
  bool tells_result = false;  ///< it states the interval of its result and how many people that rests on
  bool text_read = true;      ///< false: only a PICO, a question or facts were given
  bool parsed = true;         ///< false: the text was given, but no claim was recognised in it
  std::size_t cited = 0;      ///< sources that its markers name
  std::size_t outcomes_in_sentence = 0;
  std::optional<double> important_difference;  ///< the smallest that matters, where the claim or its outcome states one
  std::optional<Audience> audience = std::nullopt;  ///< whom suggestions and explanations are for; nothing = an editor
};

}  // namespace claimassay
