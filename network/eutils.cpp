#include "network/eutils.h"

#include <simdjson.h>

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "core/text.h"

namespace claimassay {

namespace {

constexpr Seconds longest_wait{120};
// PubMed's search is fuzzy at the edges; what it finds beyond this is no answer to the question.
constexpr std::size_t most_found_per_id = 5;

std::string in_quotes(std::string_view text) {
  // PubMed has no escape for a quotation mark; no DOI in PubMed holds one.
  std::string out = "\"";
  for (const char c : text) {
    if (c != '"') out += c;
  }
  return out + '"';
}

std::string term_of(const RecordId& id) {
  if (id.pmid) return fmt::format("{}[uid]", id.pmid);
  if (!id.doi.empty()) return in_quotes(id.doi) + "[aid] OR " + in_quotes(id.doi) + "[lid]";
  return id.pmc + "[pmcid] OR " + id.pmc + "[aid]";
}

std::string one_line(std::string_view text, std::size_t most) {
  return printable(shorten(collapse_space(replace_invalid_utf8(text)), most));
}

/// What stands between two marks; empty where the first is missing.
std::string between(std::string_view text, std::string_view from, std::string_view to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string_view::npos) return "";
  const std::string_view rest = text.substr(begin + from.size());
  return one_line(rest.substr(0, rest.find(to)), 200);
}

bool is_web_page(std::string_view body) {
  const std::string head = lower(replace_invalid_utf8(body.substr(0, 300)));
  return head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos;
}

std::string_view without_space_at_end(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

/// {"error": "..."}, as NCBI's front door writes it whatever format was asked for; empty for anything else.
std::string json_error(std::string_view body) {
  const std::size_t begin = body.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || body[begin] != '{' || body.size() > 64 * 1024) return "";
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  std::string_view said;
  if (parser.parse(simdjson::padded_string(body)).get(root) || root["error"].get(said)) return "";
  // Without a key, NCBI's answer also holds our address; with one, the key. Neither is repeated.
  return one_line(said, 200);
}

bool is_about_key(const std::string& error) { return lower(error).find("api key") != std::string::npos; }

/// Every way in which NCBI, or something between it and us, says no. Nothing when the body is worth reading.
std::optional<std::string> refusal(const HttpAnswer& answer, bool& may_pass, EutilsProblem& kind) {
  may_pass = false;
  kind = EutilsProblem::refused;
  if (!answer.failure.empty()) {
    may_pass = answer.may_pass;
    kind = EutilsProblem::unreachable;
    return answer.failure;
  }
  const bool ok = answer.status >= 200 && answer.status < 300;
  if (const std::string error = json_error(answer.body); !error.empty()) {
    if (is_about_key(error)) {
      kind = EutilsProblem::key;
      return "NCBI does not accept the API key (it says: " + error + ")";
    }
    may_pass = ok || answer.status == 429 || answer.status >= 500;
    return fmt::format("NCBI answers with an error: {}", error);
  }
  if (answer.status == 429) {
    may_pass = true;
    return "NCBI says that it was asked too often (status 429)";
  }
  if (const std::string error = between(answer.body, "<ERROR>", "</ERROR>"); !error.empty()) {
    may_pass = ok || answer.status >= 500;
    return fmt::format("NCBI answers with an error: {}", error);
  }
  if (!ok) {
    may_pass = answer.status >= 500 || answer.status == 408;
    return fmt::format("the server answers with status {}", answer.status);
  }
  if (is_web_page(answer.body)) {
    may_pass = true;
    const std::string title = between(answer.body, "<title>", "</title>");
    return "a web page came in place of data" + (title.empty() ? "" : " (\"" + title + "\")") +
           ": the service is down, or a proxy or a login page stands in between";
  }
  return std::nullopt;
}

bool says_nothing_found(std::string_view body) {
  const std::string error = lower(between(body, "<ERROR>", "</ERROR>"));
  return error.find("empty result") != std::string::npos || error.find("id list is empty") != std::string::npos;
}

/// Looked for instead of parsed: the importer parses. A cut answer lacks the end, whatever the transfer said.
enum class Wholeness { whole, cut, other };
Wholeness wholeness(std::string_view body) {
  for (const std::string_view root : {"PubmedArticleSet", "PubmedBookArticleSet"}) {
    const std::size_t open = body.find(fmt::format("<{}", root));
    if (open == std::string_view::npos) continue;
    const std::string_view end = without_space_at_end(body);
    if (end.ends_with(fmt::format("</{}>", root))) return Wholeness::whole;
    // <PubmedArticleSet/>: the answer to identifiers of which none exists.
    const std::string_view last = end.substr(std::min(end.rfind('<'), end.size()));
    return last.starts_with(fmt::format("<{}", root)) && last.ends_with("/>") ? Wholeness::whole : Wholeness::cut;
  }
  return body.substr(0, 5) == "<?xml" && body.size() < 300 ? Wholeness::cut : Wholeness::other;
}

/// Nothing when the text is no whole answer of esearch.
std::optional<std::vector<Pmid>> found_in(const std::string& body, std::string& error) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  simdjson::dom::object result;
  simdjson::dom::array list;
  if (parser.parse(body).get(root) || root["esearchresult"].get(result)) return std::nullopt;
  std::string_view said;
  if (!result["ERROR"].get(said)) error = one_line(said, 200);
  if (result["idlist"].get(list)) return error.empty() ? std::nullopt : std::optional<std::vector<Pmid>>(std::in_place);
  std::vector<Pmid> found;
  for (const simdjson::dom::element one : list) {
    std::string_view text;
    if (one.get(text) || text.empty() || text.size() > 10) continue;
    if (text.find_first_not_of("0123456789") == std::string_view::npos)
      found.push_back(std::atoll(std::string(text).c_str()));
  }
  return found;
}

}  // namespace

