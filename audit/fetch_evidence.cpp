#include "audit/fetch_evidence.h"

#include <algorithm>
#include <cassert>
#include <set>

#include <fmt/format.h>

#include "citations/resolve.h"
#include "core/entry_identifiers.h"
#include "core/identifiers.h"
#include "core/text.h"
#include "importers/importer.h"
#include "parser/article.h"
#include "parser/references.h"

namespace claimassay {

namespace {

bool holds(const EvidenceStore& store, const RecordId& id) {
  if (id.pmid) return store.by_pmid(id.pmid).has_value();
  return (id.doi.empty() ? store.pmid_of_pmc(id.pmc) : store.pmid_of_doi(id.doi)).has_value();
}

void add_once(std::vector<RecordId>& ids, RecordId id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
}

RecordId id_of(const ReferenceEntry& entry) {
  EntryIdentifiers ids = identifiers_of(entry);
  if (ids.pmid) return {ids.pmid, "", ""};
  if (!ids.doi.empty()) return {0, std::move(ids.doi), ""};
  return {0, "", std::move(ids.pmc)};
}

void plan_entries(const Article& article, const std::vector<ReferenceEntry>& entries, const EvidenceStore* store,
                  bool again, FetchPlan& plan) {
  for (const ResolvedReference& reference : resolve_references(article, entries, store)) {
    if (!reference.entry) continue;
    RecordId id = id_of(*reference.entry);
    const bool found = reference.resolution == Resolution::found;
    // Known not to exist: another answer is not to be expected.
    const bool settled = found || reference.resolution == Resolution::unresolvable;
    if (id == RecordId()) {
      // A guideline that was found by its address needs no record.
      plan.without_identifier += !found;
    } else if (settled && !again) {
      add_once(plan.in_store, std::move(id));
    } else {
      add_once(plan.ids, std::move(id));
    }
  }
}

std::vector<RecordId> pmids_of(const FetchPlan& plan) {
  std::vector<RecordId> out;
  std::copy_if(plan.ids.begin(), plan.ids.end(), std::back_inserter(out), [](const RecordId& id) { return id.pmid; });
  return out;
}

std::vector<RecordId> others_of(const FetchPlan& plan) {
  std::vector<RecordId> out;
  std::copy_if(plan.ids.begin(), plan.ids.end(), std::back_inserter(out), [](const RecordId& id) { return !id.pmid; });
  return out;
}

template <class Item, class Use>
void in_batches(const std::vector<Item>& items, std::size_t size, const Use& use) {
  for (std::size_t at = 0; at < items.size(); at += size)
    use(std::span(items).subspan(at, std::min(size, items.size() - at)));
}

/// Every way in which a record may have been asked for.
std::vector<RecordId> ids_of(const Citation& record) {
  std::vector<RecordId> ids = {{record.pmid, "", ""}};
  if (!record.doi.empty()) ids.push_back({0, record.doi, ""});
  if (!record.pmc.empty()) ids.push_back({0, "", record.pmc});
  return ids;
}

/// An answer's records, kept until the answer is known to be whole. Only those that were asked for are kept, and of them
/// no more than can have been: what else a server sends is counted.
class AnswerSink : public EvidenceSink {
 public:
  explicit AnswerSink(const std::set<RecordId>& asked) : asked_(asked) {}
  void record(Citation&& citation) override {
    if (!was_asked_for(citation)) not_asked.push_back(citation.pmid);
    else if (records.size() == most_kept) ++reasons["more-than-asked-for"];
    else records.push_back(std::move(citation));
  }
  /// efetch deletes nothing: whatever claims to is not believed.
  void deleted(Pmid) override { ++reasons["deletion-not-asked-for"]; }
  void skipped(std::string_view reason, const Place&) override { ++reasons[std::string(reason)]; }

  std::vector<Citation> records;
  std::vector<Pmid> not_asked;
  std::map<std::string, std::size_t> reasons;

