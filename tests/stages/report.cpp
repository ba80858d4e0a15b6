// Stage report: an article (article.*), the references beside it (refs.*) and the records of its store (evidence.xml), as far
// as the case has them -> the appraisal in every format of the registry. Without evidence.xml there is no store at all.
#include "report/report.h"
#include "audit/check_article.h"
#include "importers/importer.h"
#include "tests/memory_evidence.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

namespace fs = std::filesystem;

fs::path input(const fs::path& folder, std::string_view stem) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().stem() == stem) return entry.path();
  }
  return {};
}

class Shelf : public EvidenceSink {
 public:
  explicit Shelf(MemoryEvidence& evidence) : evidence_(evidence) {}
  void record(Citation&& citation) override { evidence_.add(std::move(citation)); }
  void deleted(Pmid) override {}
  void skipped(std::string_view reason, const Place&) override { throw CaseFailure("skipped: " + std::string(reason)); }

 private:
  MemoryEvidence& evidence_;
};

void read_records(const fs::path& file, MemoryEvidence& evidence) {
  Shelf shelf(evidence);
  Diagnostics diagnostics;
  for (const EvidenceFormat& format : evidence_formats()) {
    const auto bytes = open_bytes(file.string(), diagnostics);
    if (!bytes || !format.recognises(read_case_file(file).substr(0, 4096), file.string())) continue;
    if (format.read(*bytes, shelf, diagnostics)) return;
  }
  throw CaseFailure("the records cannot be read\n" + draw(diagnostics));
}

}  // namespace

CaseOutput run_report_case(const fs::path& folder) {
  MemoryEvidence evidence;
  const fs::path records = input(folder, "evidence");
  if (!records.empty()) read_records(records, evidence);
  CheckOptions options;
  options.refs_path = input(folder, "refs").string();
  options.as_of = "2026-03-01";
  Diagnostics diagnostics;
  const auto appraisal =
      check_article(input(folder, "article").string(), records.empty() ? nullptr : &evidence, options, diagnostics);
  if (!appraisal) throw CaseFailure("the article cannot be read\n" + draw(diagnostics));
  CaseOutput output;
  for (const ReportFormat& format : report_formats()) {
    output["expect." + std::string(format.name)] = format.write(*appraisal, {false, 100, true});
  }
  return output;
}

}  // namespace claimassay::test
