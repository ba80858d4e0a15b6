// Stage rules: the *.rule files of a case, checked as one pack over the demo framework (or over the case's own
// framework.rule), and their examples run. Answers expect.txt: every message as it is drawn, and what was loaded.
#include <algorithm>
#include <vector>

#include "rules/examples.h"
#include "rules/pack.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

namespace fs = std::filesystem;

rules::PackFile pack_file(const fs::path& path, int layer) {
  auto source = std::make_shared<Source>();
  source->name = path.filename().string();
  source->text = read_case_file(path);
  return {std::move(source), layer};
}

}  // namespace

CaseOutput run_rules_case(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".rule") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<rules::PackFile> files;
  if (!fs::exists(folder / "framework.rule")) files.push_back(pack_file("tests/unit/rules/demo/framework.rule", 0));
  for (const fs::path& path : paths) files.push_back(pack_file(path, 1));

  Diagnostics diagnostics;
  std::string out;
  const auto pack = rules::build_pack(files, "2026-01-01", diagnostics);
  if (pack) {
    const rules::ExampleRun run = rules::run_examples(*pack);
    rules::report_failures(*pack, run, diagnostics);
    for (const rules::Rule& rule : pack->rules) {
      out += rule.id + ": phase " + std::string(word(rule.phase)) + ", scope " + std::string(word(rule.scope)) + "\n";
    }
    out += std::to_string(run.run) + " examples, " + std::to_string(run.failures.size()) + " failed\n";
  } else {
    out += "not loaded\n";
  }
  return {{"expect.txt", draw(diagnostics) + out}};
}

}  // namespace claimassay::test