 private:
  static constexpr std::size_t most_kept = most_in_fetch * 2;  // each twice
  /// By whatever identifier.
  bool was_asked_for(const Citation& record) const {
    const auto ids = ids_of(record);
    return std::any_of(ids.begin(), ids.end(), [&](const RecordId& id) { return asked_.contains(id); });
  }
  const std::set<RecordId>& asked_;
};

class Fetch {
 public:
  Fetch(const FetchPlan& plan, EvidenceStore& store, Eutils& eutils, const FetchOptions& options)
      : plan_(plan),
        store_(store),
        eutils_(eutils),
        options_(options),
        asked_(plan.ids.begin(), plan.ids.end()),
        open_(asked_) {}

  FetchReport run() {
    try {
      fetch_pmids();
      fetch_others();
    } catch (const EutilsError& error) {
      report_.failure = error.what();
      report_.problem = error.problem;
      for (const RecordId& id : plan_.ids) {
        if (open_.contains(id)) report_.not_asked.push_back(id);
      }
    }
    store_.checkpoint();
    return std::move(report_);
  }

 private:
  void fetch_pmids();
  void fetch_others();
  std::vector<RecordId> ask_again(std::span<const RecordId> missing);
  bool fetch_records(std::span<const Pmid> pmids);
  void keep(AnswerSink& sink, std::size_t bytes);
  void settle(const RecordId& id, std::vector<RecordId>& into);
  std::vector<RecordId> still_open(std::span<const RecordId> ids) const;

  const FetchPlan& plan_;
  EvidenceStore& store_;
  Eutils& eutils_;
  const FetchOptions& options_;
  const std::set<RecordId> asked_;
  std::set<RecordId> open_;  ///< asked for and not yet answered
  FetchReport report_;
};

void Fetch::settle(const RecordId& id, std::vector<RecordId>& into) {
  if (open_.erase(id)) into.push_back(id);
}

std::vector<RecordId> Fetch::still_open(std::span<const RecordId> ids) const {
  std::vector<RecordId> out;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(out), [&](const RecordId& id) { return open_.contains(id); });
  return out;
}

void Fetch::keep(AnswerSink& sink, std::size_t bytes) {
  std::unique_ptr<ImportSession> session;
  for (const Citation& record : sink.records) {
    for (const RecordId& id : ids_of(record)) open_.erase(id);
    if (!session) {
      SourceFile file;
      file.name = eutils_.address(fetch_request({}));
      file.format = "pubmed-xml";
      file.bytes = static_cast<std::int64_t>(bytes);
      file.imported_on = options_.as_of;
      session = store_.begin_import(file);
    }
    session->put(record);
    ++report_.fetched;
  }
  if (session) report_.records += session->commit();
  report_.not_taken.insert(report_.not_taken.end(), sink.not_asked.begin(), sink.not_asked.end());
  for (const auto& [reason, count] : sink.reasons) report_.skipped[reason] += count;
}

/// False when the answer was broken: then nothing of it was kept.
bool Fetch::fetch_records(std::span<const Pmid> pmids) {
  if (pmids.empty()) return true;
  std::string body = eutils_.fetch(pmids);
  const std::size_t size = body.size();
  const auto formats = evidence_formats();
  const auto format = std::find_if(formats.begin(), formats.end(),
                                   [](const EvidenceFormat& known) { return known.name == "pubmed-xml"; });
  assert(format != formats.end());
  const auto bytes = bytes_in_memory(eutils_.address(fetch_request({})), std::move(body));
  AnswerSink sink(asked_);
  Diagnostics diagnostics;
  const bool whole = format->read(*bytes, sink, diagnostics);
  if (options_.said && !diagnostics.all().empty()) options_.said(diagnostics);
  if (whole) keep(sink, size);
  if (options_.progress) options_.progress(plan_.ids.size() - open_.size(), plan_.ids.size());
  return whole;
}

/// Those of the missing that PubMed's search knows all the same.
std::vector<RecordId> Fetch::ask_again(std::span<const RecordId> missing) {
  std::vector<Pmid> known = eutils_.search(missing);
  std::vector<RecordId> out;
  for (const RecordId& id : missing) {
    if (std::find(known.begin(), known.end(), id.pmid) != known.end()) out.push_back(id);
  }
  return out;
}

void Fetch::fetch_pmids() {
  const auto fetch = [&](std::span<const RecordId> batch) {
    std::vector<Pmid> pmids;
    for (const RecordId& id : batch) pmids.push_back(id.pmid);
    fetch_records(pmids);
  };
  const std::vector<RecordId> ids = pmids_of(plan_);
  in_batches(ids, most_in_fetch, fetch);
  // efetch leaves records out without a word, for PMIDs that do not exist and on a bad day for others. That a PMID does not
  // exist becomes a finding in somebody's article, so the search is asked too.
  const std::vector<RecordId> missing = still_open(ids);
  std::vector<RecordId> known;
  in_batches(missing, most_in_search, [&](std::span<const RecordId> batch) {
    for (RecordId& id : ask_again(batch)) known.push_back(std::move(id));
  });
  in_batches(known, most_in_fetch, fetch);
  for (const RecordId& id : missing) {
    if (std::find(known.begin(), known.end(), id) != known.end()) {
      settle(id, report_.not_delivered);
    } else {
      settle(id, report_.no_such);
      store_.declare_complete(id.pmid, id.pmid);
    }
  }
}

void Fetch::fetch_others() {
  in_batches(others_of(plan_), most_in_search, [&](std::span<const RecordId> batch) {
    const std::vector<RecordId> wanted = still_open(batch);  // a PMID's record may have answered for its DOI
    if (wanted.empty()) return;
    bool whole = true;
    in_batches(eutils_.search(wanted), most_in_fetch,
               [&](std::span<const Pmid> pmids) { whole &= fetch_records(pmids); });
    for (const RecordId& id : wanted) settle(id, whole ? report_.not_in_pubmed : report_.not_delivered);
  });
}

}  // namespace

