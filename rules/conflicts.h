// Checks between the rules of a pack: those that contradict each other (errors), and those that can never act, never matter, or
// ask for what nobody raises (warnings: such a rule does no harm, but it is not what somebody meant).
#pragma once

#include "rules/pack.h"

namespace claimassay::rules {

/// Of a pack whose names are all known.
void check_between_rules(const Pack& pack, Diagnostics& diagnostics);

}  // namespace claimassay::rules
