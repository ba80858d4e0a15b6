// claimassay evidence search|show|export: looking things up in the evidence store.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <variant>

#include "citations/status.h"
#include "cli/evidence_text.h"
#include "cli/open_store.h"
#include "core/citation_json.h"
#include "core/guideline_json.h"
#include "core/identifiers.h"
#include "core/text.h"

namespace claimassay {

namespace {

struct Options {
  std::vector<std::string> words;
  std::vector<std::string> ids;
  std::string format = "text";
  std::size_t limit = 10;
  bool guidelines = false;
};

ResolvedStatus status_in(const EvidenceStore& store, const Citation& record) {
  return status_of(record.pmid, &record, store);
}

void write_status(JsonWriter& json, const ResolvedStatus& status) {
  json.key("status").begin_object().field("status", word(status.status)).field("checked", status.checked);
  json.key("reasons").begin_array();
  for (const StatusReason& reason : status.reasons) {
    json.begin_object().field("type", reason.type).field("notice", reason.notice).field("source", reason.source);
    json.field("date", reason.date.iso()).field("from_notice", reason.from_notice).end_object();
  }
  json.end_array().end_object();
}

ReportOptions style_of(const GlobalOptions& global) {
  ReportOptions style;
  if (is_terminal(STDOUT_FILENO)) {
    style.colour = !global.no_color && !std::getenv("NO_COLOR");
    style.width = std::min<std::size_t>(terminal_width(STDOUT_FILENO), 120);
  }
  return style;
}

// search ----------------------------------------------------------------------------------------------------------------

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

// show ------------------------------------------------------------------------------------------------------------------

using Found = std::variant<std::monostate, Citation, Guideline>;

/// Nothing when the text is no identifier of any kind; monostate when it is one that the store does not hold.
std::optional<Found> look_up(const EvidenceStore& store, const std::string& id) {
  const auto record = [&](std::optional<Pmid> pmid) -> Found {
    auto citation = pmid ? store.by_pmid(*pmid) : std::nullopt;
    return citation ? Found(std::move(*citation)) : Found();
  };
  const auto guideline = [](std::optional<Guideline> found) -> Found {
    return found ? Found(std::move(*found)) : Found();
  };
  if (id.starts_with("guideline:")) return guideline(store.guideline_by_id(id));
  if (const auto doi = parse_doi(id)) {
    if (Found found = record(store.pmid_of_doi(*doi)); found.index() != 0) return found;
    return guideline(store.guideline_by_doi(*doi));
  }
  if (const auto pmc = parse_pmc(id)) return record(store.pmid_of_pmc(*pmc));
  if (const auto pmid = parse_pmid(id)) return record(pmid);
  if (id.find("://") != std::string::npos) return guideline(store.guideline_by_url(id));
  return std::nullopt;
}

int run_show(const Options& options, const GlobalOptions& global) {
  int code = checked;
  const std::unique_ptr<EvidenceStore> store = open_store(global, StoreMode::read, code);
  if (!store) return code;
  JsonWriter json(2);
  json.begin_object().key("found").begin_array();
  std::vector<std::string> missing;
  bool first = true;
  for (const std::string& typed : options.ids) {
    const std::string id = replace_invalid_utf8(typed);
    const std::optional<Found> found = look_up(*store, id);
    if (!found) {
      fmt::print(stderr, "claimassay: '{}' is no PMID, DOI, PMC number, guideline id or address\n", printable(id));
      code = worse(code, bad_input);
    } else if (const auto* record = std::get_if<Citation>(&*found)) {
      const ResolvedStatus status = status_in(*store, *record);
      if (options.format == "text") {
        fmt::print("{}{}", first ? "" : "\n", record_text(*record, status, style_of(global)));
      } else {
        json.begin_object().field("id", id).field("kind", "record");
        write_status(json, status);
        json.key("record");
        write_citation(json, *record);
        json.end_object();
      }
      first = false;
    } else if (const auto* guideline = std::get_if<Guideline>(&*found)) {
      if (options.format == "text") {
        fmt::print("{}{}", first ? "" : "\n", guideline_text(*guideline, style_of(global)));
      } else {
        json.begin_object().field("id", id).field("kind", "guideline").key("guideline");
        write_guideline(json, *guideline);
        json.end_object();
      }
      first = false;
    } else {
      missing.push_back(id);
      fmt::print(stderr, "claimassay: {} is not in the store\n", printable(id));
      code = worse(code, not_checked);
    }
  }
  json.end_array().field("not_in_store", missing).end_object();
  if (options.format == "json") fmt::print("{}\n", json.text());
  return code;
}

// export ----------------------------------------------------------------------------------------------------------------

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

void declare_evidence(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command = app.add_subcommand("evidence", "Looks things up in the evidence store");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto format = [&](CLI::App* sub) {
    sub->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  };

  CLI::App* search = command->add_subcommand("search", "Finds records by the words of their titles and abstracts");
  search->add_option("WORDS", options->words, "Words; \"in quotes\" a phrase, a star at the end for all that begin so")
      ->required();
  search->add_option("--limit", options->limit, "How many records at most")->check(CLI::Range(1, 1000));
  format(search);
  search->footer(
      "Examples: claimassay evidence search massage low back pain\n"
      "          claimassay evidence search '\"low back pain\" random*' --format json");
  search->callback([options, &global, &run] { run = [options, &global] { return run_search(*options, global); }; });

  CLI::App* show = command->add_subcommand("show", "Shows records or guideline summaries by their identifiers");
  show->add_option("ID", options->ids, "PMID, DOI, PMC number, guideline id or the guideline's address")->required();
  format(show);
  show->footer("Example: claimassay evidence show 12345678 10.1000/xyz123");
  show->callback([options, &global, &run] { run = [options, &global] { return run_show(*options, global); }; });

  CLI::App* whole = command->add_subcommand("export", "Writes every record as one line of JSON, by PMID");
  whole->add_flag("--guidelines", options->guidelines, "The guideline summaries in place of the records");
  whole->footer("Example: claimassay evidence export > records.ndjson");
  whole->callback([options, &global, &run] { run = [options, &global] { return run_export(*options, global); }; });
}

}  // namespace claimassay
