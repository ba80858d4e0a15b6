// claimassay evidence show: records and guideline summaries by their identifiers.
#include <fmt/format.h>

#include <cstdio>
#include <utility>
#include <variant>

#include "citations/status.h"
#include "cli/evidence.h"
#include "cli/evidence_text.h"
#include "cli/open_store.h"
#include "core/citation_json.h"
#include "core/guideline_json.h"
#include "core/identifiers.h"
#include "core/text.h"

namespace claimassay {

namespace {

struct Options {
  std::vector<std::string> ids;
  std::string format = "text";
};

using Found = std::variant<std::monostate, Citation, Guideline>;

/// "NCT01234567", "ISRCTN 12345678": letters of a register, then digits, as no other identifier is written.
bool is_trial_number(std::string_view id) {
  const std::string text = lower(trim(id));
  return (text.starts_with("nct") || text.starts_with("isrctn")) &&
         text.find_first_of("0123456789") != std::string::npos &&
         text.find_first_not_of("0123456789 ", text.find_first_of("0123456789 ")) == std::string::npos;
}

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
  if (is_trial_number(id)) return Found();
  if (id.find("://") != std::string::npos) return guideline(store.guideline_by_url(id));
  return std::nullopt;
}

/// What notices and retraction lists say of a paper that is not here itself.
ResolvedStatus status_of_absent(const EvidenceStore& store, const std::string& id) {
  const auto doi = parse_doi(id);
  const auto pmid = doi || parse_pmc(id) ? std::nullopt : parse_pmid(id);
  return status_of(pmid.value_or(0), doi.value_or(""), nullptr, store);
}

int run_show(const Options& options, const GlobalOptions& global) {
  int code = checked;
  const std::unique_ptr<EvidenceStore> store = open_store(global, StoreMode::read, code);
  if (!store) return code;
  JsonWriter json(2);
  json.begin_object().key("found").begin_array();
  std::vector<std::string> missing;
  std::vector<std::pair<std::string, ResolvedStatus>> absent;
  bool first = true;
  std::vector<std::string> ids;
  for (const std::string& typed : options.ids) {
    const std::string id = replace_invalid_utf8(typed);
    const std::vector<Pmid> registered = is_trial_number(id) ? store->pmids_of_registry(id) : std::vector<Pmid>();
    for (const Pmid pmid : registered) ids.push_back(std::to_string(pmid));
    if (registered.empty()) ids.push_back(id);
  }
  for (const std::string& id : ids) {
    const std::optional<Found> found = look_up(*store, id);
    if (!found) {
      fmt::print(stderr, "claimassay: '{}' is no PMID, DOI, PMC number, trial number, guideline id or address\n",
                 printable(id));
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
      ResolvedStatus status = status_of_absent(*store, id);
      const std::string said = in_words(status);
      fmt::print(
          stderr, "claimassay: {} is not in the store{}{}\n", printable(id),
          said.empty() ? "" : "; known of it: ", said.empty() ? "" : fmt::format("{} ({})", word(status.status), said));
      if (status.checked) absent.emplace_back(id, std::move(status));
      code = worse(code, not_checked);
    }
  }
  json.end_array().field("not_in_store", missing);
  json.key("known_of_absent").begin_array();
  for (const auto& [id, status] : absent) {
    json.begin_object().field("id", id);
    write_status(json, status);
    json.end_object();
  }
  json.end_array().end_object();
  if (options.format == "json") fmt::print("{}\n", json.text());
  return code;
}

}  // namespace

void declare_evidence_show(CLI::App& evidence, GlobalOptions& global, Runner& run) {
  CLI::App* command = evidence.add_subcommand("show", "Shows records or guideline summaries by their identifiers");
  auto options = std::make_shared<Options>();
  command
      ->add_option("ID", options->ids, "PMID, DOI, PMC number, trial number (NCT, ISRCTN), guideline id or its address")
      ->required();
  add_format(*command, options->format);
  command->footer("Example: claimassay evidence show 12345678 10.1000/xyz123 NCT01234567");
  command->callback([options, &global, &run] { run = [options, &global] { return run_show(*options, global); }; });
}

}  // namespace claimassay