std::string RecordId::words() const {
  if (pmid) return fmt::format("PMID {}", pmid);
  return doi.empty() ? pmc : "doi " + doi;
}

FetchClock real_clock() {
  return {[] { return Seconds(std::chrono::steady_clock::now().time_since_epoch()); },
          [](Seconds time) { std::this_thread::sleep_for(time); }};
}

EutilsRequest search_request(std::span<const RecordId> ids) {
  std::string term;
  for (const RecordId& id : ids) term += (term.empty() ? "" : " OR ") + term_of(id);
  return {"esearch.fcgi",
          {{"retmode", "json"}, {"retmax", std::to_string(ids.size() * most_found_per_id)}, {"term", std::move(term)}}};
}

EutilsRequest fetch_request(std::span<const Pmid> pmids) {
  std::string list;
  for (const Pmid pmid : pmids) list += (list.empty() ? "" : ",") + std::to_string(pmid);
  return {"efetch.fcgi", {{"retmode", "xml"}, {"id", std::move(list)}}};
}

Eutils::Eutils(HttpClient& http, FetchClock clock, EutilsOptions options)
    : http_(http), clock_(std::move(clock)), options_(std::move(options)) {
  if (!options_.base_url.ends_with('/')) options_.base_url += '/';
}

std::string Eutils::address(const EutilsRequest& request) const { return options_.base_url + request.program; }

std::vector<std::pair<std::string, std::string>> Eutils::all_fields(const EutilsRequest& request) const {
  std::vector<std::pair<std::string, std::string>> fields = {{"db", "pubmed"}};
  fields.insert(fields.end(), request.fields.begin(), request.fields.end());
  fields.emplace_back("tool", "claimassay");
  if (!options_.email.empty()) fields.emplace_back("email", options_.email);
  if (!options_.api_key.empty()) fields.emplace_back("api_key", options_.api_key);
  return fields;
}

std::string Eutils::describe(const EutilsRequest& request) const {
  std::string out = "POST " + address(request) + "\n";
  for (const auto& [name, value] : all_fields(request))
    out += fmt::format("  {} = {}\n", name, name == "api_key" ? "(not shown)" : value);
  return out;
}

