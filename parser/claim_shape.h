// A claim shape: one way in which a sentence states a finding, recognised from its predicate ("may reduce", "is
// associated with", "had no effect on"). The shapes stand in parser/registry.cpp, one line each; a shape is one file in
// parser/patterns/. A shape says where the predicate stands, on which side of it intervention and outcome are, and what
// the predicate alone fixes; phrases, comparators and populations are read the same way for all shapes
// (parser/claim_parts.h).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/vocabulary.h"
#include "parser/claim_words.h"

namespace claimassay {

/// Where a part of the claim stands relative to the predicate.
enum class Side { none, left, right, inside };

struct ShapeMatch {
  const LexToken* begin = nullptr;  ///< of the predicate, auxiliaries included
  const LexToken* end = nullptr;
  Side intervention = Side::left;
  Side outcome = Side::right;
  ClaimKind kind = ClaimKind::effect;
  CausalRelation relation = CausalRelation::direct_causal;
  Direction direction = Direction::not_stated;  ///< of the outcome; `unclear` where it depends on the outcome's words
  Magnitude magnitude = Magnitude::not_stated;
  bool negated = false;
  bool hedged = false;  ///< a modal or "appears to" stands in the predicate
  Advice advice = Advice::none;
  const LexToken* comparator_begin =
      nullptr;  ///< where the predicate itself holds it ("more effective THAN Y in reducing")
  const LexToken* comparator_end = nullptr;
  const LexToken* inside_begin = nullptr;  ///< parts within the predicate: "a reduction IN PAIN was seen"
  const LexToken* inside_end = nullptr;
  const LexToken* people_begin =
      nullptr;  ///< of whom, where the predicate names them: "one in five PEOPLE WITH GOUT relapse"
  const LexToken* people_end = nullptr;
  bool pair = false;     ///< two things stand behind it: "an association of x with y", "a correlation between x and y"
  bool between = false;  ///< what is compared may follow a "between": "no difference between x and y"
  bool lists_changes =
      false;              ///< its objects are changes, each with its own direction: "causes less pain, better sleep"
  bool equal = false;     ///< of two interventions the second is what the first is compared with
  bool compared = false;  ///< the whole right side is a comparator ("superior to y")
  bool open_question = false;  ///< "it is unclear whether": the next predicate is what is not known
};

/// Tries to read the predicate that begins at `at`; `first` and `last` bound the sentence.
using ReadShape = std::optional<ShapeMatch> (*)(const LexToken* at, const LexToken* first, const LexToken* last);

/// Words without which a predicate cannot be; what is empty asks for nothing.
struct Need {
  Classes group = 0;     ///< one of these in the verb group that begins the predicate, or behind it
  Classes anywhere = 0;  ///< one of these in the sentence
  Classes keywords = 0;  ///< one of these in the sentence: bits of claim_words::Keyword
};

struct ClaimShape {
  const char* name;  ///< the cue that explains a claim's fields: "passive-effect"
  ReadShape read;
  /// It is tried only where one of these is met, which for most words none is. Held to what the shapes find when they are
  /// always tried (tests/unit/parser/predicates_test.cpp).
  std::vector<Need> needs;
};

/// In the order in which they are tried: the more particular first.
const std::vector<ClaimShape>& claim_shapes();

/// What an effect word of the lexicon says ("increases", "improves") as a Direction.
Direction direction_of(std::string_view says);
/// "higher" is an increase, "better" an improvement, "similar" no effect.
Direction direction_of_comparative(std::string_view word);

}  // namespace claimassay
