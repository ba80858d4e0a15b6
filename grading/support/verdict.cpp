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

namespace {

std::vector<std::string> words_of(const EvidenceReading& reading) {
  std::vector<std::string> out;
  for (const StatementReading& statement : reading.statements) {
    out.insert(out.end(), statement.words.begin(), statement.words.end());
  }
  return out;
}

/// Words for which less is better: "fewer deaths" and "improved survival" agree.
bool less_is_better(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    for (const std::string_view bad :
         {"mortality", "death",     "pain",        "symptom",     "adverse",  "complication", "recurrence",
          "relapse",   "infection", "risk",        "failure",     "bleeding", "toxicity",     "severity",
          "nausea",    "vomiting",  "depress",     "anxiety",     "fatigue",  "incidence",    "duration",
          "length",    "loss",      "pressure",    "cholesterol", "weight",   "disability",   "error",
          "stress",    "need",      "consumption", "score",       "time"}) {
      if (word.starts_with(bad)) return true;
    }
    return false;
  });
}

}  // namespace

SupportJudgement judge_pico(const PicoReading& pico, const std::vector<EvidenceReading>& evidence) {
  SupportJudgement out;
  const std::vector<std::string> outcome = words_of(pico.outcome), intervention = words_of(pico.intervention),
                                 comparator = words_of(pico.comparator);
  struct Candidate {
    std::size_t evidence = 0, statement = 0;
    double rank = 0;
    double comparator_first = 0;
  };
  std::vector<Candidate> candidates;
  for (std::size_t e = 0; e < evidence.size(); ++e) {
    for (std::size_t s = 0; s < evidence[e].statements.size(); ++s) {
      const StatementReading& statement = evidence[e].statements[s];
      const TermIndex index(statement.words, evidence[e].abbreviations);
      const double named = index.find(outcome).score;
      double rank = 2 * named + 0.5 * index.find(intervention).score + 0.2 * index.find(comparator).score;
      if (statement.place == StatementPlace::results) rank += 0.5;
      if (statement.place == StatementPlace::conclusion) rank += 0.35;
      if (statement.place == StatementPlace::background || statement.place == StatementPlace::methods) rank -= 1;
      const Bearing b = bearing_of(statement);
      if (b.up + b.down + b.good + b.bad + b.null > 0) rank += 0.5;
      if (statement.significant || statement.not_significant) rank += 0.4;
      candidates.push_back({e, s, rank, 0});
      out.relevance = std::max(out.relevance, named);
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.rank > b.rank; });
  const bool less = less_is_better(outcome);
  double up = 0, down = 0, none = 0;
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < std::min(most, candidates.size()); ++i) {
    const EvidenceReading& source = evidence[candidates[i].evidence];
    const StatementReading& statement = source.statements[candidates[i].statement];
    const double weight = i == 0 ? 1 : 0.35 / static_cast<double>(i);
    Bearing b = bearing_of(statement);
    // "lower in the control group": the comparator is the subject of the comparison.
    const auto place_of_word = [&](const std::vector<std::string>& phrase) {
      for (std::size_t w = 0; w < statement.words.size(); ++w) {
        if (std::find(phrase.begin(), phrase.end(), statement.words[w]) != phrase.end() &&
            word_weight(statement.words[w]) >= 1)
          return w;
      }
      return statement.words.size();
    };
    const std::size_t treated = place_of_word(intervention), compared = place_of_word(comparator);
    if (compared < treated) {
      std::swap(b.up, b.down);
      std::swap(b.good, b.bad);
    }
    if (b.says_null() || (statement.not_significant && !statement.significant)) {
      none += weight * (statement.not_significant ? 1.3 : 1);
    } else {
      up += weight * (b.up + (less ? b.bad : b.good));
      down += weight * (b.down + (less ? b.good : b.bad));
    }
    if (statement.significant) out.significance = "significant";
    else if (statement.not_significant && out.significance == "not_stated") out.significance = "not_significant";
    out.rationale.push_back(
        {source.id, statement.span, statement.place == StatementPlace::title, statement.text, "mentions"});
  }
  constexpr double named_at_all = 0.15;
  if (candidates.empty() || out.relevance < named_at_all) {
    out.direction = "not_reported";
    out.verdict = Verdict::not_addressed;
    return out;
  }
  // Nothing said of a difference: results that report none are the commoner case, but it is no finding to build on.
  out.direction = none >= up && none >= down ? "no_difference" : up >= down ? "increased" : "decreased";
  out.verdict = out.direction == "no_difference" ? Verdict::contradicts : Verdict::supports;
  out.score = out.direction == "increased" ? 1 : out.direction == "decreased" ? -1 : 0;
  return out;
}

}  // namespace claimassay
