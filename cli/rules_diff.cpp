// claimassay rules diff OLD NEW CORPUS...: which rules changed, and every grade and finding that comes out differently.
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "audit/appraise_claim.h"
#include "audit/compare_grades.h"
#include "audit/grade_claims.h"
#include "cli/grade_input.h"
#include "cli/open_store.h"
#include "cli/rules.h"
#include "cli/rules_corpus.h"
#include "core/engine.h"
#include "core/text.h"
#include "rules/compare.h"

namespace claimassay {

namespace {

/// A pack as OLD or NEW names it: "embedded", the name of a pack, or a folder as --rules takes it.
std::shared_ptr<const rules::Pack> pack_called(const std::string& name, const RulesOptions& options,
                                               const GlobalOptions& global) {
  Diagnostics diagnostics;
  const std::string in_use = options.pack.empty() ? "editorial" : options.pack;
  const bool folder = std::filesystem::is_directory(name);
  const bool in_program = name == "embedded";
  auto pack = shared_pack(folder || in_program ? in_use : name, folder ? name : "", global.as_of, diagnostics);
  std::fputs(draw(diagnostics).c_str(), stderr);
  return pack;
}

struct AlteredPlace {
  std::string file;
  std::string what;  ///< "claim 3", "references", "input 12"
  std::string id;    ///< the claim's key, the input's id as JSON
  std::string text;
  Altered altered;
};

class Comparison {
 public:
  Comparison(const rules::Pack& before, const rules::Pack& after, const GlobalOptions& global)
      : before_(before), after_(after), global_(global) {}

  void inputs(const std::string& path, Diagnostics& diagnostics) {
    std::size_t number = 0;
    const auto take = [&](const GradeInput& input, const std::string&, const std::string& id) {
      ++number;
      ++inputs_;
      const GradedStatement was = input.grade(before_), is = input.grade(after_);
      Altered altered;
      compare_grades(was.graded.assessment, is.graded.assessment, altered);
      compare_findings(was.findings, is.findings, altered);
      keep({path, fmt::format("input {}", number), id, input.text(), std::move(altered)});
    };
    for_each_grade_input(path, global_.as_of, take, diagnostics);
  }

  void article(const RuleCorpus::Article& article, const EvidenceSource* store, Diagnostics& diagnostics) {
    CheckOptions old_options, new_options;
    old_options.as_of = new_options.as_of = global_.as_of;
    old_options.given_pack = &before_;
    new_options.given_pack = &after_;
    const auto both = check_in_corpus(article, store, {old_options, new_options}, diagnostics);
    if (!both[0] || !both[1]) {
      ++unreadable_;
      return;
    }
    ++articles_;
    const ArticleAppraisal &was = *both[0], &is = *both[1];
    const auto was_found = by_claim(was), is_found = by_claim(is);
    // Reading the claims needs no rules, so that they are the same ones.
    for (std::size_t i = 0; i < was.claims.size(); ++i) {
      ++claims_;
      const AppraisedClaim &a = was.claims[i], &b = is.claims[i];
      Altered altered;
      if (a.assessment && b.assessment) compare_grades(*a.assessment, *b.assessment, altered);
      compare_findings(of(was_found, a.claim.key), of(is_found, b.claim.key), altered);
      keep({article.path, fmt::format("claim {}", i + 1), a.claim.key, a.claim.text, std::move(altered)});
    }
    Altered altered;
    compare_findings(of(was_found, ""), of(is_found, ""), altered);
    keep({article.path, "references", "", "", std::move(altered)});
  }

  const std::vector<AlteredPlace>& places() const { return places_; }
  std::size_t articles() const { return articles_; }
  std::size_t claims() const { return claims_; }
  std::size_t inputs() const { return inputs_; }
  std::size_t unreadable() const { return unreadable_; }

 private:
  using ByClaim = std::map<std::string, std::vector<Finding>>;
  static ByClaim by_claim(const ArticleAppraisal& appraisal) {
    ByClaim out;
    for (const Finding& finding : appraisal.findings) out[finding.claim_key].push_back(finding);
    return out;
  }
  static std::vector<Finding> of(const ByClaim& all, const std::string& key) {
    const auto found = all.find(key);
    return found == all.end() ? std::vector<Finding>{} : found->second;
  }
  void keep(AlteredPlace place) {
    if (!place.altered.empty()) places_.push_back(std::move(place));
  }

