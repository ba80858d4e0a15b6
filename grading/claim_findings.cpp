#include "grading/claim_findings.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "grading/wording.h"

namespace claimassay {

namespace {

using rules::ActionKind;
using rules::RuleResult;
using rules::Verdict;

struct Raised {
  Finding finding;
  std::size_t family = 0;  // place of the family in the framework
  std::size_t place = 0;   // of the code in its family
};

/// What folding rules took away or made milder.
struct Folding {
  std::set<std::string> gone;
  std::map<std::string, int> milder;  // steps
  std::map<std::string, Severity> at_most;
};

Folding read_folding(const std::vector<RuleResult>& results) {
  Folding folding;
  for (const RuleResult& result : results) {
    if (result.verdict != Verdict::fired) continue;
    for (const auto& did : result.actions) {
      for (const std::string& code : did.action->codes) {
        if (did.action->kind == ActionKind::fold || did.action->kind == ActionKind::suppress) folding.gone.insert(code);
        if (did.action->kind != ActionKind::soften) continue;
        const auto limit = from_word<Severity>(did.action->word);
        if (limit) folding.at_most[code] = *limit;
        else ++folding.milder[code];
      }
    }
  }
  return folding;
}

Severity softened(Severity severity, const std::string& code, const Folding& folding) {
  int level = static_cast<int>(severity);
  if (const auto steps = folding.milder.find(code); steps != folding.milder.end())
    level = std::max(0, level - steps->second);
  if (const auto limit = folding.at_most.find(code); limit != folding.at_most.end()) {
    level = std::min(level, static_cast<int>(limit->second));
  }
  return static_cast<Severity>(level);
}

std::string sentence(const std::string& title, const std::string& because) {
  std::string text = because.empty() ? title : title + ": " + because;
  if (!text.empty() && text.back() != '.') text += '.';
  return text;
}

/// "add the source" -> "Add the source."; a sentence stays as it is.
std::string as_sentence(std::string text) {
  if (text.empty()) return text;
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  constexpr std::string_view closing = ".!?\")";
  if (closing.find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

void place_in_family(const rules::Framework& framework, Raised& raised) {
  for (std::size_t f = 0; f < framework.families.size(); ++f) {
    const auto& codes = framework.families[f].codes;
    const auto at = std::find(codes.begin(), codes.end(), raised.finding.code);
    if (at == codes.end()) continue;
    raised.family = f;
    raised.place = static_cast<std::size_t>(at - codes.begin());
    raised.finding.family = framework.families[f].name;
    return;
  }
}

Raised raise(const rules::Pack& pack, const Claim& claim, const RuleResult& result, const rules::ActionResult& did) {
  Raised raised;
  Finding& finding = raised.finding;
  finding.code = result.rule->code;
  finding.severity = from_word<Severity>(did.action->word).value_or(Severity::info);
  finding.span = claim.span;
  for (const Quote& quote : did.place) {
    if (quote.source == "claim" && !quote.span.empty()) finding.span = quote.span;
  }
  finding.message = sentence(result.rule->title, did.because);
  finding.why = result.rule->why;
  if (fits_in_sentence(claim, result.suggestion)) finding.suggestion = as_sentence(result.suggestion);
  finding.rule = result.rule->id;
  finding.claim_key = claim.key;
  if (result.rule->scope == ScopeKind::source) finding.cited_id = result.scope_id;
  for (const rules::UsedFact& used : result.facts) {
    for (const Quote& quote : used.fact.quotes) {
      const bool known = std::any_of(finding.quotes.begin(), finding.quotes.end(), [&](const Quote& q) {
        return q.source == quote.source && q.section == quote.section && q.span == quote.span;
      });
      if (!known) finding.quotes.push_back(quote);
    }
  }
  place_in_family(pack.framework, raised);
  stamp(finding);
  return raised;
}

}  // namespace

std::vector<std::string> folded_codes(const std::vector<RuleResult>& results) {
  const Folding folding = read_folding(results);
  return {folding.gone.begin(), folding.gone.end()};
}

std::vector<Finding> claim_findings(const rules::Pack& pack, const Claim& claim,
                                    const std::vector<RuleResult>& results) {
  const Folding folding = read_folding(results);
  // By family, and by cited source where a family counts per source.
  std::map<std::pair<std::size_t, std::string>, Raised> kept;
  for (const RuleResult& result : results) {
    if (result.verdict != Verdict::fired || result.rule->code.empty() || folding.gone.contains(result.rule->code))
      continue;
    for (const auto& did : result.actions) {
      if (did.action->kind != ActionKind::flag) continue;
      Raised raised = raise(pack, claim, result, did);
      raised.finding.severity = softened(raised.finding.severity, raised.finding.code, folding);
      const bool per_source =
          raised.family < pack.framework.families.size() && pack.framework.families[raised.family].per_source;
      const auto key = std::pair(raised.family, per_source ? raised.finding.cited_id : std::string());
      const auto at = kept.find(key);
      const auto rank = [](const Raised& r) { return std::pair(-static_cast<int>(r.finding.severity), r.place); };
      if (at == kept.end()) kept.emplace(key, std::move(raised));
      else if (rank(raised) < rank(at->second)) at->second = std::move(raised);
    }
  }
  std::vector<Finding> findings;
  for (auto& [key, raised] : kept) findings.push_back(std::move(raised.finding));
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  return findings;
}

}  // namespace claimassay
