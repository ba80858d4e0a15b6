#include "citations/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "citations/similarity.h"
#include "citations/status.h"
#include "core/entry_identifiers.h"
#include "core/identifiers.h"
#include "core/text.h"

namespace claimassay {

namespace {

/// The records that each identifier of an entry leads to, in the order of trust.
struct Lead {
  const char* by;
  std::string written;  ///< "PMID 123"
  Citation record;
};

/// Two records of one work: linked by an update, a republication or a correction, or of the same title (a preprint).
bool same_work(const Citation& a, const Citation& b) {
  const auto linked = [](const Citation& from, const Citation& to) {
    return std::any_of(from.links.begin(), from.links.end(), [&](const RecordLink& link) {
      return link.pmid == to.pmid &&
             (link.type.starts_with("Update") || link.type.find("ublished") != std::string::npos);
    });
  };
  return linked(a, b) || linked(b, a) || title_similarity(a.title, b.title).value_or(0) >= same_title;
}

std::vector<Lead> leads_of(const EntryIdentifiers& ids, const EvidenceSource& evidence) {
  std::vector<Lead> leads;
  const auto add = [&](const char* by, std::string written, std::optional<Pmid> pmid) {
    if (!pmid) return;
    if (auto record = evidence.by_pmid(*pmid)) leads.push_back({by, std::move(written), std::move(*record)});
  };
  if (ids.pmid) add("pmid", fmt::format("PMID {}", ids.pmid), ids.pmid);
  if (!ids.pmc.empty()) add("pmc", ids.pmc, evidence.pmid_of_pmc(ids.pmc));
  if (!ids.doi.empty()) add("doi", "DOI " + ids.doi, evidence.pmid_of_doi(ids.doi));
  return leads;
}

/// Identifiers of one entry that lead to different works; "" when they agree or cannot be compared. A DOI that merely
/// differs from the record's is not enough: new versions, translations and copies have DOIs of their own.
std::string conflict_of(const EntryIdentifiers& ids, const std::vector<Lead>& leads) {
  for (std::size_t i = 1; i < leads.size(); ++i) {
    const Lead &first = leads[0], &other = leads[i];
    if (first.record.pmid == other.record.pmid || same_work(first.record, other.record)) continue;
    return fmt::format("{} is \"{}\", {} is \"{}\"", first.written, collapse_space(first.record.title), other.written,
                       collapse_space(other.record.title));
  }
  if (leads.empty() || !ids.pmid || leads[0].record.pmid == ids.pmid) return "";
  // The PMID is not in the store, but the record that the DOI or PMC leads to has a PMID of its own.
  const auto& links = leads[0].record.links;
  const bool linked = std::any_of(links.begin(), links.end(), [&](const RecordLink& l) { return l.pmid == ids.pmid; });
  if (linked) return "";
  return fmt::format("{} is PMID {}, the entry says PMID {}", leads[0].written, leads[0].record.pmid, ids.pmid);
}

std::optional<Guideline> guideline_of(const ReferenceEntry& entry, const EntryIdentifiers& ids,
                                      const EvidenceSource& evidence, std::string& by) {
  if (!ids.doi.empty()) {
    if (auto found = evidence.guideline_by_doi(ids.doi)) return by = "doi", found;
  }
  if (!entry.url.empty()) {
    if (auto found = evidence.guideline_by_url(entry.url)) return by = "url", found;
  }
  return std::nullopt;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

void resolve_without_record(ResolvedReference& reference, const EntryIdentifiers& ids, const EvidenceSource* evidence) {
  const ReferenceEntry& entry = *reference.entry;
  if (!ids.any()) {
    const bool malformed = !entry.malformed.empty();
    reference.resolution = malformed ? Resolution::unresolvable : Resolution::no_identifier;
    reference.because = malformed ? "'" + joined(entry.malformed) + "' cannot be an identifier"
                                  : "the entry has no PMID, PMC number or DOI";
  } else if (!evidence) {
    reference.resolution = Resolution::not_in_store;
    reference.because = "there is no evidence store";
  } else if (ids.pmid && evidence->complete_for(ids.pmid)) {
    reference.resolution = Resolution::unresolvable;
    reference.because =
        fmt::format("the store holds every record with such a PMID, and {} is not among them", ids.pmid);
  } else {
    reference.resolution = Resolution::not_in_store;
    reference.because = "not in the store";
  }
}

ResolvedReference resolve(const ReferenceEntry& entry, const EvidenceSource* evidence) {
  ResolvedReference reference;
  reference.number = entry.number;
  reference.entry = entry;
  const EntryIdentifiers ids = identifiers_of(entry);
  std::vector<Lead> leads;
  if (evidence) {
    leads = leads_of(ids, *evidence);
    reference.identifier_conflict = conflict_of(ids, leads);
    reference.guideline = guideline_of(entry, ids, *evidence, reference.matched_by);
  }
  if (!leads.empty()) {
    Lead& best = leads.front();
    reference.resolution = Resolution::found;
    reference.matched_by = best.by;
    reference.because = best.written;
    reference.title_similarity = entry_similarity(entry, best.record).value_or(-1);
    reference.status = status_of(best.record.pmid, &best.record, *evidence);
    reference.record = std::move(best.record);
    if (!entry.malformed.empty()) reference.because += "; '" + joined(entry.malformed) + "' cannot be an identifier";
  } else if (reference.guideline) {
    reference.resolution = Resolution::found;
    reference.because = reference.matched_by == "doi" ? "DOI " + ids.doi : entry.url;
  } else {
    resolve_without_record(reference, ids, evidence);
    // A notice in the store, or a retraction list, may speak of a paper that is not in it.
    if (evidence && (ids.pmid || !ids.doi.empty())) reference.status = status_of(ids.pmid, ids.doi, nullptr, *evidence);
  }
  return reference;
}

/// A DOI may hold brackets and semicolons, which mean something in a query unless they are quoted.
std::string query_text(const std::string& doi) {
  const bool plain = std::all_of(doi.begin(), doi.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '/' || c == '-' || c == '_';
  });
  return plain ? doi : '"' + doi + '"';
}

std::string identifier_term(const ReferenceEntry& entry) {
  const EntryIdentifiers ids = identifiers_of(entry);
  if (ids.pmid) return fmt::format("{}[uid]", ids.pmid);
  if (!ids.doi.empty()) return query_text(ids.doi) + "[doi]";
  if (!ids.pmc.empty()) return ids.pmc + "[pmcid]";
  return "";
}

}  // namespace

std::vector<ResolvedReference> resolve_references(const Article& article, const std::vector<ReferenceEntry>& entries,
                                                  const EvidenceSource* evidence) {
  std::map<int, std::size_t> cited;
  for (const CitationMarker& marker : article.markers) {
    const std::set<int> once(marker.numbers.begin(), marker.numbers.end());
    for (int number : once) ++cited[number];
  }
  std::vector<ResolvedReference> references;
  std::set<int> listed;
  for (const ReferenceEntry& entry : entries) {
    references.push_back(resolve(entry, evidence));
    if (const auto found = cited.find(entry.number); found != cited.end()) references.back().cited = found->second;
    listed.insert(entry.number);
  }
  for (const auto& [number, times] : cited) {
    if (listed.contains(number)) continue;
    ResolvedReference missing;
    missing.number = number;
    missing.cited = times;
    missing.because = entries.empty() ? "the article has no reference list" : "the reference list has no such number";
    references.push_back(std::move(missing));
  }
  std::stable_sort(references.begin(), references.end(),
                   [](const auto& a, const auto& b) { return a.number < b.number; });
  return references;
}

std::string pubmed_query(const std::vector<ResolvedReference>& references) {
  std::string query;
  std::set<std::string> asked;
  for (const ResolvedReference& reference : references) {
    if (reference.resolution != Resolution::not_in_store || !reference.entry) continue;
    const std::string term = identifier_term(*reference.entry);
    if (term.empty() || !asked.insert(term).second) continue;
    query += (query.empty() ? "" : " OR ") + term;
  }
  return query;
}

}  // namespace claimassay