HttpAnswer Eutils::ask_once(const EutilsRequest& request) {
  // Counted from the last answer, not from the last question: so the server sees the distance too, however long ours took
  // to get there.
  const Seconds apart = Seconds(1.0 / (options_.api_key.empty() ? 3 : 10)) + Seconds(0.002);
  const Seconds wait = asked_ ? apart - (clock_.now() - answered_) : Seconds(0);
  if (wait > Seconds(0)) clock_.sleep(wait);
  std::string form;
  for (const auto& [name, value] : all_fields(request))
    form += (form.empty() ? "" : "&") + name + "=" + form_encode(value);
  HttpAnswer answer = http_.post(address(request), form);
  asked_ = true;
  answered_ = clock_.now();
  return answer;
}

std::string Eutils::ask(const EutilsRequest& request, Outcome (*judge)(HttpAnswer&&)) {
  for (std::size_t retry = 0;; ++retry) {
    HttpAnswer answer = ask_once(request);
    Seconds wait = options_.retry_wait * static_cast<double>(std::uint64_t(1) << std::min<std::size_t>(retry, 20));
    wait = std::min(wait, longest_wait);
    const bool named = answer.retry_after && (answer.status == 429 || answer.status >= 500);
    // A server that names a time means it: never earlier, even where our own wait would be shorter.
    if (named) wait = std::max(wait, Seconds(*answer.retry_after));
    Outcome outcome = judge(std::move(answer));
    if (outcome.problem.empty()) return std::move(outcome.body);
    const std::string what = fmt::format("{}: {}", address(request), outcome.problem);
    if (!outcome.may_pass) throw EutilsError(outcome.kind, what);
    if (retry >= options_.retries)
      throw EutilsError(outcome.kind, fmt::format("{} (asked {} time{})", what, retry + 1, retry ? "s" : ""));
    if (wait > longest_wait)
      throw EutilsError(outcome.kind, fmt::format("{}; it wants to be left alone for {:.0f} seconds: try again then",
                                                  what, wait.count()));
    if (options_.waits) options_.waits(fmt::format("{}; asking again in {:.3g} s", outcome.problem, wait.count()));
    clock_.sleep(wait);
  }
}

Eutils::Outcome Eutils::judge_search(HttpAnswer&& answer) {
  Outcome outcome;
  if (auto why = refusal(answer, outcome.may_pass, outcome.kind)) {
    outcome.problem = std::move(*why);
    return outcome;
  }
  std::string error;
  const auto found = found_in(answer.body, error);
  outcome.may_pass = true;
  if (!error.empty()) outcome.problem = "NCBI answers with an error: " + error;
  else if (!found) outcome.problem = "the answer breaks off or is no search result";
  outcome.body = std::move(answer.body);
  return outcome;
}

Eutils::Outcome Eutils::judge_records(HttpAnswer&& answer) {
  Outcome outcome;
  if (answer.failure.empty() && answer.status < 500 && says_nothing_found(answer.body)) {
    outcome.body = "<PubmedArticleSet></PubmedArticleSet>";
    return outcome;
  }
  if (auto why = refusal(answer, outcome.may_pass, outcome.kind)) {
    outcome.problem = std::move(*why);
    return outcome;
  }
  const Wholeness how = wholeness(answer.body);
  outcome.may_pass = true;
  if (how == Wholeness::cut) {
    outcome.problem = fmt::format("the answer breaks off after {} bytes", answer.body.size());
    outcome.kind = EutilsProblem::unreachable;
  } else if (how == Wholeness::other) {
    outcome.problem = "the answer is no PubMed XML" +
                      (answer.content_type.empty() ? "" : " (" + one_line(answer.content_type, 60) + ")");
  }
  outcome.body = std::move(answer.body);
  return outcome;
}

std::vector<Pmid> Eutils::search(std::span<const RecordId> ids) {
  std::string error;
  return found_in(ask(search_request(ids), judge_search), error).value_or(std::vector<Pmid>());
}

std::string Eutils::fetch(std::span<const Pmid> pmids) { return ask(fetch_request(pmids), judge_records); }

}  // namespace claimassay
