// claimassay evidence search: records by words, phrases, fields and filters, or by a question in plain words.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iostream>

#include "citations/status.h"
#include "cli/evidence.h"
#include "cli/evidence_text.h"
#include "cli/open_store.h"
#include "core/text.h"
#include "parser/study.h"

namespace claimassay {

namespace {

constexpr std::size_t longest_query = 100'000;  // bytes; nobody types more

/// An option that stands for a field of the query: --author "smith ja" is author:"smith ja".
struct FieldOption {
  std::string_view name, help;
};
constexpr FieldOption field_options[] = {
    {"title", "Words of the title"},
    {"author", "Family name, or family name and initials: \"smith ja\""},
    {"journal", "Words of the journal's title or abbreviation"},
    {"year", "2019, 2015..2020, 2019.. or ..1999"},
    {"type", "A design (rct, systematic-review, guideline, cohort ...) or a publication type of PubMed"},
    {"mesh", "A MeSH heading, with its narrower ones where the vocabulary was imported"},
    {"status", "retracted, concern, corrected, notice, preprint, protocol or ok"},
};

struct Options {
  std::vector<std::string> words;
  std::string fields[std::size(field_options)];
  std::string queries;
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

SearchOptions search_options(const EvidenceStore& store, std::size_t limit) {
  SearchOptions options;
  options.limit = limit;
  options.status_of = [&store](const Citation& record) { return status_in(store, record).status; };
  options.design_of = [](const Citation& record) { return read_study(record).design; };
  options.marks_of = marks_of;
  return options;
}

std::string typed_query(const Options& options) {
  std::string typed;
  for (const std::string& word : options.words) typed += (typed.empty() ? "" : " ") + word;
  for (std::size_t i = 0; i < std::size(field_options); ++i) {
    if (options.fields[i].empty()) continue;
    std::string value = options.fields[i];
    std::erase(value, '"');
    // A star means the beginning of a word only where there are no quotes.
    const bool plain = value.ends_with('*') && value.find(' ') == std::string::npos;
    typed += fmt::format("{}{}:{}", typed.empty() ? "" : " ", field_options[i].name,
                         plain ? value : fmt::format("\"{}\"", value));
  }
  return replace_invalid_utf8(typed.substr(0, longest_query));
}

void write_spans(JsonWriter& json, std::string_view name, const std::vector<Span>& spans) {
  json.key(name).begin_array();
  for (const Span span : spans) json.begin_object().span(span).end_object();
  json.end_array();
}

void write_hit(JsonWriter& json, const SearchHit& hit, const EvidenceStore& store) {
  json.begin_object().field("pmid", hit.record.pmid).field("title", hit.record.title);
  write_spans(json, "title_matches", hit.title_matches);
  json.field("year", hit.record.year()).field("journal", hit.record.journal.abbreviation);
  json.field("doi", hit.record.doi);
  json.field("design", word(read_study(hit.record).design)).key("publication_types").begin_array();
  for (const PublicationType& type : hit.record.publication_types) json.string(type.name);
  json.end_array();
  write_status(json, status_in(store, hit.record));
  json.field("score", hit.score).field("all_words_in_title", hit.all_in_title).field("kind_weight", hit.kind_weight);
  json.key("snippet").begin_object().field("text", hit.snippet.text);
  write_spans(json, "matches", hit.snippet.matches);
  json.end_object().end_object();
}

void write_result(JsonWriter& json, const std::string& typed, const SearchResult& result, const EvidenceStore& store) {
  json.begin_object().field("query", typed).field("every_word", result.every_word).field("missing", result.missing);
  json.field("matches", result.matches).field("more_matches", result.more_matches);
  json.field("checked_on_records", result.checked).field("all_were_read", result.read_all);
  json.key("looked_at");
  if (result.stopped) json.integer(static_cast<std::int64_t>(result.looked_at));
  else json.null();
  json.key("also_searched").begin_array();
  for (const SearchExpansion& one : result.expansions) {
    json.begin_object()
        .field("typed", one.typed)
        .field("names", one.names)
        .field("narrower_mesh", one.mesh)
        .end_object();
  }
  json.end_array().field("left_out", result.left_out).field("notes", result.notes).key("hits").begin_array();
  for (const SearchHit& hit : result.hits) write_hit(json, hit, store);
  json.end_array().end_object();
}

void write_error(JsonWriter& json, const std::string& typed, const Diagnostics& diagnostics) {
  const Diagnostic& first = diagnostics.all().front();
  json.begin_object().field("query", typed).key("error").begin_object().field("code", first.code);
  json.field("message", first.message).field("help", first.help).end_object().end_object();
}

/// For a terminal: whatever was typed, or stands in the vocabulary, is text.
std::string joined(const std::vector<std::string>& words, std::size_t most = 12) {
  std::string out;
  for (std::size_t i = 0; i < std::min(words.size(), most); ++i) out += (i ? ", " : "") + printable(words[i]);
  return words.size() > most ? out + fmt::format(" and {} more", words.size() - most) : out;
}

/// What was made of the query, before the hits.
std::string head_text(const SearchResult& result) {
  std::string out;
  if (!result.left_out.empty()) out += fmt::format("Left out: {}\n", joined(result.left_out));
  for (const SearchExpansion& one : result.expansions) {
    out += fmt::format("Also searched{}: {} = {}\n", one.mesh ? " (narrower MeSH headings)" : "", printable(one.typed),
                       joined(one.names));
  }
  for (const std::string& note : result.notes) out += note + '\n';
  if (!result.every_word) {
    out += result.missing.empty() ? "No record holds all of these words; these hold some of them.\n"
                                  : fmt::format("No record holds all of these words; these lack one or more of: {}\n",
                                                joined(result.missing));
  }
  return out;
}

std::string tail_text(const SearchResult& result) {
  if (result.hits.empty() && result.read_all) return "Nothing in the store answers to this.\n";
  const std::string all = fmt::format("{}{} record{}", result.more_matches ? "more than " : "", result.matches,
                                      result.matches == 1 ? "" : "s");
  std::string out = result.checked ? fmt::format("{} shown, out of {} found before designs and statuses were read.",
                                                 result.hits.size(), all)
                                   : fmt::format("{} of {}.", result.hits.size(), all);
  if (!result.read_all) out += " Only the best of these by their words were read: there may be more.";
  if (result.stopped) {
    out += fmt::format(" Too many to rank them all: the order is that among the {} newest.", result.looked_at);
  }
  return out + "\n";
}

int search_one(const EvidenceStore& store, const Options& options, const GlobalOptions& global) {
  const std::string typed = typed_query(options);
  Diagnostics diagnostics;
  const auto result = store.search({"query", typed, {}, ""}, search_options(store, options.limit), diagnostics);
  if (!result) {
    fmt::print(stderr, "{}", draw(diagnostics));
    return bad_input;
  }
  if (options.format == "json") {
    JsonWriter json(2);
    write_result(json, typed, *result, store);
    fmt::print("{}\n", json.text());
    return checked;
  }
  const std::string head = head_text(*result);
  fmt::print("{}{}", head, head.empty() ? "" : "\n");
  std::size_t number = 0;
  for (const SearchHit& hit : result->hits) {
    fmt::print("{}",
               hit_text(++number, hit, read_study(hit.record).design, status_in(store, hit.record), style_of(global)));
  }
  fmt::print("{}", tail_text(*result));
  return checked;
}

/// One query a line in, one line of JSON out, as it comes: the store is opened once.
int search_many(const EvidenceStore& store, const Options& options) {
  std::ifstream file;
  if (options.queries != "-") {
    file.open(options.queries, std::ios::binary);
    if (!file) {
      fmt::print(stderr, "claimassay: {} cannot be read\n", printable(options.queries));
      return bad_input;
    }
  }
  std::istream& in = options.queries == "-" ? std::cin : file;
  const SearchOptions how = search_options(store, options.limit);
  int code = checked;
  std::string line;
  while (std::getline(in, line)) {
    const std::string typed = replace_invalid_utf8(trim(line.substr(0, longest_query)));
    if (typed.empty()) continue;
    Diagnostics diagnostics;
    const auto result = store.search({"query", typed, {}, ""}, how, diagnostics);
    JsonWriter json;
    if (result) write_result(json, typed, *result, store);
    else write_error(json, typed, diagnostics);
    if (!result) code = bad_input;
    fmt::print("{}\n", json.text());
    std::fflush(stdout);
  }
  return code;
}

int run_search(const Options& options, const GlobalOptions& global) {
  if (options.queries.empty() && typed_query(options).empty()) {
    fmt::print(stderr, "claimassay: what shall be searched for? Give words, a field or --queries FILE\n");
    return bad_input;
  }
  int code = checked;
  const std::unique_ptr<EvidenceStore> store = open_to_search(global, code);
  if (!store) return code;
  return worse(code, options.queries.empty() ? search_one(*store, options, global) : search_many(*store, options));
}

}  // namespace

void declare_evidence_search(CLI::App& evidence, GlobalOptions& global, Runner& run) {
  CLI::App* command = evidence.add_subcommand("search", "Finds records by words, fields and filters, or by a question");
  auto options = std::make_shared<Options>();
  command->add_option("WORDS", options->words,
                      "Words; \"in quotes\" a phrase; begin* what begins so; OR between words; -word excludes; fields "
                      "title: author: journal: year: type: mesh: status:");
  for (std::size_t i = 0; i < std::size(field_options); ++i) {
    command->add_option("--" + std::string(field_options[i].name), options->fields[i],
                        std::string(field_options[i].help));
  }
  command->add_option("--queries", options->queries,
                      "A file with one query a line (- reads standard input); answers one line of JSON each");
  command->add_option("--limit", options->limit, "How many records at most")->check(CLI::Range(1, 1000));
  add_format(*command, options->format);
  command->footer(
      "Examples: claimassay evidence search 'does massage help low back pain?'\n"
      "          claimassay evidence search '\"low back pain\" random* -child' --year 2015.. --type rct\n"
      "          claimassay evidence search 'author:\"smith ja\" status:retracted' --format json");
  command->callback([options, &global, &run] { run = [options, &global] { return run_search(*options, global); }; });
}

}  // namespace claimassay
