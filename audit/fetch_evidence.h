// Gaps of the evidence store, filled from NCBI's E-utilities: identifiers -> PMIDs -> records -> the store, through the same
// reader and the same transactions as an imported file.
// Promises: an answer is read whole before the store is locked, and is in it whole or not at all; what was fetched before a
// failure stays; a record is taken only when it carries an identifier that was asked for; "does not exist" is said of a
// PMID only after PubMed was asked twice, in two ways, and is then known to later checks. Costs: memory for one answer of
// at most 200 records.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "network/eutils.h"
#include "store/evidence_store.h"
#include "store/import_session.h"

namespace claimassay {

/// What is to be fetched, each identifier once, and what is not.
struct FetchPlan {
  std::vector<RecordId> ids;
  std::vector<RecordId> in_store;      ///< not asked for again
  std::size_t without_identifier = 0;  ///< references that name no PMID, DOI or PMC number
};

/// Adds an identifier as people write it (PMID, DOI, PMC number, or an address that holds one). False when it is none.
/// `store` may be null (there is none yet); `again` takes what the store holds as well.
bool plan_id(const std::string& text, const EvidenceStore* store, bool again, FetchPlan& plan);
/// Adds the references of an article that the store lacks, resolved as a check resolves them; of `refs_path` instead where
/// it is not empty. An empty `article_path` takes the file of references alone. False, with Diagnostics, when a file cannot
/// be read or holds no references.
bool plan_references(const std::string& article_path, const std::string& refs_path, const EvidenceStore* store,
                     bool again, FetchPlan& plan, Diagnostics& diagnostics);

/// The requests that the plan begins with; those for records whose PMIDs are yet to be found cannot be known.
std::vector<EutilsRequest> first_requests(const FetchPlan& plan);

struct FetchOptions {
  std::string as_of;                                                   ///< ISO date, kept beside what was fetched
  std::function<void(std::size_t done, std::size_t in_all)> progress;  ///< of identifiers; may be empty
  std::function<void(const Diagnostics&)> said;                        ///< of broken records; may be empty
};

struct FetchReport {
  ImportCounts records;
  std::size_t fetched = 0;                     ///< records taken
  std::vector<RecordId> no_such;               ///< PubMed has no record with this PMID
  std::vector<RecordId> not_in_pubmed;         ///< DOIs and PMC numbers: they may well exist elsewhere
  std::vector<RecordId> not_delivered;         ///< PubMed knows it, and did not send it
  std::vector<RecordId> not_asked;             ///< after a failure
  std::vector<Pmid> not_taken;                 ///< records that were sent and carry no identifier that was asked for
  std::map<std::string, std::size_t> skipped;  ///< as in an import
  std::string failure;                         ///< in words; empty when everything was asked
  EutilsProblem problem = EutilsProblem::unreachable;  ///< with a failure
};

/// Throws StoreError when the store fails; what the network does ends up in the report.
FetchReport fetch_evidence(const FetchPlan& plan, EvidenceStore& store, Eutils& eutils, const FetchOptions& options);

}  // namespace claimassay
