#include "grading/support/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace claimassay {

namespace {

constexpr double nearly_all = 0.6;    // [H] of the claim's terms, to speak of the same thing
constexpr double near_enough = 0.55;  // [H] to be the sentence that a figure would stand in

/// +1, -1, or 0 where nothing or both is said.
int side(double more, double less) { return (more > 0) == (less > 0) ? 0 : more > 0 ? 1 : -1; }

struct Sides {
  int amount = 0;  ///< more or less
  int worth = 0;   ///< better or worse
  bool null = false;
  bool plain() const { return amount != 0 || worth != 0; }
};

Sides sides_of(const Bearing& bearing) {
  Sides out{side(bearing.up, bearing.down), side(bearing.good, bearing.bad), bearing.null > 0};
  const bool both_ways = (bearing.up > 0 && bearing.down > 0) || (bearing.good > 0 && bearing.bad > 0);
  if (both_ways) out = {};
  return out;
}

/// "Lower in the control group": who had more is told the other way round.
bool names_comparator(const StatementReading& statement) {
  constexpr std::array<std::string_view, 9> words = {"control", "controls", "placebo", "sham",     "usual",
                                                     "versus",  "vs",       "waiting", "untreated"};
  return std::any_of(statement.words.begin(), statement.words.end(), [&](const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  });
}

bool tells_results(const StatementReading& statement) {
  return statement.place == StatementPlace::results || statement.place == StatementPlace::conclusion ||
         statement.place == StatementPlace::unlabelled;
}

/// "No difference was found", "p = 0.4": a result; "X lacks Y" only sounds like one.
bool looked_and_found_none(const StatementReading& statement) {
  return statement.not_significant || std::any_of(statement.cues.begin(), statement.cues.end(),
                                                  [](const DirectionCue& cue) { return cue.says == "null"; });
}

std::string answer_of(const Sides& claimed, const StatementReading& statement) {
  const Bearing bearing = bearing_of(statement);
  const Sides found = sides_of(bearing);
  if (bearing.unsure > 0 || statement.question) return "";
  if (claimed.null && !claimed.plain()) {
    if (found.null && !found.plain()) return "same";
    return found.plain() && !found.null && statement.significant ? "opposite" : "";
  }
  if (found.null)
    return !found.plain() && bearing.says_null() && looked_and_found_none(statement) ? "no_difference" : "";
  const int amount = claimed.amount * found.amount, worth = claimed.worth * found.worth;
  if (amount + worth > 0) return amount < 0 || worth < 0 ? "" : "same";
  if (amount + worth == 0 || names_comparator(statement) || statement.negated) return "";
  return "opposite";
}

std::string figure(const StatedNumber& number) { return fmt::format("{}{}", number.value, number.percent ? " %" : ""); }

void read_figures(const std::vector<EvidenceReading>& evidence, const SupportFeatures& features,
                  SupportJudgement& out) {
  constexpr double often_in_words = 20;  // "nine trials" stands for 9
  for (const StatedNumber& number : features.missing) {
    const bool may_be_spelled =
        !number.percent && number.value <= often_in_words && number.value == std::floor(number.value);
    if (!may_be_spelled) out.missing.push_back(figure(number));
  }
  const bool percent = std::any_of(features.missing.begin(), features.missing.end(),
                                   [](const StatedNumber& number) { return number.percent; });
  if (!percent) return;
  for (const StatementMatch& match : features.best) {
    const StatementReading& statement = evidence[match.evidence].statements[match.statement];
    if (match.coverage < near_enough || !tells_results(statement)) continue;
    for (const StatedNumber& number : statement.numbers) {
      const bool level = number.value == 90 || number.value == 95 || number.value == 99;  // of an interval
      if (number.percent && !level) out.instead += (out.instead.empty() ? "" : ", ") + figure(number);
    }
    if (!out.instead.empty()) return;
  }
}

}  // namespace

void read_answer(const EvidenceReading& claim, const std::vector<EvidenceReading>& evidence,
                 const SupportFeatures& features, SupportJudgement& out) {
  if (features[SupportFeature::question] > 0) return;
  read_figures(evidence, features, out);
  const Sides claimed = sides_of(bearing_of(claim));
  if (!claimed.plain() && !claimed.null) return;
  if (claimed.plain() && claimed.null) return;
  for (const StatementMatch& match : features.best) {
    const EvidenceReading& source = evidence[match.evidence];
    const StatementReading& statement = source.statements[match.statement];
    if (match.coverage < nearly_all || !tells_results(statement)) continue;
    const std::string said = answer_of(claimed, statement);
    if (said.empty() || (!out.answer.empty() && said != "same")) continue;
    out.answer = said;
    out.answered_by =
        SupportRationale{source.id, statement.span, false, statement.text, said == "same" ? "supports" : "contradicts"};
  }
}

}  // namespace claimassay
