#include "grading/direction.h"

#include <algorithm>
#include <optional>

#include "grading/pool.h"

namespace claimassay {

namespace {

/// What the members report, each with the weight of its participants where all of them tell how many they had.
struct Votes {
  std::size_t studies = 0;
  double higher = 0, lower = 0, same = 0;
};

std::optional<double> participants_of(const Member& m) {
  const Fact* fact = m.scope->find("source.participants");
  const double* value = fact ? std::get_if<double>(&fact->value) : nullptr;
  return value && *value > 0 ? std::optional(*value) : std::nullopt;
}

/// What each member reports. Directions are compared, never p values counted: a result that lies on one side but whose
/// interval holds no effect is "no clear difference", as its authors would write. Where only words tell, a study votes for each
/// direction as far as its words make it likely.
Votes votes_of(const std::vector<Member>& members) {
  Votes votes;
  const auto counts = [](const Member& m) { return m.role == MemberRole::member || m.role == MemberRole::modifier; };
  const bool weighed = std::all_of(members.begin(), members.end(),
                                   [&](const Member& m) { return !counts(m) || participants_of(m).has_value(); });
  for (const Member& m : members) {
    if (!counts(m)) continue;
    const double weight = weighed ? *participants_of(m) : 1;
    const DirectionChances& said = m.record->reported;
    if (m.estimate && interval_of(*m.estimate) && null_value(m.estimate->measure)) {
      const int side = excludes_null(*m.estimate) ? side_of(*m.estimate) : 0;
      (side > 0 ? votes.higher : side < 0 ? votes.lower : votes.same) += weight;
    } else if (said.increased + said.decreased + said.no_difference > 0) {
      votes.higher += weight * said.increased;
      votes.lower += weight * said.decreased;
      votes.same += weight * said.no_difference;
    } else {
      continue;
    }
    ++votes.studies;
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
  if (const bool* apart = truth("body.opposing_significant"); apart && *apart) return "uncertain";
  if (const bool* excludes = truth("body.excludes_null")) {
    const Fact* side = body.find("body.direction");
    const std::string* which = side ? std::get_if<std::string>(&side->value) : nullptr;
    if (*excludes && which) return *which == "increases" ? "higher" : "lower";
    return assessment.certainty == Certainty::very_low ? "uncertain" : "no_difference";
  }
  const Votes votes = votes_of(members);
  if (votes.studies == 0) return "insufficient_data";
  // Where hardly anything is certain, to have found no difference shows neither an effect nor that there is none.
  if (votes.same >= votes.higher && votes.same >= votes.lower)
    return assessment.certainty == Certainty::very_low ? "uncertain" : "no_difference";
  return votes.higher > votes.lower ? "higher" : "lower";
}

}  // namespace claimassay
