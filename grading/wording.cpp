#include "grading/wording.h"

#include <fmt/format.h>

#include <string_view>

#include "core/text.h"

namespace claimassay {

namespace {

std::string listed(const std::vector<Phrase>& phrases) {
  std::string out;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (i) out += i + 1 == phrases.size() ? " and " : ", ";
    out += trim(phrases[i].text);
  }
  return out;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// "Yoga classes" takes "improve", "Arvolin" takes "improves"; a word such as "stress" is not a plural.
bool plural(const std::vector<Phrase>& subjects) {
  if (subjects.size() > 1) return true;
  const std::string_view text = trim(subjects.front().text);
  if (text.find(" and ") != std::string_view::npos) return true;
  const std::string last = lower(text.substr(text.rfind(' ') == std::string_view::npos ? 0 : text.rfind(' ') + 1));
  return last.size() > 3 && last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us") && !last.ends_with("is");
}

struct Verb {
  std::string_view one, many, noun;
};
std::optional<Verb> verb_of(Direction direction) {
  switch (direction) {
    case Direction::improves: return Verb{"improves", "improve", "improvement in"};
    case Direction::worsens: return Verb{"worsens", "worsen", "worsening of"};
    case Direction::increases: return Verb{"increases", "increase", "increase in"};
    case Direction::decreases: return Verb{"reduces", "reduce", "reduction in"};
    default: return std::nullopt;
  }
}

}  // namespace

std::string licensed_words(Certainty certainty) {
  switch (certainty) {
    case Certainty::high: return "the bare verb";
    case Certainty::moderate: return "\"probably\"";
    case Certainty::low: return "\"may\"";
    case Certainty::very_low: return "\"the evidence is very uncertain\"";
    default: return "";
  }
}

std::string suggested_wording(const Claim& claim, const WordingAsked& asked) {
  if (claim.pico.intervention.empty() || claim.pico.outcome.empty()) return "";
  // "No serious harm was seen": turned round it would say something else.
  if (claim.negated && claim.direction != Direction::no_effect) return "";
  const std::string what = listed(claim.pico.intervention), which = listed(claim.pico.outcome);
  if (asked.mixed) return fmt::format("Studies of the effect of {} on {} disagree.", what, which);
  const bool many = plural(claim.pico.intervention);
  const bool nothing = asked.band == "trivial" || claim.direction == Direction::no_effect;
  const auto verb = verb_of(claim.direction);
  if (!nothing && !verb) return "";

  std::string rest;
  if (nothing) {
    rest = "little or no difference to " + which;
  } else if (asked.band == "large") {
    rest = fmt::format("a large {} {}", verb->noun, which);
  }
  const std::string tail = nothing || asked.band != "small" ? "." : " slightly.";
  switch (asked.certainty) {
    case Certainty::high:
    case Certainty::moderate: {
      const std::string hedge = asked.certainty == Certainty::moderate ? "probably " : "";
      const std::string_view act = nothing         ? (many ? "make" : "makes")
                                   : !rest.empty() ? (many ? "lead to" : "leads to")
                                                   : (many ? verb->many : verb->one);
      return capital(fmt::format("{} {}{} {}{}", what, hedge, act, rest.empty() ? which : rest, tail));
    }
    case Certainty::low: {
      const std::string_view act = nothing ? "make" : !rest.empty() ? "lead to" : verb->many;
      return capital(fmt::format("{} may {} {}{}", what, act, rest.empty() ? which : rest, tail));
    }
    case Certainty::very_low:
      return fmt::format("The evidence on the effect of {} on {} is very uncertain.", what, which);
    default: return "";
  }
}

}  // namespace claimassay
