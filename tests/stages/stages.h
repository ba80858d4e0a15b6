// The stages of the golden tests: one function per folder of tests/cases/, one file per function in tests/stages/.
// A function is given one case's folder (relative to the project root, which is the current folder) and returns what
// the case must be equal to: file name -> content, such as {"expect.json", "..."}. The harness compares, names what
// differs, and under BLESS=1 writes. Promises to the harness: nothing is written into the case folder; same input, same
// bytes.
//
// Hand-typed expectations (expect.verdict, expect.reading) are never written by BLESS. A function either returns what
// it read in the notation of that file (lines that are blank or begin with '#' do not count), or compares by itself,
// throws CaseFailure where they disagree, and returns the file's own content.
#pragma once

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

namespace claimassay::test {

using CaseOutput = std::map<std::string, std::string>;

/// The case failed for a reason that no comparison of files shows. The text is printed under the case's name.
struct CaseFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The bytes of a file of the case; throws CaseFailure when it cannot be read.
std::string read_case_file(const std::filesystem::path& path);

// Weak: a stage may be listed before its file exists; a case of such a stage fails and says so.
#define CLAIMASSAY_STAGE(name) [[gnu::weak]] CaseOutput run_##name##_case(const std::filesystem::path& folder)
CLAIMASSAY_STAGE(importers);   // evidence files -> records
CLAIMASSAY_STAGE(documents);   // text, Markdown, HTML -> blocks
CLAIMASSAY_STAGE(articles);    // documents -> sections, banner, markers, references
CLAIMASSAY_STAGE(guidelines);  // documents -> recommendations
CLAIMASSAY_STAGE(claims);      // sentences -> claims
CLAIMASSAY_STAGE(parser);      // sentences -> the fields that an editor expects, typed by hand
CLAIMASSAY_STAGE(appraise);    // records -> studies
CLAIMASSAY_STAGE(support);     // claims and what they cite -> verdicts
CLAIMASSAY_STAGE(rules);       // rule files -> the rules, or errors with a caret
CLAIMASSAY_STAGE(grading);     // bodies of evidence -> assessments
CLAIMASSAY_STAGE(audit);       // an article and a store -> an appraisal
CLAIMASSAY_STAGE(report);      // an appraisal -> each format
CLAIMASSAY_STAGE(samples);     // data/samples: the reading of an article, against one typed by hand
CLAIMASSAY_STAGE(cli);         // shell commands -> what they print, and the exit code
#undef CLAIMASSAY_STAGE

}  // namespace claimassay::test
