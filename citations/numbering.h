// What is wrong with the numbers of citations and references: gaps, numbers used twice, cited numbers without an entry,
// entries that nobody cites, ranges written backwards. Says nothing of an article that has no markers or no list (that is
// another finding), and nothing of the order of first citation (alphabetical lists are right as they are).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/appraisal.h"

namespace claimassay {

struct NumberingProblem {
  std::string kind;          ///< "undefined", "uncited", "gap", "duplicate", "reversed-range"
  std::vector<int> numbers;  ///< ascending, each once
  std::string text;          ///< of a reversed range, as printed
  std::optional<Span> span;  ///< in the article; nothing for an entry of a --refs file
};

std::vector<NumberingProblem> numbering_problems(const Article& article, const std::vector<ReferenceEntry>& entries);
/// The same for references that were resolved: those that have an entry.
std::vector<NumberingProblem> numbering_problems(const Article& article,
                                                 const std::vector<ResolvedReference>& references);

/// "1, 3, 5-9", for messages.
std::string number_list(const std::vector<int>& numbers);

}  // namespace claimassay
