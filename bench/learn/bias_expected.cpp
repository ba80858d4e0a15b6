// Learns rules/library/grade/bias-expected.rule: below how many participants the outcomes of randomised trials are usually rated
// down for risk of bias, from the evidence profiles of guideline panels that rated it.
//   learn_bias_expected PROFILES.jsonl > rules/library/grade/bias-expected.rule
// A line is {"in":{"facts":{"body.design":"rct","body.participants":510},"domains":{"risk_of_bias":"serious_concern"}}}. The number
// is the one of a short list that leaves the two sides purest (Gini). Same input, same bytes. Standard error says how often the
// two sides are right about profiles that they were not learned from (five folds), beside the more common answer.
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

constexpr std::array<double, 12> candidates = {50, 100, 200, 400, 600, 800, 1000, 1500, 2000, 3000, 5000, 10000};
constexpr std::size_t folds = 5;
constexpr std::size_t least_rows = 10;  // on either side

struct Profile {
  double participants = 0;
  bool rated_down = false;
};

struct Side {
  std::size_t all = 0, down = 0;
  double share() const { return all ? static_cast<double>(down) / static_cast<double>(all) : 0; }
  double impurity() const { return static_cast<double>(all) * share() * (1 - share()); }
};

struct Split {
  double at = 0;
  Side below, above;
  bool expects(double participants) const { return (participants < at ? below : above).share() >= 0.5; }
};

Split split_at(double at, const std::vector<Profile>& profiles) {
  Split split{at, {}, {}};
  for (const Profile& profile : profiles) {
    Side& side = profile.participants < at ? split.below : split.above;
    ++side.all;
    side.down += profile.rated_down;
  }
  return split;
}

Split learn(const std::vector<Profile>& profiles) {
  Split best;
  for (const double at : candidates) {
    const Split split = split_at(at, profiles);
    if (split.below.all < least_rows || split.above.all < least_rows) continue;
    if (best.at == 0 || split.below.impurity() + split.above.impurity() < best.below.impurity() + best.above.impurity())
      best = split;
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  std::ifstream in(argc == 2 ? argv[1] : "");
  if (!in) {
    std::fprintf(stderr, "Usage: learn_bias_expected PROFILES.jsonl > rules/library/grade/bias-expected.rule\n");
    return 2;
  }
  std::vector<Profile> profiles;
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded() || !json.contains("in")) return std::fprintf(stderr, "a line is no profile\n"), 2;
    const auto& facts = json["in"]["facts"];
    if (facts.value("body.design", "") != "rct" || !facts.contains("body.participants")) continue;
    const std::string rating = json["in"].value("domains", nlohmann::json::object()).value("risk_of_bias", "unknown");
    if (rating == "unknown") continue;
    profiles.push_back({facts["body.participants"].get<double>(), rating != "no_concern"});
  }
  const Split found = learn(profiles);
  if (found.at == 0) return std::fprintf(stderr, "%zu profiles are too few\n", profiles.size()), 2;
  std::size_t right = 0, down = 0;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<Profile> others;
    for (std::size_t i = 0; i < profiles.size(); ++i)
      if (i % folds != fold) others.push_back(profiles[i]);
    const Split split = learn(others);
    for (std::size_t i = fold; i < profiles.size(); i += folds)
      right += split.expects(profiles[i].participants) == profiles[i].rated_down;
  }
  for (const Profile& profile : profiles) down += profile.rated_down;
  const auto percent = [&](std::size_t n) {
    return 100.0 * static_cast<double>(n) / static_cast<double>(profiles.size());
  };
  std::fprintf(stderr, "%zu outcomes; right about unseen ones (%zu folds): %.0f %%, the more common answer: %.0f %%\n",
               profiles.size(), folds, percent(right), percent(std::max(down, profiles.size() - down)));
  std::printf(
      "# Learned by bench/learn/bias_expected.cpp from the evidence profiles of guideline panels in Quicker (data: "
      "Apache-2.0).\n"
      "parameter bias.expected_below = %.0f since 2026\n"
      "  source house \"learned: of the outcomes of randomised trials with fewer participants in all, panels rated "
      "down "
      "%.0f per cent for risk of bias, with more %.0f per cent\"\n",
      found.at, 100 * found.below.share(), 100 * found.above.share());
}
