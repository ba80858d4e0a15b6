#include "grading/body.h"

#include <algorithm>

namespace claimassay {

namespace {

bool has_feature(const Member& m, std::string_view feature) {
  const auto& all = m.record->study.design_features;
  return std::find(all.begin(), all.end(), feature) != all.end();
}

bool is_review(const Member& m) { return m.record->study.design == Design::systematic_review; }

int year_of(const Member& m) { return m.record->record ? m.record->record->year() : 0; }

bool shares_registration(const Member& a, const Member& b) {
  const auto &one = a.record->study.registry_ids, &other = b.record->study.registry_ids;
  return std::any_of(one.begin(), one.end(),
                     [&](const std::string& id) { return std::find(other.begin(), other.end(), id) != other.end(); });
}

/// Of two reports of one study the one to keep: a review rather than an umbrella over it, then the newer.
bool better_report(const Member& a, const Member& b) {
  if (has_feature(a, "umbrella") != has_feature(b, "umbrella")) return !has_feature(a, "umbrella");
  return year_of(a) > year_of(b);
}

void drop_duplicates(std::vector<Member*>& members) {
  for (Member* a : members) {
    for (Member* b : members) {
      if (a == b || a->role != MemberRole::member || b->role != MemberRole::member) continue;
      // An umbrella review beside a review on the same question counts the same trials again, registered or not.
      const bool umbrella =
          is_review(*a) && is_review(*b) && has_feature(*b, "umbrella") && !has_feature(*a, "umbrella");
      if ((umbrella || shares_registration(*a, *b)) && better_report(*a, *b)) b->role = MemberRole::duplicate;
    }
  }
  std::erase_if(members, [](const Member* m) { return m->role != MemberRole::member; });
}

}  // namespace

void choose_body(std::vector<Member>& members) {
  double best = 0;
  for (Member& m : members) {
    m.role = !m.record->usable() ? MemberRole::unusable
             : m.excluded        ? MemberRole::excluded
             : m.tier <= 0       ? MemberRole::not_evidence
             : m.held            ? MemberRole::held
             : !m.on_topic       ? MemberRole::off_topic
                                 : MemberRole::lower_tier;
    if (m.role == MemberRole::lower_tier) best = std::max(best, m.tier);
  }
  // Nothing but doubtful sources: they are the body after all, and rules cap what they are worth.
  if (best == 0) {
    for (Member& m : members) {
      if (m.role != MemberRole::held || !m.on_topic) continue;
      m.role = MemberRole::lower_tier;
      best = std::max(best, m.tier);
    }
  }
  std::vector<Member*> top;
  for (Member& m : members) {
    if (m.role != MemberRole::lower_tier || m.tier < best) continue;
    m.role = MemberRole::member;
    top.push_back(&m);
  }
  drop_duplicates(top);
  const Member* newest = nullptr;
  for (const Member* m : top) {
    if (is_review(*m) && (!newest || year_of(*m) > year_of(*newest))) newest = m;
  }
  if (!newest) return;
  // A review searches for a year or so before it appears; what is older than that is taken to be inside it.
  for (Member* m : top) {
    if (is_review(*m)) continue;
    m->role = year_of(*m) && year_of(*m) + 1 < year_of(*newest) ? MemberRole::inside_review : MemberRole::modifier;
  }
}

}  // namespace claimassay
