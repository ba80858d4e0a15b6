// How a rule came out in one scope, and the facts that decided it or were missing. Data only: who prints it chooses the words.
// Promises: no more facts than were needed; the quote of a text is cut down to the words that matched.
#pragma once

#include <string>
#include <vector>

#include "core/explanation.h"

namespace claimassay::rules {

using claimassay::UsedFact;

/// How a rule came out in one scope, however it came out; for "why not".
struct Explanation {
  enum class Result { fired, unknown, silenced, silent } result = Result::silent;
  std::vector<UsedFact> facts;
  std::vector<UsedFact> unknown;
};

}  // namespace claimassay::rules
