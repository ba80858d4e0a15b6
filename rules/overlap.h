// What a condition asks of single facts: enough to see that it can never be true, or that two conditions exclude each
// other. Promises: "never" and "apart" are certain; where it cannot tell, it says that things may happen.
#pragma once

#include "rules/pack.h"

namespace claimassay::rules {

/// True when no facts could make the condition true.
bool never_true(const Pack& pack, const Expr& condition);
/// True when no facts could make both true.
bool never_both(const Pack& pack, const Expr& a, const Expr& b);

}  // namespace claimassay::rules
