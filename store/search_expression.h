// Clauses -> the two expressions that the full text index is asked: every clause in title or abstract, and every clause in
// the title alone; with the part that each phrase of them plays, so that a match can be scored and explained.
// Words are spelled as terms (search_words.h), never as typed: no input can be an expression of its own.
#pragma once

#include <string>
#include <vector>

namespace claimassay {

/// Words that stand next to each other; of the last, any that begins so.
struct SearchPhrase {
  std::vector<std::string> words;
  bool prefix = false;
};

/// One way to fulfil a unit: all of its phrases.
struct SearchWay {
  std::vector<SearchPhrase> phrases;
  double weight = 1;     ///< below 1 for other names than the one typed
  bool is_term = false;  ///< words are whole terms ("a:smith"), which no title holds
};

/// What a clause asks for: one of the ways. A filter decides and does not score.
struct SearchUnit {
  std::vector<SearchWay> ways;
  std::string typed;
  bool filter = false;
  bool marks = false;  ///< a filter by marks of a design: those that are terms come from PubMed's indexing
  bool title_only = false;
  double idf = 1;
};

/// What the n-th phrase of an expression stands for; unit -1 where it only filters.
struct PhraseRole {
  int unit = -1;
  int way = 0;
};

struct MatchExpression {
  std::string text;  ///< empty when it asks for nothing
  std::vector<PhraseRole> roles;
};

/// Records that hold every unit and none of the excluded; `in_title`: the scored units in the title.
MatchExpression match_expression(const std::vector<SearchUnit>& units, const std::vector<SearchUnit>& excluded,
                                 bool in_title);

}  // namespace claimassay
