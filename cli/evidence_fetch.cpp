// claimassay evidence fetch: fills gaps of the store from NCBI. The only command that opens a connection.
#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "audit/fetch_evidence.h"
#include "cli/evidence.h"
#include "cli/open_store.h"
#include "core/engine.h"
#include "core/text.h"

namespace claimassay {

namespace {

struct Options {
  std::vector<std::string> ids;
  std::vector<std::string> articles;
  std::string refs;
  std::string base_url = EutilsOptions().base_url;
  std::string api_key, email;
  std::size_t retries = 4;
  double retry_wait = 1;
  double stalled = 60;
  bool force = false;
  bool dry_run = false;
};

constexpr std::size_t most_listed = 20;

std::string list_of(const std::vector<RecordId>& ids) {
  std::string out;
  for (std::size_t i = 0; i < std::min(ids.size(), most_listed); ++i)
    out += (i ? ", " : "") + printable(ids[i].words());
  if (ids.size() > most_listed) out += fmt::format(" and {} more", ids.size() - most_listed);
  return out;
}

/// The store as far as there is one: a dry run writes nothing, so it makes none.
std::unique_ptr<EvidenceStore> store_for(const Options& options, const GlobalOptions& global, int& code) {
  if (!options.dry_run) return open_store(global, StoreMode::write, code);
  std::error_code ignored;
  if (!std::filesystem::exists(global.store_path(), ignored)) return nullptr;
  return open_store(global, StoreMode::read, code);
}

/// Everything that is to be fetched; `code` says what could not be read.
FetchPlan plan_of(const Options& options, const EvidenceStore* store, int& code) {
  FetchPlan plan;
  for (const std::string& typed : options.ids) {
    const std::string id = replace_invalid_utf8(typed);
    if (plan_id(id, store, options.force, plan)) continue;
    fmt::print(stderr, "claimassay: '{}' is no PMID, DOI or PMC number\n", printable(id));
    code = worse(code, bad_input);
  }
  Diagnostics diagnostics;
  bool read = true;
  for (const std::string& article : options.articles)
    read &= plan_references(article, options.refs, store, options.force, plan, diagnostics);
  if (options.articles.empty() && !options.refs.empty())
    read &= plan_references("", options.refs, store, options.force, plan, diagnostics);
  fmt::print(stderr, "{}", draw(diagnostics));
  if (!read) code = worse(code, bad_input);
  if (plan.without_identifier) {
    fmt::print(stderr, "claimassay: {} reference{} no PMID, DOI or PMC number and cannot be fetched\n",
               plan.without_identifier, plan.without_identifier == 1 ? " names" : "s name");
    code = worse(code, not_checked);
  }
  return plan;
}

int say_dry(const FetchPlan& plan, const Eutils& eutils, int code) {
  const std::string known = plan.in_store.empty() ? "" : fmt::format(", {} in the store already", plan.in_store.size());
  if (plan.ids.empty()) {
    fmt::print("Nothing to fetch{}.\n", known);
    return code;
  }
  fmt::print("{} to fetch{}. Nothing was asked; without --dry-run this would be:\n\n", plan.ids.size(), known);
  bool searched = false;
  for (const EutilsRequest& request : first_requests(plan)) {
    fmt::print("{}", eutils.describe(request));
    searched |= request.program.starts_with("esearch");
  }
  if (searched) fmt::print("and efetch.fcgi for the PMIDs that the searches find\n");
  return code;
}

void say_list(std::string_view label, const std::vector<RecordId>& ids) {
  if (!ids.empty()) fmt::print("{:<13} {}\n", label, list_of(ids));
}

void say_report(const FetchPlan& plan, const FetchReport& report, const EvidenceStore& store) {
  fmt::print("{:<13} {}{}\n", "asked for", plan.ids.size(),
             plan.in_store.empty() ? "" : fmt::format(", and {} in the store already", plan.in_store.size()));
  fmt::print("{:<13} {} record{}: {} new, {} changed, {} unchanged", "fetched", report.fetched,
             report.fetched == 1 ? "" : "s", report.records.added, report.records.changed, report.records.unchanged);
  if (report.records.older) fmt::print(", {} older than the store has them", report.records.older);
  fmt::print("\n");
  say_list("no such PMID", report.no_such);
  say_list("not in PubMed", report.not_in_pubmed);
  say_list("not delivered", report.not_delivered);
  say_list("not asked", report.not_asked);
  if (!report.not_taken.empty()) {
    std::vector<RecordId> ids;
    for (const Pmid pmid : report.not_taken) ids.push_back({pmid, "", ""});
    fmt::print("{:<13} {}: no identifier in it was asked for\n", "not taken", list_of(ids));
  }
  for (const auto& [reason, count] : report.skipped) fmt::print("{:<13} {} [{}]\n", "skipped", count, reason);
  const StoreCounts counts = store.counts();
  fmt::print("{:<13} {} holds {} record{}\n", "store", store.path(), counts.records, counts.records == 1 ? "" : "s");
}

int exit_of(const FetchReport& report) {
  if (!report.failure.empty()) return report.problem == EutilsProblem::key ? bad_input : machine_failed;
  const bool all = report.no_such.empty() && report.not_in_pubmed.empty() && report.not_delivered.empty();
  return all ? checked : not_checked;
}

EutilsOptions eutils_options(const Options& options, const GlobalOptions& global) {
  EutilsOptions out;
  out.base_url = options.base_url;
  out.api_key = options.api_key;
  out.email = options.email;
  out.retries = options.retries;
  out.retry_wait = Seconds(options.retry_wait);
  if (!global.quiet) out.waits = [](const std::string& line) { fmt::print(stderr, "claimassay: {}\n", line); };
  return out;
}

int run_fetch(const Options& options, const GlobalOptions& global) {
  if (options.ids.empty() && options.articles.empty() && options.refs.empty()) {
    fmt::print(stderr,
               "claimassay evidence fetch: nothing is named\n  = try: claimassay evidence fetch --from article.txt\n");
    return bad_input;
  }
  if (!options.refs.empty() && options.articles.size() > 1) {
    fmt::print(stderr, "claimassay evidence fetch: --refs is one article's list; expected one --from, or none\n");
    return bad_input;
  }
  if (const std::string why = refuse_url(options.base_url); !why.empty()) {
    fmt::print(stderr, "claimassay evidence fetch: '{}' cannot be asked: {}\n",
               printable(replace_invalid_utf8(options.base_url)), why);
    return bad_input;
  }
  int code = checked;
  const std::unique_ptr<EvidenceStore> store = store_for(options, global, code);
  if (!store && code != checked) return code;
  const FetchPlan plan = plan_of(options, store.get(), code);

  HttpOptions http_options;
  http_options.user_agent = engine_name();
  http_options.stalled = std::chrono::seconds(static_cast<long>(std::ceil(options.stalled)));
  const std::unique_ptr<HttpClient> http = open_http(http_options);
  Eutils eutils(*http, real_clock(), eutils_options(options, global));
  if (options.dry_run) return say_dry(plan, eutils, code);

  FetchOptions fetch_options;
  fetch_options.as_of = global.as_of;
  const bool lively = !global.quiet && is_terminal(STDERR_FILENO);
  fetch_options.progress = [lively](std::size_t done, std::size_t in_all) {
    if (lively) fmt::print(stderr, "\r{} of {}{}", done, in_all, done == in_all ? "\r\x1b[K" : "\x1b[K");
  };
  fetch_options.said = [](const Diagnostics& said) { fmt::print(stderr, "{}", draw(said)); };
  const FetchReport report = fetch_evidence(plan, *store, eutils, fetch_options);
  if (!report.failure.empty()) {
    fmt::print(stderr, "claimassay: {}\n", report.failure);
    if (report.fetched)
      fmt::print(stderr, "  = what came before is in the store; the same command goes on from there\n");
  }
  if (!global.quiet) say_report(plan, report, *store);
  return worse(code, exit_of(report));
}

}  // namespace

void declare_evidence_fetch(CLI::App& evidence, GlobalOptions& global, Runner& run) {
  CLI::App* command = evidence.add_subcommand(
      "fetch", "Fetches records from NCBI's E-utilities into the store: the only command that opens a connection");
  auto options = std::make_shared<Options>();
  command->add_option("ID", options->ids, "PMIDs, DOIs and PMC numbers");
  command->add_option("--from", options->articles, "The references of this article that the store lacks");
  command->add_option("--refs", options->refs, "A file of references: beside --from as for check, or alone");
  command->add_flag("--force", options->force, "Fetch what the store holds as well, to bring it up to date");
  command->add_flag("--dry-run", options->dry_run, "Only show what would be asked");
  command->add_option("--base-url", options->base_url, "Ask here in place of NCBI")->capture_default_str();
  command
      ->add_option("--api-key", options->api_key,
                   "NCBI's key for 10 requests a second in place of 3; other users of the machine see it here, not in "
                   "$NCBI_API_KEY")
      ->envname("NCBI_API_KEY");
  command->add_option("--email", options->email, "Where NCBI can reach you before it locks you out");
  command->add_option("--retries", options->retries, "How often to ask again what may pass")
      ->check(CLI::Range(0, 20))
      ->capture_default_str();
  command->add_option("--retry-wait", options->retry_wait, "Seconds before the first retry; doubles each time")
      ->check(CLI::Range(0.0, 120.0))
      ->capture_default_str();
  command->add_option("--timeout", options->stalled, "Seconds without a byte after which a request is given up")
      ->check(CLI::Range(1.0, 3600.0))
      ->capture_default_str();
  command->footer(
      "Each batch (at most 200 records) is in the store whole or not at all, and can be interrupted at any time.\n"
      "Exit codes: 3 when something could not be fetched, 4 when NCBI could not be reached or answered with errors "
      "only.\n"
      "Examples: claimassay evidence fetch 31541003 10.1000/xyz123 PMC2600426\n"
      "          claimassay evidence fetch --from article.txt --refs references.txt --dry-run");
  command->callback([options, &global, &run] { run = [options, &global] { return run_fetch(*options, global); }; });
}

}  // namespace claimassay
