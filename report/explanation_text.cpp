// Explanations for the terminal: the grade, then rule by rule in the order in which they ran, each with the facts that decided
// it; then what was asked for and not known; then every fact; and what would have given another grade.
#include <fmt/format.h>

#include "core/spaced.h"
#include "core/text.h"
#include "report/explanation.h"
#include "report/text_parts.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_value = 100;
constexpr std::size_t longest_quote = 120;
constexpr std::size_t most_quotes = 2;

std::string shown(const Fact& fact) {
  const bool text = std::holds_alternative<std::string>(fact.value) && to_text(fact.value).size() > longest_value;
  const std::string value = shorten(to_text(fact.value), longest_value);
  return text ? "\"" + value + "\"" : value;
}

class Explainer {
 public:
  explicit Explainer(Page& page) : page_(page) {}

  void claim(const ClaimExplanation& claim, const LineIndex& lines) {
    page_.heading(fmt::format("CLAIM {} at {}", claim.number, place_of(lines, claim.claim.span)));
    page_.text("\"" + shorten(claim.claim.text, 400) + "\"", 2, 3);
    page_.text("Key " + claim.claim.key + ", read as " + spaced(word(claim.claim.kind)) + ".", 2, 2, Ink::dim);
    if (claim.with_reasons) reasons(claim);
    if (claim.why_not) why_not(*claim.why_not);
    if (!claim.in_scheme) return;
    const GradeExplanation& other = *claim.in_scheme;
    if (claim.with_reasons || other.why_not) page_.heading("IN " + other.assessment.framework);
    if (claim.with_reasons) {
      grade(other.assessment);
      all_rules(other.rules);
      page_.heading("Facts");
      scope(other.facts, 2);
    }
    if (other.why_not) why_not(*other.why_not);
  }

 private:
  void reasons(const ClaimExplanation& claim) {
    grade(claim.assessment);
    sources(claim);
    all_rules(claim.rules);
    findings(claim.findings);
    page_.heading("Facts");
    scope(claim.facts, 2);
  }

  void all_rules(const std::vector<RuleOutcome>& outcomes) {
    rules(outcomes, RuleVerdict::acted, "Rules that acted");
    rules(outcomes, RuleVerdict::kept_silent, "Rules that an exception kept silent");
    rules(outcomes, RuleVerdict::undecided, "Rules that could not be decided");
  }

  void grade(const Assessment& assessment) {
    if (!assessment.level.empty())
      page_.text("Level: " + assessment.level + ", " + assessment.level_meaning + ".", 2, 4, Ink::strong);
    std::string line = "Certainty: " + spaced(word(assessment.certainty));
    if (assessment.range_low != assessment.range_high)
      line += ", range " + spaced(word(assessment.range_low)) + " to " + spaced(word(assessment.range_high));
    if (assessment.declared) line += ", declared by the source";
    if (!assessment.declared_scheme.empty()) line += " as " + assessment.declared_scheme;
    if (!assessment.declared_level.empty()) line += " " + assessment.declared_level;
    if (!assessment.reason.empty()) line += ", because of " + assessment.reason;
    page_.text(line + ".", 2, 4, Ink::strong);
    std::string sum = "Start " + spaced(word(assessment.start));
    for (const DomainTotal& total : assessment.domains) {
      const std::string step = total.rating == Rating::unknown          ? "?"
                               : total.rating == Rating::not_applicable ? "not applicable"
                               : total.step == 0                        ? "0"
                                                                        : fmt::format("{:+g}", total.step);
      if (total.rating != Rating::not_applicable) sum += "; " + spaced(word(total.domain)) + " " + step;
    }
    if (!assessment.domains.empty()) page_.text(sum + ".", 2, 4);
    if (assessment.phrased) write_phrased(page_, *assessment.phrased, 2);
    page_.text("Consistency: " + spaced(word(assessment.consistency)) + ". " + assessment.pack + " " +
                   assessment.pack_hash + ".",
               2, 4, Ink::dim);
  }

  void sources(const ClaimExplanation& claim) {
    if (claim.references.empty()) return;
    page_.heading("Sources");
    for (const SourceSupport& support : claim.support) {
      page_.labelled("[" + std::to_string(support.reference) + "]", Ink::strong,
                     (support.verdict.empty() ? "not checked" : spaced(support.verdict)) +
                         (support.because.empty() ? "" : ": " + support.because),
                     2, 8);
      for (std::size_t i = 0; i < support.rationale.size() && i < most_quotes; ++i)
        page_.text("\"" + shorten(support.rationale[i].text, longest_quote) + "\"", 8, 9, Ink::dim);
    }
  }

