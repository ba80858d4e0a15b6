// claimassay evidence search: records by the words of their titles and abstracts.
#include <fmt/format.h>

#include <cstdio>

#include "cli/evidence.h"
#include "cli/evidence_text.h"
#include "cli/open_store.h"
#include "core/text.h"

namespace claimassay {

namespace {

struct Options {
  std::vector<std::string> words;
  std::string format = "text";
  std::size_t limit = 10;
};

/// A store whose index is behind (an import was killed) is mended on the way, where it may be written.
std::unique_ptr<EvidenceStore> open_to_search(const GlobalOptions& global, int& code) {
  std::unique_ptr<EvidenceStore> store = open_store(global, StoreMode::read, code);
  if (!store || store->search_is_ready()) return store;
  if (!global.quiet) fmt::print(stderr, "claimassay: bringing the full text index up to date\n");
  store.reset();
  store = open_store(global, StoreMode::write, code);
  if (store) store->refresh_search();
  return store;
}

std::string search_json(const std::string& typed, const SearchResult& result, const EvidenceStore& store) {
  JsonWriter json(2);
  json.begin_object().field("query", typed).field("every_word", result.every_word);
  json.key("hits").begin_array();
  for (const SearchHit& hit : result.hits) {
    json.begin_object().field("pmid", hit.record.pmid).field("title", hit.record.title);
    json.field("year", hit.record.year()).field("journal", hit.record.journal.abbreviation);
    json.key("publication_types").begin_array();
    for (const PublicationType& type : hit.record.publication_types) json.string(type.name);
    json.end_array();
    write_status(json, status_in(store, hit.record));
    json.field("score", hit.score);
    json.key("snippet").begin_object().field("text", hit.snippet.text).key("matches").begin_array();
    for (const Span match : hit.snippet.matches) json.begin_object().span(match).end_object();
    json.end_array().end_object().end_object();
  }
  json.end_array().end_object();
  return json.take() + '\n';
}

int run_search(const Options& options, const GlobalOptions& global) {
  int code = checked;
  const std::unique_ptr<EvidenceStore> store = open_to_search(global, code);
  if (!store) return code;
  std::string typed;
  for (const std::string& word : options.words) typed += (typed.empty() ? "" : " ") + word;
  typed = replace_invalid_utf8(typed);
  const SearchResult result = store->search(typed, options.limit);
  if (options.format == "json") {
    fmt::print("{}", search_json(typed, result, *store));
    return code;
  }
  if (result.hits.empty()) fmt::print("Nothing in the store holds these words.\n");
  if (!result.every_word) fmt::print("No record holds all of these words; these hold some of them.\n\n");
  std::size_t number = 0;
  for (const SearchHit& hit : result.hits) {
    fmt::print("{}", hit_text(++number, hit, status_in(*store, hit.record), style_of(global)));
  }
  return code;
}

}  // namespace

void declare_evidence_search(CLI::App& evidence, GlobalOptions& global, Runner& run) {
  CLI::App* command = evidence.add_subcommand("search", "Finds records by the words of their titles and abstracts");
  auto options = std::make_shared<Options>();
  command->add_option("WORDS", options->words, "Words; \"in quotes\" a phrase, a star at the end for all that begin so")
      ->required();
  command->add_option("--limit", options->limit, "How many records at most")->check(CLI::Range(1, 1000));
  add_format(*command, options->format);
  command->footer(
      "Examples: claimassay evidence search massage low back pain\n"
      "          claimassay evidence search '\"low back pain\" random*' --format json");
  command->callback([options, &global, &run] { run = [options, &global] { return run_search(*options, global); }; });
}

}  // namespace claimassay
