// Stage audit: a short article and the records it cites (records.json) -> the findings that a desk would see, and, beside it,
// an honest twin of the article that must stay silent. expect.verdict is typed by hand: "article:" and "twin:" list code and
// severity of every finding; what only says how the check went (abstract-only, not-in-store) counts as well. expect.findings
// is the golden: message, place and suggestion of each, and the desk's rules that acted without a finding to show for it.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "audit/check_article.h"
#include "importers/importer.h"
#include "parser/guideline.h"
#include "tests/memory_evidence.h"
#include "tests/stages/record_json.h"
#include "tests/stages/stages.h"
#include "tests/stages/verdict_list.h"

namespace claimassay::test {

namespace {

namespace fs = std::filesystem;

fs::path input(const fs::path& folder, std::string_view stem) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().stem() == stem && !entry.path().filename().string().starts_with("expect")) return entry.path();
  }
  return {};
}

ArticleAppraisal checked(const fs::path& article, const EvidenceSource* evidence, const CheckOptions& options) {
  Diagnostics diagnostics;
  auto appraisal = check_article(article.string(), evidence, options, diagnostics);
  if (!appraisal) throw CaseFailure("the article cannot be read\n" + draw(diagnostics));
  return *std::move(appraisal);
}

std::string flags_of(const ArticleAppraisal& appraisal) {
  std::set<std::string> flags;
  for (const Finding& finding : appraisal.findings)
    flags.insert(fmt::format("{} {}", finding.code, word(finding.severity)));
  return listed(flags);
}

/// "article: ..." and "twin: ..." of the verdict; other lines are comments or a mistake of the case.
void compare(const std::string& verdict, const std::string& name, const std::string& got) {
  std::istringstream lines(verdict);
  bool said = false;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(name + ": ")) continue;
    said = true;
    const std::string wanted = sorted_list(line.substr(name.size() + 2));
    if (wanted != got) throw CaseFailure(fmt::format("{}: wanted {}\n        got {}", name, wanted, got));
  }
  if (!said) throw CaseFailure("expect.verdict says nothing of the " + name);
}

std::string in_full(const ArticleAppraisal& appraisal) {
  std::string out;
  for (const Finding& finding : appraisal.findings) {
    const std::string_view text = appraisal.article.source().view(finding.span);
    out += fmt::format("{} {}: {}  [{}]\n", word(finding.severity), finding.code, finding.message, finding.rule);
    out += fmt::format("      at: \"{}\"\n", text.substr(0, text.find('\n')));
    if (!finding.suggestion.empty()) out += "      suggest: " + finding.suggestion + "\n";
  }
  if (out.empty()) out = "nothing\n";
  // Also what held findings back: without it a silent twin may be silent by chance.
  for (const std::string& rule : appraisal.rules_acted) {
    if (rule.starts_with("editorial.") && out.find("[" + rule + "]") == std::string::npos)
      out += "also acted  [" + rule + "]\n";
  }
  return out;
}

}  // namespace

CaseOutput run_audit_case(const fs::path& folder) {
  using nlohmann::json;
  MemoryEvidence evidence;
  const json records = json::parse(read_case_file(folder / "records.json"));
  for (const json& record : records.value("records", json::array())) evidence.add(record_of_json(record));
  if (const json range = records.value("complete", json::array()); range.size() == 2)
    evidence.declare_complete(range[0].get<Pmid>(), range[1].get<Pmid>());
  if (const fs::path guideline = input(folder, "guideline"); !guideline.empty()) {
    Diagnostics diagnostics;
    const auto document = read_document(guideline.string(), diagnostics);
    auto read = document ? read_guideline(*document, diagnostics) : std::nullopt;
    if (!read) throw CaseFailure("the guideline cannot be read\n" + draw(diagnostics));
    evidence.add(*std::move(read));
  }
  CheckOptions options;
  options.as_of = "2026-03-01";
  options.scheme = records.value("scheme", "");
  options.audience = from_word<Audience>(records.value("audience", ""));
  const std::string verdict = read_case_file(folder / "expect.verdict");
  CaseOutput output{{"expect.verdict", verdict}};
  std::string& full = output["expect.findings"];
  for (const char* name : {"article", "twin"}) {
    const fs::path path = input(folder, name);
    if (path.empty()) continue;
    const ArticleAppraisal appraisal = checked(path, &evidence, options);
    full += fmt::format("{}\n{}", name, in_full(appraisal));
    compare(verdict, name, flags_of(appraisal));
  }
  return output;
}

}  // namespace claimassay::test
