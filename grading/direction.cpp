#include "grading/direction.h"

#include <algorithm>

#include "grading/pool.h"

namespace claimassay {

namespace {

struct Votes {
  std::size_t higher = 0, lower = 0, same = 0;
  std::size_t all() const { return higher + lower + same; }
};

/// What each member reports. Directions are compared, never p values counted: a result that lies on one side but whose
/// interval holds no effect is "no clear difference", as its authors would write.
Votes votes_of(const std::vector<Member>& members) {
  Votes votes;
  for (const Member& m : members) {
    if (m.role != MemberRole::member && m.role != MemberRole::modifier) continue;
    if (m.estimate && interval_of(*m.estimate) && null_value(m.estimate->measure)) {
      const int side = excludes_null(*m.estimate) ? side_of(*m.estimate) : 0;
      ++(side > 0 ? votes.higher : side < 0 ? votes.lower : votes.same);
    } else if (!m.record->reported_direction.empty()) {
      const std::string& said = m.record->reported_direction;
      ++(said == "increased" ? votes.higher : said == "decreased" ? votes.lower : votes.same);
    }
  }
  return votes;
}

}  // namespace

std::string direction_of(const Scope& body, const std::vector<Member>& members, const Assessment& assessment) {
  if (assessment.certainty == Certainty::insufficient) return "insufficient_data";
  const auto truth = [&](const char* name) {
    const Fact* fact = body.find(name);
    return fact ? std::get_if<bool>(&fact->value) : nullptr;
  };
  if (assessment.consistency == Consistency::mixed) return "uncertain";
  if (const bool* excludes = truth("body.excludes_null")) {
    const Fact* side = body.find("body.direction");
    const std::string* which = side ? std::get_if<std::string>(&side->value) : nullptr;
    if (*excludes && which) return *which == "increases" ? "higher" : "lower";
    return assessment.certainty == Certainty::very_low ? "uncertain" : "no_difference";
  }
  const Votes votes = votes_of(members);
  if (votes.all() == 0) return "insufficient_data";
  if (votes.higher > 0 && votes.lower > 0) return "uncertain";
  if (votes.same * 2 >= votes.all()) return "no_difference";
  return votes.higher > votes.lower ? "higher" : "lower";
}

}  // namespace claimassay
