// The static checks of a pack: every name exists, every comparison makes sense, every rule has what a rule needs, and
// no two rules contradict each other. Reports all problems; a pack with an error is not run.
#pragma once

#include "rules/pack.h"

namespace claimassay::rules {

/// Resolves names in place, sorts the rules by phase, and finds the order in which they run.
void check_pack(Pack& pack, Diagnostics& diagnostics);

}  // namespace claimassay::rules