  const rules::Pack &before_, &after_;
  const GlobalOptions& global_;
  std::vector<AlteredPlace> places_;
  std::size_t articles_ = 0, claims_ = 0, inputs_ = 0, unreadable_ = 0;
};

std::string in_words(const Finding& finding) {
  return fmt::format("{} {}: {} [{}]", word(finding.severity), finding.code, finding.message, finding.rule);
}

void print_rules(const rules::PackDifference& rules) {
  fmt::print("Declarations: {} added, {} removed, {} changed\n", rules.added.size(), rules.removed.size(),
             rules.changed.size());
  for (const std::string& name : rules.added) fmt::print("  + {}\n", name);
  for (const std::string& name : rules.removed) fmt::print("  - {}\n", name);
  for (const std::string& name : rules.changed) fmt::print("  ~ {}\n", name);
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

void print_place(const AlteredPlace& place) {
  fmt::print("\n{}, {}{}\n", place.file, place.what, place.id.empty() ? "" : " (" + place.id + ")");
  if (!place.text.empty()) fmt::print("  \"{}\"\n", printable(shorten(place.text, 160)));
  for (const GradeChange& change : place.altered.grades)
    fmt::print("  {}: {} -> {}\n", change.what, change.before.empty() ? "none" : change.before,
               change.after.empty() ? "none" : change.after);
  if (!place.altered.rules_no_more.empty()) fmt::print("  no longer: {}\n", listed(place.altered.rules_no_more));
  if (!place.altered.rules_now.empty()) fmt::print("  now: {}\n", listed(place.altered.rules_now));
  for (const FindingChange& change : place.altered.findings) {
    const bool gone = change.kind != FindingChange::Kind::raised, raised = change.kind != FindingChange::Kind::gone;
    if (gone) fmt::print("  - {}\n", printable(in_words(change.before)));
    if (raised) fmt::print("  + {}\n", printable(in_words(change.after)));
    if (gone && raised && change.before.suggestion != change.after.suggestion)
      fmt::print("    suggestion: {} -> {}\n", printable(change.before.suggestion), printable(change.after.suggestion));
  }
}

void write_pack(JsonWriter& json, const char* key, const std::string& given, const rules::Pack& pack) {
  json.key(key).begin_object().field("given", given).field("pack", pack.name()).field("pack_hash", pack.hash);
  json.end_object();
}

void write_finding(JsonWriter& json, const char* key, const Finding& finding) {
  json.key(key).begin_object().field("code", finding.code).field("severity", word(finding.severity));
  json.field("message", finding.message).field("suggestion", finding.suggestion).field("rule", finding.rule);
  json.field("cited", finding.cited_id).end_object();
}

void print_json(const RulesOptions& options, const rules::Pack& before, const rules::Pack& after,
                const rules::PackDifference& rules, const Comparison& comparison) {
  JsonWriter json;
  json.begin_object();
  write_pack(json, "old", options.old_rules, before);
  write_pack(json, "new", options.new_rules, after);
  json.field("added", rules.added).field("removed", rules.removed).field("changed", rules.changed);
  json.field("articles", comparison.articles()).field("claims", comparison.claims());
  json.field("inputs", comparison.inputs()).field("unreadable", comparison.unreadable()).key("altered").begin_array();
  for (const AlteredPlace& place : comparison.places()) {
    json.begin_object().field("file", place.file).field("what", place.what);
    json.field("id", place.id).field("text", place.text).key("grades").begin_array();
    for (const GradeChange& change : place.altered.grades) {
      json.begin_object().field("what", change.what).field("old", change.before).field("new", change.after);
      json.end_object();
    }
    json.end_array().field("rules_no_more", place.altered.rules_no_more).field("rules_now", place.altered.rules_now);
    json.key("findings").begin_array();
    for (const FindingChange& change : place.altered.findings) {
      json.begin_object();
      if (change.kind != FindingChange::Kind::raised) write_finding(json, "old", change.before);
      if (change.kind != FindingChange::Kind::gone) write_finding(json, "new", change.after);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().field("engine", engine_name()).end_object();
  fmt::print("{}\n", json.take());
}

}  // namespace

int run_rules_diff(const RulesOptions& options, const GlobalOptions& global) {
  const auto before = pack_called(options.old_rules, options, global);
  const auto after = pack_called(options.new_rules, options, global);
  if (!before || !after) return bad_input;
  Diagnostics diagnostics;
  const RuleCorpus corpus = find_rule_corpus(options.paths, diagnostics);
  if (diagnostics.has_errors()) return explain(diagnostics);
  const bool has_articles = !corpus.articles.empty();
  EvidenceAccess evidence;
  if (has_articles) evidence = read_evidence(global);
  if (evidence.stop()) return evidence.exit;

  Comparison comparison(*before, *after, global);
  for (const RuleCorpus::Article& article : corpus.articles)
    comparison.article(article, evidence.store.get(), diagnostics);
  for (const std::string& path : corpus.inputs) comparison.inputs(path, diagnostics);
  std::fputs(draw(diagnostics).c_str(), stderr);

  const rules::PackDifference rules = rules::difference(*before, *after);
  if (options.format == "json") {
    print_json(options, *before, *after, rules, comparison);
  } else {
    fmt::print("Old: {}, {} {}\nNew: {}, {} {}\n", options.old_rules, before->name(), before->hash, options.new_rules,
               after->name(), after->hash);
    print_rules(rules);
    fmt::print("Altered: {}, of {} claims and the references of {} articles, and of {} inputs\n",
               comparison.places().size(), comparison.claims(), comparison.articles(), comparison.inputs());
    for (const AlteredPlace& place : comparison.places()) print_place(place);
  }
  if (!comparison.places().empty()) return has_findings;
  if (diagnostics.has_errors() || comparison.unreadable() > 0) return not_checked;
  return checked;
}

}  // namespace claimassay
