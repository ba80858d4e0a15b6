// A claim as read from a sentence, and the parts it is made of. Names follow PICO and the contract of the `claims` filter.
// Promises: the key survives edits elsewhere in the article; what the sentence does not say is empty, never guessed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/span.h"
#include "core/vocabulary.h"

namespace claimassay {

/// A piece of text and where it stands; spans are offsets into the text that was given to the parser.
struct Phrase {
  std::string text;
  Span span;
};

struct PValue {
  std::string op = "=";  ///< "<", "=", ">", "<=", ">="
  double value = 0;
};

/// A figure and the words it was read from.
struct Figure {
  double value = 0;
  Span span;
};

/// "12 of 48 on Zinol": one group of a result.
struct GroupFigures {
  std::string name;  ///< as written; empty where it is not named beside the figures
  double events = 0;
  double n = 0;
  Span span;
};

/// What a text gives beside one estimate and for that estimate only: "(RR 0.60, 95% CI 0.45 to 0.80; I2 = 12%; 12 studies,
/// 2,675 participants; moderate-certainty evidence)". A review has such figures for every result.
struct FiguresBeside {
  std::optional<Figure> studies;
  std::optional<Figure> participants;
  std::optional<Figure> events;
  std::optional<Figure> i2;
  std::vector<GroupFigures> groups;
  std::optional<std::size_t> declared_grade;  ///< into the study's declared grades
  bool empty() const { return !studies && !participants && !events && !i2 && groups.empty() && !declared_grade; }
};

struct EffectEstimate {
  std::string measure;  ///< RR OR HR MD SMD RD ARR NNT percent mean ...
  std::optional<double> value;
  std::optional<double> ci_low;
  std::optional<double> ci_high;
  std::optional<double> ci_level;  ///< percent: 95
  std::optional<PValue> p;
  std::string unit;     ///< "mg/day", "points"; may be empty
  std::string outcome;  ///< what it is an estimate of; may be empty
  Span span;
  FiguresBeside beside;  ///< of a record's estimates; those of a claim have none
};

struct Pico {
  std::vector<Phrase> population;
  std::vector<Phrase> intervention;
  std::vector<Phrase> comparator;
  std::vector<Phrase> outcome;
};

/// A stated grade: the words, the scheme where it is named, and the common scale's value.
struct StatedGradeMention {
  std::optional<StatedGrade> grade;  ///< nothing where the scheme is unknown ("Level B")
  std::string scheme;                ///< GRADE, ACC/AHA, SORT ...; empty = system unknown
  std::string strength;              ///< strong, conditional; empty where none is stated
  Phrase words;
  std::string level = {};  ///< as the scheme names it, folded: "b", "2a", "moderate"; empty where none is stated
};

/// Why a field has its value: the words, and the pattern or lexicon line that set it.
struct Cue {
  std::string field;
  std::string pattern;
  Span span;
};

struct Claim {
  std::string key;  ///< hash of normalised text, section and ordinal among equals; never of offsets
  std::string text;
  Span span;  ///< the clause
  Span sentence;
  ClaimKind kind = ClaimKind::other;
  Pico pico;
  Direction direction = Direction::not_stated;
  Magnitude magnitude = Magnitude::not_stated;
  CausalRelation relation = CausalRelation::none;
  double certainty = 4;  ///< of the wording, 0 to 5
  Advice advice = Advice::none;
  bool negated = false;
  std::optional<StatedGradeMention> stated_grade;
  std::vector<EffectEstimate> estimates;
  std::vector<std::size_t> markers;  ///< into Article::markers (or the list beside the claim in the filter)
  bool citations_carried = false;    ///< the markers stand on another sentence of the paragraph
  std::vector<Cue> cues;
};

}  // namespace claimassay
