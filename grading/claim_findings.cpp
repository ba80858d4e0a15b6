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

/// A reason that is a sentence by itself stands alone; else it follows the rule's title.
std::string sentence(const std::string& title, const std::string& because) {
  const bool whole = !because.empty() && because[0] >= 'A' && because[0] <= 'Z' && because.back() == '.';
  std::string text = whole ? because : because.empty() ? title : title + ": " + because;
  const bool closed = text.ends_with('.') || text.ends_with(".\"");
  if (!text.empty() && !closed) text += '.';
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

/// Everything but where it stands and what it is about.
Raised raise(const rules::Pack& pack, const RuleResult& result, const rules::ActionResult& did) {
  Raised raised;
  Finding& finding = raised.finding;
  finding.code = result.rule->code;
  finding.severity = from_word<Severity>(did.action->word).value_or(Severity::info);
  finding.message = sentence(result.rule->title, did.because);
  finding.why = result.rule->why;
  finding.suggestion = as_sentence(result.suggestion);
  finding.rule = result.rule->id;
  if (result.rule->scope == ScopeKind::source) finding.cited_id = result.scope_id;
  place_in_family(pack.framework, raised);
  return raised;
}

void quote(Finding& finding, const Quote& quote) {
  const bool known = std::any_of(finding.quotes.begin(), finding.quotes.end(), [&](const Quote& q) {
    return q.source == quote.source && q.section == quote.section && q.span == quote.span;
  });
  if (!known) finding.quotes.push_back(quote);
}

Raised raise_on_claim(const rules::Pack& pack, const Claim& claim, const RuleResult& result,
                      const rules::ActionResult& did) {
  Raised raised = raise(pack, result, did);
  Finding& finding = raised.finding;
  finding.span = claim.span;
  for (const Quote& place : did.place) {
    if (place.source == "claim" && !place.span.empty()) finding.span = place.span;
  }
  if (!fits_in_sentence(claim, result.suggestion)) finding.suggestion.clear();
  finding.claim_key = claim.key;
  for (const rules::UsedFact& used : result.facts) {
    for (const Quote& words : used.fact.quotes) quote(finding, words);
  }
  stamp(finding);
  return raised;
}

Raised raise_on_reference(const rules::Pack& pack, const RuleResult& result, const rules::ActionResult& did) {
  Raised raised = raise(pack, result, did);
  for (const Quote& place : did.place) {
    if (place.span.empty()) continue;
    if (raised.finding.span.empty()) raised.finding.span = place.span;
    quote(raised.finding, place);
  }
  stamp(raised.finding);
  return raised;
}

/// One finding per family and subject: the most severe, then the one whose code stands first in the family.
class OnePerFamily {
 public:
  void add(const std::string& subject, Raised raised) {
    const auto key = std::pair(raised.family, subject);
    const auto at = kept_.find(key);
    const auto rank = [](const Raised& r) { return std::pair(-static_cast<int>(r.finding.severity), r.place); };
    if (at == kept_.end()) kept_.emplace(key, std::move(raised));
    else if (rank(raised) < rank(at->second)) at->second = std::move(raised);
  }
  std::vector<Finding> take() {
    std::vector<Finding> findings;
    for (auto& [key, raised] : kept_) findings.push_back(std::move(raised.finding));
    return findings;
  }

 private:
  std::map<std::pair<std::size_t, std::string>, Raised> kept_;
};

template <class Each>
void each_flag(const std::vector<RuleResult>& results, const Each& each) {
  for (const RuleResult& result : results) {
    if (result.verdict != Verdict::fired || result.rule->code.empty()) continue;
    for (const auto& did : result.actions) {
      if (did.action->kind == ActionKind::flag) each(result, did);
    }
  }
}

}  // namespace

std::vector<std::string> folded_codes(const std::vector<RuleResult>& results) {
  const Folding folding = read_folding(results);
  return {folding.gone.begin(), folding.gone.end()};
}

std::vector<Finding> claim_findings(const rules::Pack& pack, const Claim& claim,
                                    const std::vector<RuleResult>& results) {
  const Folding folding = read_folding(results);
  OnePerFamily kept;
  each_flag(results, [&](const RuleResult& result, const rules::ActionResult& did) {
    if (folding.gone.contains(result.rule->code)) return;
    Raised raised = raise_on_claim(pack, claim, result, did);
    raised.finding.severity = softened(raised.finding.severity, raised.finding.code, folding);
    const bool per_source =
        raised.family < pack.framework.families.size() && pack.framework.families[raised.family].per_source;
    kept.add(per_source ? raised.finding.cited_id : std::string(), std::move(raised));
  });
  std::vector<Finding> findings = kept.take();
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  return findings;
}

std::vector<Finding> findings_on_references(const rules::Pack& pack, const std::vector<RuleResult>& results) {
  std::map<std::size_t, OnePerFamily> by_scope;
  each_flag(results, [&](const RuleResult& result, const rules::ActionResult& did) {
    by_scope[result.scope].add("", raise_on_reference(pack, result, did));
  });
  std::vector<Finding> findings;
  for (auto& [scope, kept] : by_scope) {
    for (Finding& finding : kept.take()) findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace claimassay
