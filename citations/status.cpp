#include "citations/status.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/identifiers.h"

namespace claimassay {

namespace {

/// What a link says about the record it stands in ("here") and about the record it points to ("there"). `ok` says nothing
/// that changes a status. `shown_as` is the type under which the reason is reported when the link is seen from there: the
/// words of the other end, so that both ends give the same answer whichever of them is in the store.
struct LinkMeaning {
  std::string_view type;
  RecordStatus here;
  RecordStatus there;
  std::string_view shown_as;
};

// Errata include partial retractions and corrigenda; the register does not tell typographic from scientific errors.
// A paper that was retracted and republished is retracted in its old version and valid in its new one. A comment or
// a summary is no warning and therefore not in this table.
constexpr std::array<LinkMeaning, 16> meanings = {{
    {"RetractionIn", RecordStatus::retracted, RecordStatus::notice, "RetractionOf"},
    {"RetractionOf", RecordStatus::notice, RecordStatus::retracted, "RetractionIn"},
    {"ExpressionOfConcernIn", RecordStatus::concern, RecordStatus::notice, "ExpressionOfConcernFor"},
    {"ExpressionOfConcernFor", RecordStatus::notice, RecordStatus::concern, "ExpressionOfConcernIn"},
    {"ErratumIn", RecordStatus::corrected, RecordStatus::notice, "ErratumFor"},
    {"ErratumFor", RecordStatus::notice, RecordStatus::corrected, "ErratumIn"},
    {"PartialRetractionIn", RecordStatus::corrected, RecordStatus::notice, "PartialRetractionOf"},
    {"PartialRetractionOf", RecordStatus::notice, RecordStatus::corrected, "PartialRetractionIn"},
    {"CorrectedandRepublishedIn", RecordStatus::corrected, RecordStatus::ok, "CorrectedandRepublishedFrom"},
    {"CorrectedandRepublishedFrom", RecordStatus::ok, RecordStatus::corrected, "CorrectedandRepublishedIn"},
    {"RetractedandRepublishedIn", RecordStatus::retracted, RecordStatus::ok, "RetractedandRepublishedFrom"},
    {"RetractedandRepublishedFrom", RecordStatus::ok, RecordStatus::retracted, "RetractedandRepublishedIn"},
    {"RepublishedIn", RecordStatus::ok, RecordStatus::ok, "RepublishedFrom"},
    {"RepublishedFrom", RecordStatus::ok, RecordStatus::ok, "RepublishedIn"},
    {"UpdateIn", RecordStatus::ok, RecordStatus::ok, "UpdateOf"},
    {"UpdateOf", RecordStatus::ok, RecordStatus::ok, "UpdateIn"},
}};

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

const LinkMeaning* meaning_of(std::string_view type) {
  for (const LinkMeaning& meaning : meanings) {
    if (equal_ignoring_case(meaning.type, type)) return &meaning;
  }
  return nullptr;
}

/// By the type's identifier, which stays when the name changes; the name only where an old export has no identifier.
struct TypeMeaning {
  std::string_view ui, name;
  RecordStatus status;
};
constexpr std::array<TypeMeaning, 6> types = {{
    {"D016441", "Retracted Publication", RecordStatus::retracted},
    {"D016440", "Retraction of Publication", RecordStatus::notice},
    {"D000075742", "Expression of Concern", RecordStatus::notice},
    {"D016425", "Published Erratum", RecordStatus::notice},
    {"D000076942", "Preprint", RecordStatus::preprint},
    {"D000078325", "Clinical Trial Protocol", RecordStatus::protocol},
}};

/// What an editor must know first. A notice ranks under `retracted` (a notice can itself be retracted) and over the rest:
/// the erratum of a notice does not make it a study.
int rank(RecordStatus status) {
  switch (status) {
    case RecordStatus::retracted: return 6;
    case RecordStatus::notice: return 5;
    case RecordStatus::concern: return 4;
    case RecordStatus::protocol: return 3;
    case RecordStatus::preprint: return 2;
    case RecordStatus::corrected: return 1;
    case RecordStatus::ok: return 0;
  }
  return 0;
}

/// Publishers mark the online title of a retracted paper in capitals; "Retracted: ..." is how some title their notices.
bool title_says_retracted(std::string_view title) {
  return title.starts_with("RETRACTED:") || title.starts_with("RETRACTED ARTICLE:") || title.starts_with("[RETRACTED]");
}

class Collected {
 public:
  void add(RecordStatus status, StatusReason reason) {
    if (rank(status) > rank(result.status)) result.status = status;
    // Both ends of one link are one reason; the record's own end was added first and stays.
    const bool known = std::any_of(result.reasons.begin(), result.reasons.end(), [&](const StatusReason& other) {
      return other.type == reason.type && other.notice == reason.notice && reason.notice != 0;
    });
    if (!known) result.reasons.push_back(std::move(reason));
  }
  /// The date of a notice is known only from its own record.
  void date(const StoredLink& link) {
    for (StatusReason& reason : result.reasons) {
      if (reason.notice == link.from && !reason.date.known()) reason.date = link.date;
    }
  }
  /// What a retraction list says: joined to the reason that PubMed's records give for the same event, if there is one.
  void add_listed(RecordStatus status, StatusReason reason) {
    const auto same_event = [&](const StatusReason& other) {
      if (other.type != reason.type || !other.said_by.empty()) return false;
      if (other.notice && reason.notice) return other.notice == reason.notice;
      return status == RecordStatus::retracted;  // a paper is retracted once; it is corrected many times
    };
    const auto known = std::find_if(result.reasons.begin(), result.reasons.end(), same_event);
    if (known == result.reasons.end()) return add(status, std::move(reason));
    known->said_by = "PubMed and " + reason.said_by;
    known->notice_doi = std::move(reason.notice_doi);
    known->why = std::move(reason.why);
    if (!known->notice) known->notice = reason.notice;
    if (!known->date.known()) known->date = reason.date;
  }
  ResolvedStatus result;
};

/// A list's row names the record as its paper: by PMID where both have one, else by DOI.
bool is_about(const RetractionNotice& row, Pmid pmid, std::string_view doi) {
  if (pmid && row.paper_pmid) return pmid == row.paper_pmid;
  return !doi.empty() && row.paper_doi == doi;
}

/// A reinstatement takes back what the same list said before it; one without a date takes nothing back.
bool is_lifted(const RetractionNotice& row, const std::vector<RetractionNotice>& rows) {
  return std::any_of(rows.begin(), rows.end(), [&](const RetractionNotice& other) {
    return other.nature == NoticeNature::reinstatement && other.source == row.source && other.date.known() &&
           row.date.known() && other.date.iso() >= row.date.iso();
  });
}

struct ListedMeaning {
  std::string_view type;
  RecordStatus status;
};

ListedMeaning meaning_of(const RetractionNotice& row) {
  switch (row.nature) {
    case NoticeNature::retraction: {
      const bool replaced =
          std::find(row.reasons.begin(), row.reasons.end(), "Retract and Replace") != row.reasons.end();
      return {replaced ? "RetractedandRepublishedIn" : "RetractionIn", RecordStatus::retracted};
    }
    case NoticeNature::concern: return {"ExpressionOfConcernIn", RecordStatus::concern};
    case NoticeNature::correction: return {"ErratumIn", RecordStatus::corrected};
    case NoticeNature::reinstatement: return {"Reinstatement", RecordStatus::ok};
  }
  return {"", RecordStatus::ok};
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

/// What retraction lists say. A list speaks for itself: a reinstatement in it does not take back what PubMed's records
/// say, and both are told.
void add_lists(Collected& collected, Pmid pmid, std::string_view doi, bool has_record, const EvidenceSource& evidence) {
  std::vector<RetractionNotice> about;
  for (RetractionNotice& row : evidence.notices_for(pmid, doi)) {
    if (is_about(row, pmid, doi)) {
      about.push_back(std::move(row));
    } else if (!has_record && pmid && row.notice_pmid == pmid && row.nature != NoticeNature::reinstatement) {
      // Of a notice that is in the store its own record speaks.
      const bool retraction = row.nature == NoticeNature::retraction, concern = row.nature == NoticeNature::concern;
      const char* type = retraction ? "RetractionOf" : concern ? "ExpressionOfConcernFor" : "ErratumFor";
      collected.result.checked = true;
      collected.add(RecordStatus::notice, {type, row.paper_pmid, "", row.date, true, row.source, "", ""});
    }
  }
  for (const RetractionNotice& row : about) {
    collected.result.checked = true;
    if (row.nature == NoticeNature::retraction && is_lifted(row, about)) continue;
    const ListedMeaning meaning = meaning_of(row);
    collected.add_listed(meaning.status, {std::string(meaning.type), row.notice_pmid, "", row.date, true, row.source,
                                          row.notice_doi, joined(row.reasons)});
  }
}

}  // namespace

ResolvedStatus status_of(Pmid pmid, const Citation* record, const EvidenceSource& evidence) {
  return status_of(pmid, record ? record->doi : "", record, evidence);
}

ResolvedStatus status_of(Pmid pmid, std::string_view doi, const Citation* record, const EvidenceSource& evidence) {
  Collected collected;
  if (record) {
    collected.result.checked = true;
    for (const TypeMeaning& type : types) {
      if (record->has_publication_type(type.ui, type.name)) {
        collected.add(type.status, {std::string(type.name), 0, "", {}, false});
      }
    }
    for (const RecordLink& link : record->links) {
      const LinkMeaning* meaning = meaning_of(link.type);
      if (!meaning || (link.pmid != 0 && link.pmid == record->pmid)) continue;
      Pmid other = link.pmid;
      // A notice may bear the DOI of its paper; which other record is meant is then not known.
      if (const std::string named = doi_of(link); !named.empty()) other = evidence.pmid_of_doi(named).value_or(0);
      if (other == record->pmid) other = 0;
      collected.add(meaning->here, {std::string(meaning->type), other, link.source, {}, false});
    }
    if (collected.result.status != RecordStatus::notice && title_says_retracted(record->title)) {
      collected.add(RecordStatus::retracted, {"title", 0, "", {}, false});
    }
  }
  for (const StoredLink& link : evidence.links_to(pmid, doi)) {
    const LinkMeaning* meaning = meaning_of(link.type);
    if (!meaning || link.from == pmid) continue;
    collected.date(link);
    // That another record calls this one its notice matters only when its own record is not there to say so: an erratum
    // may be printed inside a paper of its own.
    if (meaning->there == RecordStatus::notice && record) continue;
    collected.result.checked |= meaning->there != RecordStatus::ok;
    collected.add(meaning->there, {std::string(meaning->shown_as), link.from, link.source, link.date, true});
    collected.date(link);
  }
  add_lists(collected, pmid, doi, record != nullptr, evidence);
  return collected.result;
}

StatusMarks marks_of(RecordStatus status) {
  StatusMarks marks;
  for (const TypeMeaning& type : types) {
    if (type.status == status) marks.publication_types.emplace_back(type.name);
  }
  // The same type under its newer name.
  if (status == RecordStatus::notice) marks.publication_types.emplace_back("Retraction Notice");
  for (const LinkMeaning& meaning : meanings) {
    if (meaning.here == status) marks.own_links.emplace_back(meaning.type);
    if (meaning.there == status) marks.links_to_it.emplace_back(meaning.type);
  }
  if (status == RecordStatus::retracted) marks.title_words.emplace_back("retracted");
  marks.findable = status != RecordStatus::ok;
  if (!marks.findable) marks = {};
  return marks;
}

}  // namespace claimassay
