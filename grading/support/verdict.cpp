#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "core/embedded.h"
#include "grading/match.h"
#include "grading/support/answer.h"
#include "grading/support/features.h"
#include "grading/support/support.h"

namespace claimassay {

namespace {

constexpr double nearly_all = 0.85;       // [H] of the claim's terms in one statement
constexpr double off_topic_below = 0.15;  // [H] share of the claim's terms anywhere in the evidence

/// Kind of claim -> what is asked (addressed, supports) -> weight per feature.
using Weights = std::map<std::string, std::map<std::string, std::array<double, support_features>>>;

const Weights& weights() {
  static const Weights table = [] {
    Weights out;
    std::string_view file = embedded_file("data/support_weights.tsv").value_or("");
    while (!file.empty()) {
      const std::size_t end = std::min(file.find('\n'), file.size());
      std::string_view line = file.substr(0, end);
      file.remove_prefix(std::min(end + 1, file.size()));
      if (line.empty() || line[0] == '#') continue;
      std::array<std::string, 4> cells;
      for (std::string& cell : cells) {
        const std::size_t tab = std::min(line.find('\t'), line.size());
        cell = line.substr(0, tab);
        line.remove_prefix(std::min(tab + 1, line.size()));
      }
      if (const auto feature = from_word<SupportFeature>(cells[2])) {
        out[cells[0]][cells[1]][static_cast<std::size_t>(*feature)] = std::atof(cells[3].c_str());
      }
    }
    return out;
  }();
  return table;
}

/// "X is superior to Y in terms of Z" is tested by a result; a question is answered; anything else is stated.
std::string kind_of(const EvidenceReading& claim, const SupportFeatures& features) {
  if (features[SupportFeature::question] > 0) return "question";
  for (const StatementReading& statement : claim.statements) {
    const bool compares = std::any_of(statement.words.begin(), statement.words.end(), [](const std::string& word) {
      return word == "superior" || word == "noninferior" || word == "inferior";
    });
    if (compares) return "comparison";
  }
  return "statement";
}

std::string significance_of(const SupportFeatures& features) {
  const double yes = features[SupportFeature::significant], no = features[SupportFeature::not_significant];
  if (yes == 0 && no == 0) return "not_stated";
  return yes > no ? "significant" : "not_significant";
}

void add_rationale(const SupportFeatures& features, const std::vector<EvidenceReading>& evidence,
                   SupportJudgement& out) {
  constexpr std::size_t most = 3;
  constexpr double worth_showing = 0.15;
  for (const StatementMatch& match : features.best) {
    if (out.rationale.size() == most || match.coverage < worth_showing) break;
    const EvidenceReading& source = evidence[match.evidence];
    const StatementReading& statement = source.statements[match.statement];
    out.rationale.push_back({source.id, statement.span, statement.place == StatementPlace::title, statement.text,
                             match.stance > 0   ? "supports"
                             : match.stance < 0 ? "contradicts"
                                                : "mentions"});
  }
}

/// "The source studied simvastatin, the claim is about atorvastatin": no verdict hangs on it, but it has to be told.
void tell_relatives(const SupportFeatures& features, SupportJudgement& out) {
  for (const TermMatch& term : features.relatives) {
    if (term.of == "group") continue;
    const bool treats = term.of == "treatment" || term.of == "form";
    const std::string what = term.kind == MatchKind::related ? "another " + term.family : "one kind of it";
    out.problems.push_back({treats ? "intervention" : "population",
                            fmt::format("the source speaks of {} ({}), not of {}", term.found, what, term.wanted)});
  }
}

}  // namespace

SupportJudgement judge_support(const EvidenceReading& claim, const std::vector<EvidenceReading>& evidence) {
  SupportJudgement out;
  const SupportFeatures features = compare(claim, evidence);
  out.relevance = features[SupportFeature::relevance];
  out.significance = significance_of(features);
  add_rationale(features, evidence, out);
  read_answer(claim, evidence, features, out);
  const std::string kind = kind_of(claim, features);
  const auto table = weights().find(kind);
  const auto ask = [&](const char* what) {
    if (table == weights().end()) return 0.0;
    const auto asked = table->second.find(what);
    if (asked == table->second.end()) return 0.0;
    double sum = 0;
    for (std::size_t i = 0; i < support_features; ++i) sum += asked->second[i] * features.values[i];
    return 1 / (1 + std::exp(-std::clamp(sum, -30.0, 30.0)));
  };
  double addressed = ask("addressed");
  // A statement that holds nearly all of the claim's terms and goes one way or the other does address it.
  const bool plain = std::any_of(features.best.begin(), features.best.end(), [](const StatementMatch& match) {
    return match.coverage >= nearly_all && match.stance != 0;
  });
  if (plain) addressed = std::max(addressed, 0.6);
  double supports = ask("supports");
  // To say that a source contradicts a statement takes words that do; missing agreement is not enough.
  const bool question = features[SupportFeature::question] > 0;
  using F = SupportFeature;
  const double against =
      features[F::oppose] + features[F::null_against] + features[F::null_reversed] + features[F::negation_differs];
  if (kind == "statement" && against == 0) supports = std::max(supports, 0.5);
  out.score = addressed * (2 * supports - 1);
  if (out.relevance < off_topic_below) {
    out.verdict = Verdict::off_topic;
    out.score = 0;
  } else if (addressed < 0.5) {
    out.verdict = Verdict::not_addressed;
  } else if (supports < 0.5) {
    out.verdict = Verdict::contradicts;
    out.problems.push_back({"direction", "the source's words go the other way"});
  } else {
    out.verdict = features.missing.empty() || question ? Verdict::supports : Verdict::partly;
  }
  if (out.verdict != Verdict::off_topic) tell_relatives(features, out);
  if (!question && out.verdict != Verdict::off_topic) {
    for (const StatedNumber& number : features.missing) {
      out.problems.push_back({"number-not-in-source", fmt::format("{} is nowhere in the source", number.value)});
    }
  }
  return out;
}

}  // namespace claimassay
