// What kinds of finding there are: one line each in data/findings.tsv, with family, severity and the texts an editor reads.
// Whoever raises a finding gives its code and the words for the {slots} of its message; nothing of that is spelled twice.
// Refuses: a code that is not in the table, a slot without words (both are bugs: asserted).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/finding.h"

namespace claimassay {

struct FindingKind {
  std::string code;
  std::string family;
  Severity severity = Severity::info;
  std::string message;  ///< with {slots}
  std::string why;
  std::string suggestion;  ///< may be empty; may hold slots
};

/// In the order of the table.
const std::vector<FindingKind>& finding_kinds();
const FindingKind* find_finding_kind(std::string_view code);

using Slots = std::initializer_list<std::pair<std::string_view, std::string>>;

/// A finding with the table's family, severity and texts, its slots filled. Not yet stamped: the caller sets claim key
/// and cited id first.
Finding make_finding(std::string_view code, Span span, Slots slots = {});

}  // namespace claimassay