  void rules(const std::vector<RuleOutcome>& all, RuleVerdict verdict, std::string_view heading) {
    bool first = true;
    for (const RuleOutcome& rule : all) {
      if (rule.verdict != verdict) continue;
      if (first) page_.heading(heading);
      first = false;
      const bool of_source = rule.scope == ScopeKind::source || rule.scope == ScopeKind::estimate;
      page_.labelled(rule.phase, Ink::dim,
                     rule.rule + ": " + rule.title + (of_source ? " (" + rule.in + ")" : std::string()), 2, 12);
      for (const RuleOutcome::Done& done : rule.actions)
        page_.text("-> " + done.action + (done.because.empty() ? "" : ": " + done.because), 12, 15, Ink::strong);
      if (!rule.exception.empty()) page_.text("kept silent by: " + rule.exception, 12, 14, Ink::yellow);
      for (const UsedFact& used : rule.facts) fact(used.fact, used.in, 12);
      for (const UsedFact& used : rule.missing)
        page_.text(used.fact.name + " is not known: " + used.fact.why_unknown, 12, 14, Ink::yellow);
      std::string sources;
      for (const std::string& source : rule.sources) sources += (sources.empty() ? "" : "; ") + source;
      if (!sources.empty()) page_.text("source: " + sources, 12, 14, Ink::dim);
    }
  }

  void fact(const Fact& fact, const std::string& in, std::size_t indent) {
    std::string line = fact.name + " = " + shown(fact) + " (" + std::string(word(fact.origin));
    if (fact.name.starts_with("source.") && !in.empty()) line += ", " + in;
    page_.text(line + ")", indent, indent + 2);
    for (std::size_t i = 0; i < fact.quotes.size() && i < most_quotes; ++i) {
      const Quote& quote = fact.quotes[i];
      if (quote.text.empty() || quote.text == to_text(fact.value)) continue;
      page_.text(quote.source + ": \"" + shorten(quote.text, longest_quote) + "\"", indent + 2, indent + 3, Ink::dim);
    }
  }

  void findings(const std::vector<Finding>& findings) {
    if (findings.empty()) return;
    page_.heading("Findings");
    for (const Finding& finding : findings) {
      page_.labelled(word(finding.severity), Ink::yellow,
                     finding.code + ": " + finding.message + " [" + finding.rule + "]", 2, 12);
      if (!finding.suggestion.empty()) page_.text("Do: " + finding.suggestion, 12, 16);
    }
  }

  void scope(const Scope& scope, std::size_t indent) {
    page_.text(std::string(word(scope.kind)) + (scope.id.empty() ? "" : " " + scope.id), indent, indent + 2,
               Ink::strong);
    for (const Fact& one : scope.facts) {
      // A fact that something more trusted outranks is not what the rules saw.
      if (scope.find(one.name) != &one) continue;
      std::string line = one.name + " = " + shown(one);
      line += one.known() ? " (" + std::string(word(one.origin)) + ")"
                          : (one.why_unknown.empty() ? "" : " (" + one.why_unknown + ")");
      page_.text(line, indent + 2, indent + 4, one.known() ? Ink::plain : Ink::dim);
    }
    for (const Scope& inner : scope.inside) this->scope(inner, indent + 2);
  }

  void why_not(const WhyNot& why) {
    const std::string wanted = why.wanted_level.empty() ? spaced(word(why.wanted)) : why.wanted_level;
    const std::string found = why.found_level.empty() ? spaced(word(why.found)) : why.found_level;
    page_.heading("Why not " + wanted + "?");
    const std::string tried = "; " + counted(why.tried, "set") + " of facts graded";
    if (why.ways.empty()) {
      page_.text("It is " + found + ": " + why.because + (why.tried ? tried : "") + ".", 2, 4);
      return;
    }
    page_.text("It is " + found + ". The fewest facts that would have given " + wanted +
                   (why.complete ? "" : " (of those that were tried)") + ": " +
                   std::to_string(why.ways.front().facts.size()) + (why.more_ways ? "; in more ways than these" : "") +
                   ".",
               2, 4);
    std::size_t number = 0;
    for (const FactChanges& way : why.ways) {
      const std::string label = why.ways.size() > 1 ? fmt::format("({})", ++number) : "-";
      bool first = true;
      for (const FactChange& change : way.facts) {
        const bool known = !std::holds_alternative<Unknown>(change.now);
        std::string line = change.fact + (change.in.empty() ? "" : " of " + change.in) + ": " + change.wanted;
        line += known ? " (now " + shorten(to_text(change.now), longest_value) + ", " +
                            std::string(word(change.origin)) + ")"
                      : " (now not known)";
        page_.labelled(first ? label : "", Ink::strong, line, 2, 6);
        first = false;
      }
      for (const RuleChange& rule : way.rules)
        page_.text((rule.lifted ? "no longer: " : "now: ") + rule.action + " [" + rule.rule + "] " + rule.title, 8, 10,
                   Ink::dim);
    }
  }

  Page& page_;
};

}  // namespace

std::string write_explanations(const ArticleAppraisal& appraisal, const std::vector<ClaimExplanation>& claims,
                               const ReportOptions& options) {
  Page page(options);
  const LineIndex lines(appraisal.article.source());
  Explainer explainer(page);
  for (const ClaimExplanation& claim : claims) explainer.claim(claim, lines);
  page.blank();
  page.text(appraisal.engine + ", " + appraisal.pack + " " + appraisal.pack_hash + ", as of " +
                appraisal.coverage.as_of + ".",
            0, 0, Ink::dim);
  return page.take();
}

}  // namespace claimassay
