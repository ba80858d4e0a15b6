// Runs every case of tests/cases/<stage>/<case>/ and compares with its expect.* files. Making the folder makes the
// test.
//   golden_test                     all stages
//   golden_test articles            one stage
//   golden_test articles/nested     one case, or all whose name begins so
//   BLESS=1 golden_test ...         rewrites the expectations; `git diff` is the review
// An expectation that is missing, that nothing answers, or that differs is a failure; the case is named, with the first
// line that differs. A stage without any case, or a case folder without a stage, is a failure as well.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/stages/stages.h"

namespace claimassay::test {

namespace fs = std::filesystem;

std::string read_case_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw CaseFailure("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

namespace {

struct Stage {
  std::string_view folder;
  CaseOutput (*run)(const fs::path&);  // null while its file does not exist
};

const Stage stages[] = {
    {"importers", run_importers_case},
    {"documents", run_documents_case},
    {"articles", run_articles_case},
    {"guidelines", run_guidelines_case},
    {"claims", run_claims_case},
    {"parser", run_parser_case},
    {"rules", run_rules_case},
    {"grading", run_grading_case},
    {"audit", run_audit_case},
    {"report", run_report_case},
    {"samples", run_samples_case},
    {"appraise", run_appraise_case},
    {"support", run_support_case},
    {"cli", run_cli_case},
};

bool hand_typed(std::string_view name) { return name == "expect.verdict" || name == "expect.reading"; }

// An assert or a crash inside a stage must still name the case that caused it.
char running_case[512];

extern "C" void name_the_case(int signal_number) {
  const char* texts[] = {"FAILED  ", running_case, "\n        the program crashed in this case\n"};
  for (const char* text : texts) [[maybe_unused]] const auto written = write(STDOUT_FILENO, text, std::strlen(text));
  std::signal(signal_number, SIG_DFL);
  std::raise(signal_number);
}

std::vector<std::string> lines_of(std::string_view text, bool without_remarks) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line(text.substr(begin, end - begin));
    if (!without_remarks || (!line.empty() && line[0] != '#')) lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

/// Nothing when equal; else the first line that differs, as both sides have it.
std::optional<std::string> difference(const std::string& name, std::string_view expected, std::string_view found) {
  const bool by_hand = hand_typed(name);
  if (!by_hand && expected == found) return std::nullopt;
  const std::vector<std::string> left = lines_of(expected, by_hand), right = lines_of(found, by_hand);
  const auto [a, b] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (a == left.end() && b == right.end()) {
    if (by_hand) return std::nullopt;
    return name + ": the same lines, but they end differently";
  }
  const auto show = [](const auto& at, const auto& end) { return at == end ? std::string("(end)") : "'" + *at + "'"; };
  return name + ", line " + std::to_string(a - left.begin() + 1) + (by_hand ? " (without remarks)" : "") +
         "\n          expected " + show(a, left.end()) + "\n          found    " + show(b, right.end());
}

/// Content hashes (32 hex digits: a rule pack's, a file's) become zeros: a changed rule must not change every expectation.
void mask_hashes(std::string& text) {
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && hex(text[end])) ++end;
    if (end - begin == 32)
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end),
                '0');
    begin = end + 1;
  }
}

class Harness {
 public:
  explicit Harness(bool bless) : bless_(bless) {}

  void run_stage(const Stage& stage, std::string_view only) {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(fs::path("tests/cases") / stage.folder)) {
      if (entry.is_directory() && entry.path().filename().string().starts_with(only)) folders.push_back(entry.path());
    }
    if (folders.empty()) return fail(std::string(stage.folder) + "/" + std::string(only), {"there is no such case"});
    std::sort(folders.begin(), folders.end());
    for (const fs::path& folder : folders) run_case(stage, folder);
  }

  void fail(const std::string& name, const std::vector<std::string>& problems) {
    ++failed_;
    std::printf("FAILED  %s\n", name.c_str());
    for (const std::string& problem : problems) std::printf("        %s\n", problem.c_str());
  }

  int finish() const {
    std::printf("golden: %zu cases passed, %zu failed%s\n", passed_, failed_,
                written_ ? (", " + std::to_string(written_) + " files written").c_str() : "");
    return failed_ == 0 && passed_ > 0 ? 0 : 1;
  }

 private:
  void run_case(const Stage& stage, const fs::path& folder) {
    const std::string name = std::string(stage.folder) + "/" + folder.filename().string();
    std::snprintf(running_case, sizeof running_case, "%s", name.c_str());
    if (!stage.run) return fail(name, {"the stage '" + std::string(stage.folder) + "' has no function yet"});
    std::vector<std::string> problems;
    try {
      CaseOutput output = stage.run(folder);
      for (auto& [file, text] : output) mask_hashes(text);
      problems = compare(folder, output);
    } catch (const std::exception& failure) {
      problems.push_back(failure.what());
    }
    if (!problems.empty()) return fail(name, problems);
    ++passed_;
  }

  std::vector<std::string> compare(const fs::path& folder, const CaseOutput& output) {
    std::vector<std::string> problems;
    std::set<std::string> expected;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with("expect.")) expected.insert(name);
    }
    if (output.empty()) problems.push_back("the stage answered nothing, so nothing is compared");
    for (const auto& [name, found] : output) {
      const bool exists = expected.erase(name) > 0;
      const std::optional<std::string> differs =
          exists ? difference(name, read_case_file(folder / name), found) : name + " is missing";
      if (!differs) continue;
      if (bless_ && !hand_typed(name)) {
        write_expectation(folder / name, found);
      } else {
        problems.push_back(*differs);
      }
    }
    for (const std::string& name : expected) {
      if (bless_ && !hand_typed(name)) {
        fs::remove(folder / name);
      } else {
        problems.push_back(name + " is there, but the stage does not answer it");
      }
    }
    return problems;
  }

  void write_expectation(const fs::path& path, const std::string& content) {
    std::ofstream file(path, std::ios::binary);
    file << content;
    if (!file.flush()) throw CaseFailure("cannot write " + path.string());
    ++written_;
  }

  bool bless_;
  std::size_t passed_ = 0, failed_ = 0, written_ = 0;
};

int run(int argc, char** argv) {
  fs::current_path(CLAIMASSAY_ROOT);
  for (const int signal_number : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGILL}) std::signal(signal_number, name_the_case);
  const char* bless = std::getenv("BLESS");
  Harness harness(bless && std::string_view(bless) == "1");

  std::vector<std::string> wanted(argv + 1, argv + argc);
  if (wanted.empty()) {
    for (const auto& entry : fs::directory_iterator("tests/cases")) wanted.push_back(entry.path().filename().string());
    std::sort(wanted.begin(), wanted.end());
  }
  for (const std::string& name : wanted) {
    const std::string_view folder = std::string_view(name).substr(0, name.find('/'));
    const std::string_view only = folder.size() < name.size() ? std::string_view(name).substr(folder.size() + 1) : "";
    const auto stage =
        std::find_if(std::begin(stages), std::end(stages), [&](const Stage& s) { return s.folder == folder; });
    if (stage == std::end(stages) || !fs::is_directory(fs::path("tests/cases") / folder)) {
      harness.fail(name, {"no stage of that name with cases in tests/cases"});
    } else {
      harness.run_stage(*stage, only);
    }
  }
  return harness.finish();
}

}  // namespace

}  // namespace claimassay::test

int main(int argc, char** argv) {
  try {
    return claimassay::test::run(argc, argv);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "golden_test: %s\n", failure.what());
    return 1;
  }
}
