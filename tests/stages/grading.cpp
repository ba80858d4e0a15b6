// Stage grading: input.json is a line of the filter `grade`, with "rules" and "audience" for its options. expect.verdict is typed by hand and holds what a methodologist
// says of the case: only the keys that it has are compared, and it is never written by BLESS. expect.explanation is the whole
// tree of reasons as a golden.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "audit/appraise_claim.h"
#include "rules/pack.h"
#include "tests/stages/record_json.h"
#include "tests/stages/stages.h"
#include "tests/stages/verdict_list.h"

namespace claimassay::test {

namespace {

using nlohmann::json;

/// A pack by its name, loaded once; the cases of a stage may run side by side.
const rules::Pack& pack_of(const std::string& name) {
  static std::mutex guard;
  static std::map<std::string, rules::Pack> loaded;
  const std::lock_guard lock(guard);
  const auto known = loaded.find(name);
  if (known != loaded.end()) return known->second;
  Diagnostics diagnostics;
  auto pack = rules::load_pack(name, "", "2026-01-01", diagnostics);
  if (!pack) throw CaseFailure("the rule pack does not load:\n" + draw(diagnostics));
  return loaded.emplace(name, *std::move(pack)).first->second;
}

std::optional<double> number_of(const json& object, const char* name) {
  return object.contains(name) ? std::optional(object[name].get<double>()) : std::nullopt;
}

EffectEstimate read_effect(const json& object) {
  EffectEstimate effect;
  effect.measure = object.value("measure", "");
  effect.value = number_of(object, "value");
  effect.ci_low = number_of(object, "ci_low");
  effect.ci_high = number_of(object, "ci_high");
  return effect;
}

Pico read_pico(const json& object) {
  Pico pico;
  const auto add = [&](const char* name, std::vector<Phrase>& phrases) {
    if (object.contains(name)) phrases.push_back({object[name].get<std::string>(), {}});
  };
  add("population", pico.population);
  add("intervention", pico.intervention);
  add("comparator", pico.comparator);
  add("outcome", pico.outcome);
  return pico;
}

GradedStatement grade_case(const json& line) {
  StatementToGrade statement;
  statement.text = line.value("claim", line.value("question", ""));
  statement.question = !line.contains("claim") && line.contains("question");
  statement.lead = line.value("lead", false);
  statement.as_of = line.value("as_of", "2024-01-01");
  if (line.contains("pico")) statement.pico = read_pico(line["pico"]);
  statement.audience = from_word<Audience>(line.value("audience", ""));
  std::vector<ResolvedReference> references;
  std::vector<std::string> ids;
  for (const json& source : line.value("sources", json::array())) {
    const int number = static_cast<int>(references.size()) + 1;
    ids.push_back(source.value("id", ""));
    const auto resolution = from_word<Resolution>(source.value("resolution", "found"));
    if (resolution == Resolution::found) {
      references.push_back(given_reference(number, record_of_json(source), source.value("reference_title", "")));
      continue;
    }
    ResolvedReference missing;
    missing.number = number;
    missing.resolution = resolution.value();
    missing.because = source.value("text", "");
    references.push_back(std::move(missing));
  }
  GivenFacts given;
  const json facts = line.value("facts", json::object());
  for (const auto& [name, value] : facts.items()) {
    if (name == "body.effect") {
      given.effect = read_effect(value);
      continue;
    }
    if (name == "body.arms") {
      for (const json& arm : value) {
        given.arms.emplace_back();
        given.arms.back().name = arm.value("name", "");
        given.arms.back().n = number_of(arm, "n");
        given.arms.back().events = number_of(arm, "events");
      }
      continue;
    }
    Fact fact{name, Unknown{}, "", FactOrigin::given, {}};
    if (value.is_number()) fact.value = value.get<double>();
    if (value.is_boolean()) fact.value = value.get<bool>();
    if (value.is_string() && value != "unknown") fact.value = value.get<std::string>();
    if (value.is_array()) fact.value = value.get<std::vector<std::string>>();
    given.facts.push_back(std::move(fact));
  }
  return grade_statement(pack_of(line.value("rules", "editorial")), statement, references, ids, given);
}

std::string step(const DomainTotal& total) {
  if (total.rating == Rating::unknown) return "?";
  if (total.rating == Rating::not_applicable) return "na";
  return fmt::format("{}{:.0f}", total.step > 0 ? "+" : "", total.step);
}

/// "SORT B"
std::string declared_as(const Assessment& a) {
  return a.declared_scheme + (a.declared_level.empty() ? "" : " " + a.declared_level);
}

/// What the case says under one key of the verdict; nothing for an unknown key.
std::optional<std::string> found(const GradedStatement& graded, const std::string& key) {
  const Assessment& a = graded.graded.assessment;
  if (key == "certainty") return std::string(word(a.certainty));
  if (key == "range") return fmt::format("{}..{}", word(a.range_low), word(a.range_high));
  if (key == "consistency") return std::string(word(a.consistency));
  if (key == "headline") return a.headline;
  if (key == "direction") return a.direction;
  if (key == "letter") return graded.graded.letter;
  if (key == "start") return std::string(word(a.start));
  if (key == "strength") return graded.graded.strength;
  if (key == "reason") return a.reason;
  if (key == "scheme") return a.framework;
  if (key == "level") return a.level;
  if (key == "letter") return graded.graded.letter;
  if (key == "declared_as") return declared_as(a);
  if (key == "statement") return a.phrased ? a.phrased->statement : "";
  if (key == "mechanistic") return a.mechanistic;
  if (key == "tasks") {
    std::set<std::string> codes;
    for (const ReviewTask& task : a.tasks) codes.insert(task.code);
    return listed(codes);
  }
  if (key == "flags") {
    std::set<std::string> flags;
    for (const Finding& finding : graded.findings)
      flags.insert(fmt::format("{} {}", finding.code, word(finding.severity)));
    return listed(flags);
  }
  if (!from_word<Domain>(key)) return std::nullopt;
  for (const DomainTotal& total : a.domains) {
    if (word(total.domain) == key) return step(total);
  }
  return "not judged";
}

/// Every key that disagrees, in one message, so that a case is mended in one go.
std::string disagreements(const GradedStatement& graded, const std::string& verdict) {
  std::string problems;
  std::istringstream lines(verdict);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) throw CaseFailure("expect.verdict: no 'key: value' in '" + line + "'");
    const std::string key = line.substr(0, colon);
    const bool list = key == "flags" || key == "tasks";
    const std::string wanted = list ? sorted_list(line.substr(colon + 2)) : line.substr(colon + 2);
    const auto got = found(graded, key);
    if (!got) throw CaseFailure("expect.verdict: there is no key '" + key + "'");
    if (*got != wanted)
      problems += fmt::format("{}{}: wanted {}, got {}", problems.empty() ? "" : "\n        ", key, wanted, *got);
  }
  return problems;
}

