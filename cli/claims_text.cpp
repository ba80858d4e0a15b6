#include "cli/claims_text.h"

#include <fmt/format.h>

#include "core/text.h"
#include "parser/explain.h"

namespace claimassay {

namespace {

std::string phrases(const std::vector<Phrase>& list) {
  std::string out;
  for (const Phrase& phrase : list) out += (out.empty() ? "" : "; ") + collapse_space(phrase.text);
  return out;
}

/// "LBP intensity = low back pain intensity"
std::string spelled_out(const Claim& claim, std::string_view text) {
  std::string out;
  for (const Cue& cue : claim.cues) {
    if (cue.field != "spelled_out") continue;
    out +=
        (out.empty() ? "" : "; ") + collapse_space(text.substr(cue.span.begin, cue.span.size())) + " = " + cue.pattern;
  }
  return out;
}

/// `"may reduce": active-effect, claim_words.tsv:24`
std::string because(const Explanation& why, std::string_view text) {
  const std::string words = collapse_space(text.substr(why.span.begin, why.span.size()));
  std::string out = fmt::format("\"{}\": {}", printable(shorten(words, 60)), why.pattern);
  if (!why.line.empty()) out += ", " + why.line;
  return out;
}

class Lines {
 public:
  Lines(std::string_view text, const std::vector<Explanation>* why) : text_(text), why_(why) {}

  void line(std::string_view field, const std::string& value) {
    if (value.empty()) return;
    out_ += fmt::format("    {:<13}{}\n", field, printable(value));
    if (!why_) return;
    for (const Explanation& why : *why_) {
      if (why.field == field) out_ += fmt::format("    {:<13}  {}\n", "", because(why, text_));
    }
  }
  std::string take() { return std::move(out_); }

 private:
  std::string_view text_;
  const std::vector<Explanation>* why_;
  std::string out_;
};

std::string text_level(const TextReading& reading, std::string_view text, bool with_reasons) {
  const std::vector<Explanation> why = with_reasons ? explain(reading.cues, text) : std::vector<Explanation>{};
  Lines lines(text, with_reasons ? &why : nullptr);
  lines.line("relation", std::string(word(reading.relation)));
  lines.line("advice", std::string(word(reading.advice)));
  lines.line("certainty", fmt::format("{:g}", reading.certainty));
  lines.line("strength", reading.strength);
  lines.line("direction", reading.direction);
  return "  the text\n" + lines.take();
}

std::string claim_lines(const Claim& claim, std::string_view text, bool with_reasons) {
  const std::vector<Explanation> why = with_reasons ? explain(claim, text) : std::vector<Explanation>{};
  Lines lines(text, with_reasons ? &why : nullptr);
  lines.line("kind", std::string(word(claim.kind)));
  lines.line("intervention", phrases(claim.pico.intervention));
  lines.line("comparator", phrases(claim.pico.comparator));
  lines.line("outcome", phrases(claim.pico.outcome));
  lines.line("population", phrases(claim.pico.population));
  lines.line("spelled out", spelled_out(claim, text));
  lines.line("direction", std::string(word(claim.direction)));
  if (claim.magnitude != Magnitude::not_stated) lines.line("magnitude", std::string(word(claim.magnitude)));
  lines.line("relation", std::string(word(claim.relation)));
  lines.line("certainty", fmt::format("{:g}", claim.certainty));
  if (claim.advice != Advice::none) lines.line("advice", std::string(word(claim.advice)));
  if (claim.negated) lines.line("negated", "yes");
  if (claim.stated_grade) {
    const bool known = claim.stated_grade->grade.has_value();
    lines.line("stated_grade", known ? std::string(word(*claim.stated_grade->grade)) : claim.stated_grade->words.text);
  }
  return fmt::format("  claim: {}\n", printable(collapse_space(claim.text))) + lines.take();
}

}  // namespace

std::string readable_reading(const TextReading& reading, std::string_view text, bool explain) {
  std::string out = printable(collapse_space(text)) + "\n" + text_level(reading, text, explain);
  if (reading.claims.empty()) out += "  no claim\n";
  for (const Claim& claim : reading.claims) out += claim_lines(claim, text, explain);
  return out;
}

}  // namespace claimassay
