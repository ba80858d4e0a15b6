// claimassay evidence export: everything that the store holds, for other programs.
#include <cstdio>
#include <stdexcept>

#include "cli/evidence.h"
#include "cli/open_store.h"
#include "core/citation_json.h"
#include "core/guideline_json.h"
#include "report/nbib.h"
#include "store/copy.h"
#include "store/search_index.h"

namespace claimassay {

namespace {

struct Options {
  bool guidelines = false;
  std::string format = "ndjson";
  std::string copy;
};

/// The whole store, ready to be read elsewhere. Its full text index is brought up to date first where it is behind.
int run_copy(const std::string& target, const GlobalOptions& global) {
  int code = checked;
  std::unique_ptr<EvidenceStore> store = open_store(global, StoreMode::read, code);
  if (store && !store->search_is_ready()) {
    store.reset();
    store = open_store(global, StoreMode::write, code);
    if (store) store->refresh_search();
  }
  if (!store) return code;
  try {
    copy_evidence(store->path(), target);
  } catch (const StoreError& error) {
    return say_store_error(error, global);
  }
  if (!global.quiet)
    std::fprintf(stderr, "claimassay: copied to %s and %s\n", target.c_str(), SearchIndex::path_for(target).c_str());
  return code;
}

int run_export(const Options& options, const GlobalOptions& global) {
  if (!options.copy.empty()) return run_copy(options.copy, global);
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
    const bool nbib = options.format == "nbib";
    store->for_each([&](const Citation& citation) { put(nbib ? nbib_record(citation) : citation_line(citation)); });
  }
  if (std::fflush(stdout) != 0) throw std::runtime_error("cannot write the output");
  return code;
}

}  // namespace

void declare_evidence_export(CLI::App& evidence, GlobalOptions& global, Runner& run) {
  CLI::App* command = evidence.add_subcommand("export", "Writes every record, by PMID: as lines of JSON or as NBIB");
  auto options = std::make_shared<Options>();
  command
      ->add_option("--format", options->format,
                   "ndjson: every field, one record to a line; nbib: PubMed's MEDLINE format, for reference managers")
      ->check(CLI::IsMember({"ndjson", "nbib"}));
  command->add_flag("--guidelines", options->guidelines, "The guideline summaries in place of the records");
  command->add_option(
      "--copy", options->copy,
      "In place of lines: a copy of the store in this new file, packed and read-only, with its full text "
      "index beside it");
  command->footer(
      "A copy opens from any medium, read-only ones included; import does not write into it.\n"
      "Examples: claimassay evidence export > records.ndjson\n"
      "          claimassay evidence export --format nbib > records.nbib\n"
      "          claimassay evidence export --copy /media/desk/evidence.db");
  command->callback([options, &global, &run] { run = [options, &global] { return run_export(*options, global); }; });
}

}  // namespace claimassay
