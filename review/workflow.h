// The states of an article on the desk, and which action leads from which to which: one table, nothing else decides.
//   draft -> submitted -> under_review -> (changes_requested <-> under_review) -> approved -> published
// A new text can be submitted in every state and voids what was decided about the old one.
#pragma once

#include <optional>

#include "core/vocabulary.h"

namespace claimassay {

enum class DeskState { draft, submitted, under_review, changes_requested, approved, published };
template <>
struct Vocabulary<DeskState> {
  static constexpr std::string_view words[] = {"draft",    "submitted", "under_review", "changes_requested",
                                               "approved", "published"};
};

enum class DeskAction { submit, begin_review, request_changes, approve, publish };
template <>
struct Vocabulary<DeskAction> {
  static constexpr std::string_view words[] = {"submit", "begin_review", "request_changes", "approve", "publish"};
};

/// Nothing where the action is not allowed in that state.
std::optional<DeskState> next_state(DeskState from, DeskAction action);

}  // namespace claimassay
