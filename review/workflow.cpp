#include "review/workflow.h"

namespace claimassay {

namespace {

struct Transition {
  DeskState from;
  DeskAction action;
  DeskState to;
};

constexpr Transition transitions[] = {
    {DeskState::draft, DeskAction::submit, DeskState::submitted},
    {DeskState::submitted, DeskAction::submit, DeskState::submitted},
    {DeskState::submitted, DeskAction::begin_review, DeskState::under_review},
    {DeskState::under_review, DeskAction::submit, DeskState::submitted},
    {DeskState::under_review, DeskAction::request_changes, DeskState::changes_requested},
    {DeskState::under_review, DeskAction::approve, DeskState::approved},
    {DeskState::changes_requested, DeskAction::submit, DeskState::submitted},
    {DeskState::changes_requested, DeskAction::begin_review, DeskState::under_review},
    {DeskState::approved, DeskAction::submit, DeskState::submitted},
    {DeskState::approved, DeskAction::request_changes, DeskState::changes_requested},
    {DeskState::approved, DeskAction::publish, DeskState::published},
    {DeskState::published, DeskAction::submit, DeskState::submitted},
    {DeskState::published, DeskAction::request_changes, DeskState::changes_requested},
};

}  // namespace

std::optional<DeskState> next_state(DeskState from, DeskAction action) {
  for (const Transition& transition : transitions) {
    if (transition.from == from && transition.action == action) return transition.to;
  }
  return std::nullopt;
}

}  // namespace claimassay
