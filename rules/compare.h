// Two packs side by side: which declarations one has and the other has not, and which stand in both with different words.
// Comments and blanks between declarations do not count; a comment inside one does.
#pragma once

#include <string>
#include <vector>

#include "rules/pack.h"

namespace claimassay::rules {

struct PackDifference {
  std::vector<std::string> added, removed,
      changed;  ///< "rule grade.start.rct", "parameter ois.events"; in the order of names
  bool empty() const { return added.empty() && removed.empty() && changed.empty(); }
};

PackDifference difference(const Pack& before, const Pack& after);

}  // namespace claimassay::rules