std::string signed_step(const Judgement& judgement) {
  if (judgement.domain == "start" || judgement.domain == "cap" || !from_word<Domain>(judgement.domain)) return "";
  if (judgement.rating == Rating::unknown) return "?";
  if (judgement.rating == Rating::not_applicable) return "na";
  return fmt::format("{}{:.0f}", judgement.step > 0 ? "+" : "", judgement.step);
}

/// The tree of reasons, each line with its rule and the words it rests on.
std::string explanation(const GradedStatement& graded) {
  const Assessment& a = graded.graded.assessment;
  std::string out = fmt::format("\"{}\"\n", graded.claim.text);
  out += fmt::format("certainty {} ({} to {}), {}{}\n", word(a.certainty), word(a.range_low), word(a.range_high),
                     word(a.consistency), a.declared ? ", declared by the source" : "");
  if (!a.declared_scheme.empty()) out += "declared as " + declared_as(a) + "\n";
  if (!a.level.empty()) out += fmt::format("{} level {}: {}\n", a.framework, a.level, a.level_meaning);
  if (!a.reason.empty()) out += "reason " + a.reason + "\n";
  if (!a.mechanistic.empty()) out += "mechanistic " + a.mechanistic + "\n";
  for (const Judgement& judgement : a.judgements) {
    const std::string what = judgement.domain == "start"
                                 ? "start " + (a.start_level.empty() ? std::string(word(a.start)) : a.start_level)
                             : judgement.called.empty() ? judgement.domain
                                                        : judgement.called;
    out += fmt::format("{:>3} {}: {}  [{}]\n", signed_step(judgement), what, judgement.because, judgement.rule);
    std::set<std::string> quotes;
    for (const Fact& fact : judgement.facts) {
      for (const Quote& quote : fact.quotes)
        quotes.insert(fmt::format("      {} {}: \"{}\"\n", quote.source, quote.section, quote.text));
    }
    for (const std::string& quote : quotes) out += quote;
  }
  for (const DomainTotal& total : a.domains) {
    if (total.rating == Rating::unknown) out += fmt::format("  ? {}: nothing is said\n", word(total.domain));
  }
  for (const Finding& finding : graded.findings) {
    out += fmt::format("{} {}: {}  [{}]\n", word(finding.severity), finding.code, finding.message, finding.rule);
    if (!finding.suggestion.empty()) out += "      suggest: " + finding.suggestion + "\n";
  }
  for (const ReviewTask& task : a.tasks) out += fmt::format("task {}: {}\n", task.code, task.because);
  for (const std::string& change : a.would_change) out += "would change: " + change + "\n";
  if (a.phrased) {
    out += fmt::format("for a {}: {}\n", word(a.phrased->audience), a.phrased->statement);
    for (const std::string& reason : a.phrased->explanation) out += "      " + reason + "\n";
  }
  return out;
}

}  // namespace

CaseOutput run_grading_case(const std::filesystem::path& folder) {
  const GradedStatement graded = grade_case(json::parse(read_case_file(folder / "input.json")));
  const std::string verdict = read_case_file(folder / "expect.verdict");
  const std::string problems = disagreements(graded, verdict);
  if (!problems.empty()) throw CaseFailure(problems);
  return {{"expect.verdict", verdict}, {"expect.explanation", explanation(graded)}};
}

}  // namespace claimassay::test
