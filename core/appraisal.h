// The result of checking one article: what report/ writes, review/ stores and audit/ counts.
// "Not checked" is a value of its own everywhere: nothing here defaults to fine.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/article.h"
#include "core/assessment.h"
#include "core/claim.h"
#include "core/finding.h"
#include "core/guideline.h"
#include "core/study.h"

namespace claimassay {

/// What became of a reference entry, or of a cited number that has none.
enum class Resolution {
  found,          ///< a record in the store
  not_in_store,   ///< a well-formed identifier that the store does not hold: not checked
  unresolvable,   ///< malformed, or absent where the store is complete for it
  no_identifier,  ///< free text without PMID, PMC, DOI: not checked
  no_entry        ///< cited in the text, but there is no such entry
};
template <>
struct Vocabulary<Resolution> {
  static constexpr std::string_view words[] = {"found", "not_in_store", "unresolvable", "no_identifier", "no_entry"};
};

/// Why a record's status is what it is: a notice, its type and date, and the end of the link that says so.
struct StatusReason {
  std::string type;  ///< RetractionIn ...
  Pmid notice = 0;
  std::string source;
  PartialDate date;
  bool from_notice = false;  ///< known only from the notice's own record
  // What a retraction list adds.
  std::string said_by = {};     ///< the list that says so; "" = PubMed's records alone
  std::string notice_doi = {};  ///< of the notice, where the list gives it
  std::string why = {};         ///< the list's reasons, in its words
};

struct ResolvedStatus {
  RecordStatus status = RecordStatus::ok;
  bool checked = false;  ///< false: nothing in the store speaks of it, so the status is unknown, not ok
  std::vector<StatusReason> reasons;
};

/// "retraction notice PMID 99, 2021-03"; where no notice is known, what else says so.
std::string in_words(const StatusReason& reason);
/// The reasons of the status itself (not those of lesser ones), joined; "" for ok.
std::string in_words(const ResolvedStatus& status);
/// The status that a reason of this type gives to the record it is listed with.
RecordStatus status_by_reason(std::string_view type);

struct ResolvedReference {
  int number = 0;
  std::optional<ReferenceEntry> entry;  ///< nothing for no_entry
  std::size_t cited = 0;                ///< how many markers name it
  Resolution resolution = Resolution::no_entry;
  std::string matched_by;  ///< pmid, pmc, doi, url
  std::optional<Citation> record;
  std::optional<Guideline> guideline;
  double title_similarity = -1;     ///< 0 to 1, of the entry's title to the record's; -1 = not compared
  std::string identifier_conflict;  ///< in words: the entry's identifiers lead to different records; else empty
  ResolvedStatus status;
  std::string because;  ///< in words, for the report
};

/// One of the sources that a claim cites, as support/ judges it (-> contract, filter `support`).
struct SourceSupport {
  int reference = 0;
  std::string verdict;  ///< supports, partly, contradicts, not_addressed, off_topic; "" = not checked
  double score = 0;
  std::string because;
  std::vector<Quote> rationale;
};

struct AppraisedClaim {
  Claim claim;
  std::size_t section = 0;
  std::vector<int> references;  ///< numbers cited
  std::vector<SourceSupport> support;
  std::optional<Assessment> assessment;
  std::optional<Assessment> in_scheme;  ///< in another scheme, where one was asked for; no finding rests on it
  std::vector<std::size_t> findings;    ///< into ArticleAppraisal::findings
};

struct NotChecked {
  std::string what;  ///< code: "claims", "reference", "table-layout", "image"
  std::string why;
  Span span;
  std::size_t count = 1;
};

struct Coverage {
  std::size_t claims = 0;
  std::size_t graded = 0;
  std::size_t not_gradable = 0;
  std::size_t not_applicable = 0;
  std::size_t references = 0;
  std::size_t references_found = 0;
  std::size_t statuses_checked = 0;
  std::string as_of;  ///< ISO date on which everything time-dependent rests
  std::vector<NotChecked> not_checked;
};

/// Below this similarity of titles an identifier leads to another paper than the one described.
constexpr double same_title = 0.8;
/// The identifiers of the entry disagree, or its title is not the record's.
bool leads_elsewhere(const ResolvedReference& reference);

/// How a reference is named across versions of an article: by its record, else its identifier, else its number.
std::string stable_id(const ResolvedReference& reference);

struct ArticleAppraisal {
  Article article;
  std::string refs_name;  ///< of the --refs file; empty where there is none
  std::vector<ResolvedReference> references;
  std::vector<AppraisedClaim> claims;
  std::vector<Finding> findings;
  Coverage coverage;
  std::string pubmed_query;  ///< one query for everything that the store lacks; empty when it lacks nothing
  std::string engine;
  std::string pack;
  std::string pack_hash;
  std::set<std::string> rules_acted;  ///< ids of the rules that acted, for a claim or a reference
};

}  // namespace claimassay
