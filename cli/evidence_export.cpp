// claimassay evidence export: everything that the store holds, for other programs.
#include <cstdio>
#include <stdexcept>

#include "cli/evidence.h"
#include "cli/open_store.h"
#include "core/citation_json.h"
#include "core/guideline_json.h"

namespace claimassay {

namespace {

struct Options {
  bool guidelines = false;
};

int run_export(const Options& options, const GlobalOptions& global) {
  int code = checked;
  const std::unique_ptr<EvidenceStore> store = open_store(global, StoreMode::read, code);
  if (!store) return code;
  const auto put = [](const std::string& line) {
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size())
      throw std::runtime_error("cannot write the output");
  };
  if (options.guidelines) {
    store->for_each_guideline([&](const Guideline& guideline) {
      JsonWriter json;
      write_guideline(json, guideline);
      put(json.take() + '\n');
    });
  } else {
    store->for_each([&](const Citation& citation) { put(citation_line(citation)); });
  }
  if (std::fflush(stdout) != 0) throw std::runtime_error("cannot write the output");
  return code;
}

}  // namespace

void declare_evidence_export(CLI::App& evidence, GlobalOptions& global, Runner& run) {
  CLI::App* command = evidence.add_subcommand("export", "Writes every record as one line of JSON, by PMID");
  auto options = std::make_shared<Options>();
  command->add_flag("--guidelines", options->guidelines, "The guideline summaries in place of the records");
  command->footer("Example: claimassay evidence export > records.ndjson");
  command->callback([options, &global, &run] { run = [options, &global] { return run_export(*options, global); }; });
}

}  // namespace claimassay
