#include "audit/compare_grades.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace claimassay {

namespace {

std::set<std::string> rules_of(const Assessment& assessment) {
  std::set<std::string> out;
  for (const Judgement& judgement : assessment.judgements) out.insert(judgement.rule);
  return out;
}

std::string in_words(const DomainTotal& total) {
  return total.rating == Rating::unknown || total.rating == Rating::not_applicable ? std::string(word(total.rating))
                                                                                   : fmt::format("{:+g}", total.step);
}

/// The same thing said of the same subject: one finding, whatever its words and severity.
std::multimap<std::string, const Finding*> by_subject(const std::vector<Finding>& findings) {
  std::multimap<std::string, const Finding*> out;
  for (const Finding& finding : findings)
    out.emplace(finding.code + "\n" + finding.claim_key + "\n" + finding.cited_id, &finding);
  return out;
}

bool same(const Finding& a, const Finding& b) {
  return a.severity == b.severity && a.message == b.message && a.suggestion == b.suggestion && a.why == b.why;
}

}  // namespace

void compare_grades(const Assessment& before, const Assessment& after, Altered& into) {
  const auto add = [&](std::string_view what, std::string_view a, std::string_view b) {
    if (a != b) into.grades.push_back({std::string(what), std::string(a), std::string(b)});
  };
  add("certainty", word(before.certainty), word(after.certainty));
  add("headline", before.headline, after.headline);
  add("range", fmt::format("{} to {}", word(before.range_low), word(before.range_high)),
      fmt::format("{} to {}", word(after.range_low), word(after.range_high)));
  add("start", word(before.start), word(after.start));
  add("consistency", word(before.consistency), word(after.consistency));
  add("direction", before.direction, after.direction);
  add("reason", before.reason, after.reason);
  std::map<Domain, std::pair<std::string, std::string>> domains;
  for (const DomainTotal& total : before.domains) domains[total.domain].first = in_words(total);
  for (const DomainTotal& total : after.domains) domains[total.domain].second = in_words(total);
  for (const auto& [domain, steps] : domains) add(word(domain), steps.first, steps.second);
  const auto tasks = [](const Assessment& assessment) {
    std::string out;
    for (const ReviewTask& task : assessment.tasks) out += (out.empty() ? "" : ", ") + task.code;
    return out;
  };
  add("tasks", tasks(before), tasks(after));
  if (into.grades.empty()) return;
  const std::set<std::string> old_rules = rules_of(before), new_rules = rules_of(after);
  std::set_difference(old_rules.begin(), old_rules.end(), new_rules.begin(), new_rules.end(),
                      std::back_inserter(into.rules_no_more));
  std::set_difference(new_rules.begin(), new_rules.end(), old_rules.begin(), old_rules.end(),
                      std::back_inserter(into.rules_now));
}

void compare_findings(const std::vector<Finding>& before, const std::vector<Finding>& after, Altered& into) {
  const auto old_ones = by_subject(before);
  auto new_ones = by_subject(after);
  for (const auto& [subject, finding] : old_ones) {
    const auto found = new_ones.find(subject);
    if (found == new_ones.end()) {
      into.findings.push_back({FindingChange::Kind::gone, *finding, {}});
      continue;
    }
    if (!same(*finding, *found->second))
      into.findings.push_back({FindingChange::Kind::changed, *finding, *found->second});
    new_ones.erase(found);
  }
  for (const auto& [subject, finding] : new_ones) into.findings.push_back({FindingChange::Kind::raised, {}, *finding});
}

}  // namespace claimassay
