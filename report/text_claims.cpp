// Claims with their grades, in the order and words in which a reviewer argues: what was claimed, how sure the evidence makes
// us, step by step with the words each step rests on and the rule that took it, and what would change the answer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/spaced.h"
#include "core/text.h"
#include "report/text_parts.h"

namespace claimassay {

namespace {

std::string in_capitals(std::string_view word) {
  std::string out = spaced(word);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

struct Verdict {
  std::string label;
  Ink ink;
};

Verdict verdict_of(const ArticleAppraisal& appraisal, const AppraisedClaim& claim) {
  std::optional<Severity> worst;
  for (std::size_t index : claim.findings) {
    const Severity severity = appraisal.findings[index].severity;
    if (severity != Severity::info && (!worst || severity > *worst)) worst = severity;
  }
  if (worst) {
    return {"NEEDS FIX (" + std::string(word(*worst)) + ")", *worst >= Severity::major ? Ink::red : Ink::yellow};
  }
  if (!claim.assessment) return {"NOT CHECKED", Ink::yellow};
  if (claim.assessment->certainty == Certainty::not_gradable) return {"CANNOT JUDGE", Ink::yellow};
  if (!claim.assessment->tasks.empty()) return {"NEEDS A REVIEWER", Ink::yellow};
  if (claim.assessment->certainty == Certainty::not_applicable) return {"no treatment claim", Ink::dim};
  // A grade of the evidence does not say that the source says it.
  const bool confirmed = std::any_of(claim.support.begin(), claim.support.end(), [](const SourceSupport& support) {
    return support.verdict == "supports" || support.verdict == "partly";
  });
  if (!confirmed) return {"NOT CONFIRMED", Ink::yellow};
  return {"ok", Ink::green};
}

/// "The source grades it SORT B": a letter or a level is no certainty.
std::string declared_level(const Assessment& assessment) {
  std::string out = "The source grades it in " + assessment.declared_scheme;
  if (!assessment.declared_level.empty()) out += ": " + assessment.declared_level;
  return out;
}

std::string certainty_line(const Assessment& assessment) {
  if (assessment.certainty == Certainty::not_gradable) {
    return "Not gradable" + (assessment.reason.empty() ? std::string() : ": " + spaced(assessment.reason)) + ".";
  }
  if (assessment.certainty == Certainty::not_applicable) return "Grading of certainty does not apply.";
  std::string out = !assessment.declared                 ? "Estimated certainty: "
                    : assessment.declared_scheme.empty() ? "Certainty as the source declares it: "
                                                         : declared_level(assessment) + "; on the common scale: ";
  out += in_capitals(word(assessment.certainty));
  if (assessment.range_low != assessment.range_high) {
    out += ", range " + spaced(word(assessment.range_low)) + " to " + spaced(word(assessment.range_high));
  }
  if (assessment.consistency != Consistency::unknown) out += "; evidence " + spaced(word(assessment.consistency));
  if (!assessment.declared) out += " (from the records; provisional)";
  return out + ".";
}

/// The same evidence in another scheme, with its place on the common scale.
std::string scheme_line(const Assessment& assessment) {
  std::string out = assessment.framework + ": ";
  if (assessment.certainty == Certainty::not_gradable) {
    return out + "not gradable" + (assessment.reason.empty() ? "" : ": " + spaced(assessment.reason)) + ".";
  }
  if (assessment.certainty == Certainty::not_applicable) return out + "does not apply.";
  if (assessment.level.empty()) return out + spaced(word(assessment.certainty)) + ".";
  out += in_capitals(assessment.level);
  if (assessment.declared) out += ", as the source declares it";
  if (!assessment.level_meaning.empty()) out += ", " + assessment.level_meaning;
  out += "; on the common scale " + spaced(word(assessment.certainty));
  if (assessment.range_low != assessment.range_high) {
    out += ", range " + spaced(word(assessment.range_low)) + " to " + spaced(word(assessment.range_high));
  }
  return out + ". (No finding rests on it.)";
}

/// What stands before a step: what it adds or takes, "?" for a domain that nobody could judge; a remark on the body (its
/// consistency, a source left out) moves nothing.
std::string step_sign(const Judgement& judgement) {
  if (judgement.domain == "start" || judgement.domain == "cap") return judgement.domain;
  if (!from_word<Domain>(judgement.domain)) return "note";
  if (judgement.rating == Rating::unknown) return "?";
  if (judgement.step == 0) return "0";
  return fmt::format("{:+g}", judgement.step);
}

/// The words of a record where there are any: the reader has the claim's own before him.
std::string first_quote(const Judgement& judgement) {
  const Quote* best = nullptr;
  for (const Fact& fact : judgement.facts) {
    for (const Quote& quote : fact.quotes) {
      if (!quote.text.empty() && (!best || (best->source == "claim" && quote.source != "claim"))) best = &quote;
    }
  }
  return best ? " \"" + shorten(best->text, 100) + "\"" : "";
}

void write_steps(Page& page, const Assessment& assessment) {
  for (const Judgement& judgement : assessment.judgements) {
    const bool of_domain = judgement.domain != "start" && judgement.domain != "cap";
    const std::string domain = judgement.called.empty() ? spaced(judgement.domain) : judgement.called;
    std::string line = of_domain ? domain + ": " : "";
    if (judgement.domain == "start") {
      line = (assessment.start_level.empty() ? spaced(word(assessment.start)) : assessment.start_level) + ": ";
    }
    line += judgement.because + first_quote(judgement);
    if (!judgement.rule.empty()) line += " [" + judgement.rule + "]";
    const Ink ink = judgement.step < 0 ? Ink::yellow : judgement.step > 0 ? Ink::green : Ink::dim;
    page.labelled(step_sign(judgement), ink, line, 4, 11);
  }
}

/// The wording that each certainty carries, as GRADE's guidance on plain statements has it.
std::string wording_line(const AppraisedClaim& claim) {
  constexpr std::string_view reads_as[] = {"no statement", "uncertain",   "possible",
                                           "probable",     "unqualified", "beyond doubt"};
  const double sounds = std::clamp(claim.claim.certainty, 0.0, 5.0);
  std::string out =
      fmt::format("Wording: reads as {} ({:g}); ", reads_as[static_cast<std::size_t>(std::lround(sounds))], sounds);
  switch (claim.assessment->certainty) {
    case Certainty::high: return out + "high certainty carries the bare verb (4).";
    case Certainty::moderate: return out + "moderate certainty carries \"probably\" (3).";
    case Certainty::low: return out + "low certainty carries \"may\" (2).";
    case Certainty::very_low: return out + "very low certainty carries \"it is uncertain whether\" (1).";
    case Certainty::insufficient: return out + "insufficient evidence carries \"no studies were found\" (0).";
    default: return "";
  }
}

std::string citations_of(const AppraisedClaim& claim) {
  std::string out;
  for (int number : claim.references) out += (out.empty() ? " [" : ", ") + std::to_string(number);
  return out.empty() ? " (no source)" : out + "]" + (claim.claim.citations_carried ? " (of the paragraph)" : "");
}

void write_support(Page& page, const AppraisedClaim& claim) {
  for (const SourceSupport& support : claim.support) {
    // The reason carries the verdict in words that promise no more than was read.
    std::string line = support.verdict.empty() ? "not checked" : "";
    if (!support.because.empty()) line += (line.empty() ? "" : ": ") + support.because;
    const bool nearest = !support.rationale.empty() && support.verdict != "off_topic";
    if (nearest) line += " \"" + shorten(support.rationale.front().text, 140) + "\"";
    page.labelled("[" + std::to_string(support.reference) + "]", Ink::strong, line, 4, 11);
  }
}

void write_claim(Page& page, const ArticleAppraisal& appraisal, const AppraisedClaim& claim, std::size_t ordinal,
                 const LineIndex& lines) {
  const Verdict verdict = verdict_of(appraisal, claim);
  page.labelled(verdict.label, verdict.ink,
                fmt::format("claim {} at {}: \"{}\"{}", ordinal, place_of(lines, claim.claim.span),
                            shorten(claim.claim.text, 240), citations_of(claim)),
                2, 8);
  if (claim.assessment) {
    const Assessment& assessment = *claim.assessment;
    page.text(certainty_line(assessment), 4, 6);
    write_steps(page, assessment);
    if (const std::string wording = wording_line(claim); !wording.empty()) page.text(wording, 4, 6);
  }
  if (claim.assessment && claim.assessment->phrased) write_phrased(page, *claim.assessment->phrased, 4);
  if (claim.in_scheme) {
    page.text(scheme_line(*claim.in_scheme), 4, 6);
    write_steps(page, *claim.in_scheme);
  }
  write_support(page, claim);
  std::string codes;
  for (std::size_t index : claim.findings) {
    const Finding& finding = appraisal.findings[index];
    codes += (codes.empty() ? "" : ", ") + finding.code;
    if (!finding.suggestion.empty() && !finding.claim_key.empty()) page.text("Suggest: " + finding.suggestion, 4, 13);
  }
  if (!codes.empty()) page.text("Findings: " + codes + ".", 4, 6);
  if (!claim.assessment) return;
  std::string changes;
  for (const std::string& change : claim.assessment->would_change) changes += (changes.empty() ? "" : "; ") + change;
  if (!changes.empty()) page.text("Would change: " + changes + ".", 4, 6);
  for (const ReviewTask& task : claim.assessment->tasks)
    page.text("Reviewer: " + task.code + ": " + task.because, 4, 6);
}

}  // namespace

void write_phrased(Page& page, const Phrased& phrased, std::size_t indent) {
  std::string line = phrased.audience == Audience::patient ? "For patients:" : "For clinicians:";
  if (!phrased.statement.empty()) line += " " + phrased.statement;
  for (const std::string& reason : phrased.explanation) line += " " + reason;
  page.text(line, indent, indent + 2);
}

void write_claims(Page& page, const ArticleAppraisal& appraisal, const LineIndex& lines) {
  if (appraisal.claims.empty()) return;
  page.heading("CLAIMS (" + std::to_string(appraisal.claims.size()) + ")");
  std::size_t ordinal = 0;
  for (const AppraisedClaim& claim : appraisal.claims) {
    if (ordinal > 0) page.blank();
    write_claim(page, appraisal, claim, ++ordinal, lines);
  }
}

}  // namespace claimassay