bool plan_id(const std::string& text, const EvidenceStore* store, bool again, FetchPlan& plan) {
  RecordId id;
  if (const auto doi = parse_doi(text)) id.doi = *doi;
  else if (const auto pmc = parse_pmc(text)) id.pmc = *pmc;
  else if (const auto pmid = parse_pmid(text)) id.pmid = *pmid;
  else return false;
  const bool known = store && !again && holds(*store, id);
  add_once(known ? plan.in_store : plan.ids, std::move(id));
  return true;
}

bool plan_references(const std::string& article_path, const std::string& refs_path, const EvidenceStore* store,
                     bool again, FetchPlan& plan, Diagnostics& diagnostics) {
  Article article;
  if (!article_path.empty()) {
    auto document = read_document(article_path, diagnostics);
    if (!document) return false;
    article = read_article(std::move(*document));
  }
  std::vector<ReferenceEntry> entries = article.references;
  if (!refs_path.empty()) {
    const auto document = read_document(refs_path, diagnostics);
    if (!document) return false;
    entries = read_reference_file(*document);
  }
  if (entries.empty()) {
    diagnostics.error("no-references", "no reference was found in this file",
                      {refs_path.empty() ? article_path : refs_path}, "expected a list of references");
    return false;
  }
  plan_entries(article, entries, store, again, plan);
  return true;
}

std::vector<EutilsRequest> first_requests(const FetchPlan& plan) {
  std::vector<EutilsRequest> requests;
  in_batches(pmids_of(plan), most_in_fetch, [&](std::span<const RecordId> batch) {
    std::vector<Pmid> pmids;
    for (const RecordId& id : batch) pmids.push_back(id.pmid);
    requests.push_back(fetch_request(pmids));
  });
  in_batches(others_of(plan), most_in_search,
             [&](std::span<const RecordId> batch) { requests.push_back(search_request(batch)); });
  return requests;
}

FetchReport fetch_evidence(const FetchPlan& plan, EvidenceStore& store, Eutils& eutils, const FetchOptions& options) {
  return Fetch(plan, store, eutils, options).run();
}

}  // namespace claimassay
