#include "grading/support/outcome_direction.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/embedded.h"
#include "core/split.h"
#include "grading/match.h"
#include "grading/support/features.h"

namespace claimassay {

namespace {

constexpr std::size_t looked_at = 3;  // statements; the n-th counts an n-th part of the second
constexpr double half_as_near = 6;    // content words between a word of direction and the outcome that halve its weight
constexpr double where_unnamed = 0.5;      // of a word of direction in a statement that does not name the outcome
constexpr double most_of_one = 2;          // beyond that, more words of one direction say no more
constexpr double named_in_a_result = 0.3;  // [H] of the outcome's words: a result that is about it
constexpr double named_at_all = 0.15;

/// Question (difference, side) -> feature -> weight.
const std::map<std::string, NamedFigures>& weights() {
  static const auto table = [] {
    std::map<std::string, NamedFigures> out;
    for (const std::string_view line : split(embedded_file("data/direction_weights.tsv").value_or(""), "\n")) {
      const auto cells = split(line, "\t");
      if (line.empty() || line[0] == '#' || cells.size() != 3) continue;
      out[std::string(cells[0])][std::string(cells[1])] = std::atof(std::string(cells[2]).c_str());
    }
    return out;
  }();
  return table;
}

double chance(const char* question, const NamedFigures& figures) {
  const auto table = weights().find(question);
  if (table == weights().end()) return 0.5;
  double sum = 0;
  for (const auto& [feature, weight] : table->second) {
    const auto found = figures.find(feature);
    if (feature == "constant") sum += weight;
    else if (found != figures.end()) sum += weight * found->second;
  }
  return 1 / (1 + std::exp(-std::clamp(sum, -30.0, 30.0)));
}

using Words = std::vector<std::string>;

Words words_of(const EvidenceReading& reading) {
  Words out;
  for (const StatementReading& statement : reading.statements)
    out.insert(out.end(), statement.words.begin(), statement.words.end());
  return out;
}

/// Words for which less is better: "fewer deaths" and "improved survival" agree.
bool less_is_better(const Words& words) {
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

struct Asked {
  explicit Asked(const PicoReading& pico)
      : intervention(words_of(pico.intervention)),
        comparator(words_of(pico.comparator)),
        outcome(words_of(pico.outcome)),
        less(less_is_better(outcome)) {}
  Words intervention, comparator, outcome;
  bool less;
};

struct Candidate {
  const EvidenceReading* source = nullptr;
  const StatementReading* statement = nullptr;
  TermIndex words;
  double named = 0;  ///< share of the outcome's words
  double rank = 0;
};

bool is_result(const StatementReading& statement) {
  return statement.place == StatementPlace::results || statement.place == StatementPlace::conclusion ||
         statement.place == StatementPlace::unlabelled;
}

/// "We sought to determine whether", "the primary outcome was": names the outcome without saying how it went.
bool plans(const StatementReading& statement) {
  return !statement.significant && !statement.not_significant &&
         std::any_of(statement.cues.begin(), statement.cues.end(),
                     [](const DirectionCue& cue) { return cue.says == "plan"; });
}

/// All statements, those that speak most of the outcome and its result first.
std::vector<Candidate> candidates(const Asked& asked, const std::vector<EvidenceReading>& evidence) {
  std::vector<Candidate> out;
  for (const EvidenceReading& source : evidence) {
    for (const StatementReading& statement : source.statements) {
      Candidate candidate{&source, &statement, TermIndex(statement.words, source.abbreviations), 0, 0};
      candidate.named = candidate.words.find(asked.outcome).score;
      double rank = 2 * candidate.named + 0.5 * candidate.words.find(asked.intervention).score +
                    0.2 * candidate.words.find(asked.comparator).score;
      if (statement.place == StatementPlace::results) rank += 0.5;
      if (statement.place == StatementPlace::conclusion) rank += 0.35;
      if (statement.place == StatementPlace::background || statement.place == StatementPlace::methods) rank -= 1;
      if (statement.question || plans(statement)) rank -= 1;
      const Bearing b = bearing_of(statement);
      if (b.up + b.down + b.good + b.bad + b.null > 0) rank += 0.5;
      if (statement.significant || statement.not_significant) rank += 0.4;
      candidate.rank = rank;
      out.push_back(std::move(candidate));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.rank > b.rank; });
  return out;
}

/// Where the statement holds words of the phrase, in order; `telling`: only words with content of their own.
std::vector<std::size_t> places(const Candidate& candidate, const Words& phrase, bool telling) {
  Words found;
  for (const TermMatch& term : candidate.words.find(phrase).terms) {
    if (term.credit <= 0 || (telling && term.weight < 1)) continue;
    for (const std::string_view word : split(term.found, " ")) found.emplace_back(word);
  }
  std::vector<std::size_t> out;
  const Words& words = candidate.statement->words;
  for (std::size_t w = 0; w < words.size(); ++w) {
    if (std::find(found.begin(), found.end(), words[w]) != found.end()) out.push_back(w);
  }
  return out;
}

Words without(const Words& words, const Words& others) {
  Words out;
  for (const std::string& word : words) {
    if (std::find(others.begin(), others.end(), word) == others.end()) out.push_back(word);
  }
  return out;
}

/// "Lower in the control group": the comparator is named first, or alone, and is what had less.
bool comparator_first(const Candidate& candidate, const Asked& asked) {
  const auto treated = places(candidate, without(asked.intervention, asked.comparator), true);
  const auto compared = places(candidate, without(asked.comparator, asked.intervention), true);
  return !compared.empty() && (treated.empty() || compared.front() < treated.front());
}

double nearness(const DirectionCue& cue, const std::vector<std::size_t>& outcome) {
  if (outcome.empty()) return where_unnamed;
  std::size_t least = static_cast<std::size_t>(-1);
  for (const std::size_t at : outcome) {
    // A cue stands between two words: the one before it is as near as the one after.
    const std::size_t away = at >= cue.at ? at - cue.at : cue.at - 1 - at;
    least = std::min(least, away);
  }
  return 1 / (1 + static_cast<double>(least) / half_as_near);
}

Bearing bearing_near(const StatementReading& statement, const std::vector<std::size_t>& outcome) {
  StatementReading weighed;
  for (DirectionCue cue : statement.cues) {
    // "Reduction in seizures was more frequent": what is part of the outcome's name says nothing of which way it went.
    const bool names = cue.says != "null" && std::find(outcome.begin(), outcome.end(), cue.at) != outcome.end();
    if (names) continue;
    cue.weight *= nearness(cue, outcome);
    weighed.cues.push_back(std::move(cue));
  }
  return bearing_of(weighed);
}

DirectionFeatures features_of(const std::vector<Candidate>& candidates, const Asked& asked) {
  DirectionFeatures out;
  for (std::size_t i = 0; i < std::min(looked_at, candidates.size()); ++i) {
    const StatementReading& statement = *candidates[i].statement;
    const double share = i == 0 ? 1 : 1 / static_cast<double>(i);
    const std::string_view which = i == 0 ? "first_" : "later_";
    const auto add = [&](NamedFigures& figures, std::string_view name, double value) {
      std::string feature(which);
      figures[feature.append(name)] += share * value;
    };
    const Bearing b = bearing_near(statement, places(candidates[i], asked.outcome, false));
    add(out.difference, "null", b.null);
    add(out.difference, "significant", statement.significant);
    add(out.difference, "not_significant", statement.not_significant);
    add(out.difference, "only_not_significant", statement.not_significant && !statement.significant);
    add(out.difference, "named", candidates[i].named);
    const bool swapped = comparator_first(candidates[i], asked);
    const double more = std::clamp(b.up - b.down, -most_of_one, most_of_one);
    const double better = std::clamp(b.good - b.bad, -most_of_one, most_of_one);
    const double turn = swapped ? -1 : 1;
    add(out.side, "more", turn * more);
    add(out.side, "more_in_comparator", swapped ? more : 0);
    add(out.side, "better", turn * better);
    add(out.side, "more_by_being_better", turn * (asked.less ? -better : better));
  }
  return out;
}

}  // namespace

DirectionFeatures direction_features(const PicoReading& pico, const std::vector<EvidenceReading>& evidence) {
  const Asked asked(pico);
  return features_of(candidates(asked, evidence), asked);
}

SupportJudgement judge_pico(const PicoReading& pico, const std::vector<EvidenceReading>& evidence) {
  SupportJudgement out;
  const Asked asked(pico);
  const std::vector<Candidate> all = candidates(asked, evidence);
  double in_a_result = 0;
  for (const Candidate& candidate : all) {
    out.relevance = std::max(out.relevance, candidate.named);
    if (is_result(*candidate.statement) && !plans(*candidate.statement))
      in_a_result = std::max(in_a_result, candidate.named);
  }
  for (std::size_t i = 0; i < std::min(looked_at, all.size()); ++i) {
    const StatementReading& statement = *all[i].statement;
    if (statement.significant) out.significance = "significant";
    else if (statement.not_significant && out.significance == "not_stated") out.significance = "not_significant";
    out.rationale.push_back(
        {all[i].source->id, statement.span, statement.place == StatementPlace::title, statement.text, "mentions"});
  }
  if (out.relevance < named_at_all) {
    out.direction = "not_reported";
    out.verdict = Verdict::not_addressed;
    return out;
  }
  const DirectionFeatures features = features_of(all, asked);
  const double none = chance("difference", features.difference), rose = chance("side", features.side);
  const DirectionChances c{(1 - none) * rose, (1 - none) * (1 - rose), none};
  if (in_a_result >= named_in_a_result) out.chances = c;
  out.direction = c.no_difference >= c.increased && c.no_difference >= c.decreased ? "no_difference"
                  : c.increased >= c.decreased                                     ? "increased"
                                                                                   : "decreased";
  out.verdict = out.direction == "no_difference" ? Verdict::contradicts : Verdict::supports;
  out.score = out.direction == "increased" ? 1 : out.direction == "decreased" ? -1 : 0;
  return out;
}

}  // namespace claimassay
