// claimassay evidence stats: what the store holds, by year, publication type, status and design.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "audit/evidence_statistics.h"
#include "cli/evidence.h"
#include "cli/open_store.h"
#include "core/text.h"
#include "store/totals.h"

namespace claimassay {

namespace {

struct Options {
  std::string format = "text";
  bool designs = false;
};

using Counts = std::vector<std::pair<std::string, std::size_t>>;

constexpr std::size_t most_types = 15;
constexpr std::size_t most_years = 10;

/// The most frequent first; equal ones by name.
Counts by_frequency(const std::map<std::string, std::size_t>& counts) {
  Counts out(counts.begin(), counts.end());
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

std::string size_of(std::uint64_t bytes) {
  if (bytes < 10'000) return fmt::format("{} bytes", bytes);
  if (bytes < 10'000'000) return fmt::format("{} KB", bytes / 1000);
  if (bytes < 10'000'000'000) return fmt::format("{} MB", bytes / 1'000'000);
  return fmt::format("{} GB", bytes / 1'000'000'000);
}

void write_counts(JsonWriter& json, const char* name, const Counts& counts) {
  json.key(name).begin_object();
  for (const auto& [what, count] : counts) json.field(what, count);
  json.end_object();
}

std::string stats_json(const StoreTotals& totals, const EvidenceStatistics& of_records, const std::string& path,
                       const Options& options) {
  JsonWriter json(2);
  json.begin_object().field("store", path).field("format", totals.format);
  json.field("records", totals.records).field("without_abstract", of_records.without_abstract);
  json.field("deletions", totals.deletions).field("known_absent", totals.known_absent);
  json.field("guidelines", totals.guidelines).field("recommendations", totals.recommendations);
  json.field("mesh_descriptors", totals.mesh_descriptors).field("retraction_notices", totals.retraction_notices);
  json.key("years").begin_object();
  for (const auto& [year, count] : totals.years) json.field(std::to_string(year), count);
  json.end_object();
  write_counts(json, "publication_types", by_frequency(of_records.types));
  write_counts(json, "statuses", by_frequency(of_records.statuses));
  if (options.designs) write_counts(json, "designs", by_frequency(of_records.designs));
  json.key("complete_for").begin_array();
  for (const auto& [low, high] : totals.complete) {
    json.begin_object().field("low", low).field("high", high).end_object();
  }
  json.end_array();
  json.key("files").begin_object().field("imported", totals.files).field("bytes", totals.read_bytes);
  json.field("first", totals.first_import).field("last", totals.last_import).key("formats").begin_object();
  for (const auto& [format, count] : totals.formats) json.field(format, count);
  json.end_object().end_object();
  json.key("on_disk").begin_object().field("store", totals.store_bytes).field("index", totals.index_bytes).end_object();
  json.end_object();
  return json.take() + '\n';
}

void say_counts(std::string_view label, const Counts& counts, std::size_t most) {
  for (std::size_t i = 0; i < std::min(most, counts.size()); ++i)
    fmt::print("{:<14} {:>9}  {}\n", i ? "" : label, counts[i].second, printable(counts[i].first));
  std::size_t rest = 0;
  for (std::size_t i = most; i < counts.size(); ++i) rest += counts[i].second;
  if (rest) fmt::print("{:<14} {:>9}  of {} other kinds (--format json names them)\n", "", rest, counts.size() - most);
}

/// The last years one by one, newest first, and what came before them as one line.
Counts recent_years(const StoreTotals& totals) {
  Counts out;
  std::size_t before = 0, unknown = 0;
  for (auto year = totals.years.rbegin(); year != totals.years.rend(); ++year) {
    const auto count = static_cast<std::size_t>(year->second);
    if (year->first == 0) unknown += count;
    else if (out.size() < most_years) out.emplace_back(std::to_string(year->first), count);
    else before += count;
  }
  if (before) out.emplace_back("before " + out.back().first, before);
  if (unknown) out.emplace_back("year not stated", unknown);
  return out;
}

void say_stats(const StoreTotals& totals, const EvidenceStatistics& of_records, const std::string& path) {
  fmt::print("{:<14} {}, format {}, {} and {} of full text index\n", "store", path, totals.format,
             size_of(totals.store_bytes), size_of(totals.index_bytes));
  fmt::print("{:<14} {:>9}", "files", totals.files);
  for (std::size_t i = 0; i < totals.formats.size(); ++i)
    fmt::print("{} {} {}", i ? "," : " ", totals.formats[i].second, totals.formats[i].first);
  if (totals.files) fmt::print("; {} to {}", totals.first_import, totals.last_import);
  fmt::print("\n{:<14} {:>9}  {} without an abstract\n", "records", totals.records, of_records.without_abstract);
  fmt::print("{:<14} {:>9}  records that PubMed has taken back\n", "deletions", totals.deletions);
  fmt::print("{:<14} {:>9}  {} recommendations\n", "guidelines", totals.guidelines, totals.recommendations);
  fmt::print("{:<14} {:>9}  descriptors\n", "MeSH", totals.mesh_descriptors);
  fmt::print("{:<14} {:>9}  rows of retraction lists\n", "notices", totals.retraction_notices);
  for (const auto& [low, high] : totals.complete) fmt::print("{:<14} PMIDs {} to {}\n", "complete for", low, high);
  if (totals.known_absent)
    fmt::print("{:<14} {:>9}  PMIDs of which PubMed has no record\n", "absent", totals.known_absent);
  say_counts("years", recent_years(totals), most_years + 2);
  say_counts("statuses", by_frequency(of_records.statuses), of_records.statuses.size());
  say_counts("types", by_frequency(of_records.types), most_types);
  say_counts("designs", by_frequency(of_records.designs), of_records.designs.size());
}

int run_stats(const Options& options, const GlobalOptions& global) {
  int code = checked;
  const std::unique_ptr<EvidenceStore> store = open_store(global, StoreMode::read, code);
  if (!store) return code;
  const StoreTotals totals = store_totals(store->path());
  StatisticsOptions statistics;
  statistics.designs = options.designs;
  if (!global.quiet && is_terminal(STDERR_FILENO)) {
    statistics.progress = [&](std::size_t done) {
      fmt::print(stderr, "\r{} of {} records\x1b[K", done, totals.records);
      if (static_cast<std::int64_t>(done) + 1000 > totals.records) fmt::print(stderr, "\r\x1b[K");
    };
  }
  const EvidenceStatistics of_records = evidence_statistics(*store, statistics);
  if (options.format == "json") fmt::print("{}", stats_json(totals, of_records, store->path(), options));
  else say_stats(totals, of_records, store->path());
  return checked;
}

}  // namespace

void declare_evidence_stats(CLI::App& evidence, GlobalOptions& global, Runner& run) {
  CLI::App* command = evidence.add_subcommand("stats", "Counts what the store holds, and what it takes on disk");
  auto options = std::make_shared<Options>();
  command->add_flag("--designs", options->designs, "Study designs as well, read from every abstract (takes its time)");
  add_format(*command, options->format);
  command->footer("Example: claimassay evidence stats --designs --format json");
  command->callback([options, &global, &run] { run = [options, &global] { return run_stats(*options, global); }; });
}

}  // namespace claimassay
