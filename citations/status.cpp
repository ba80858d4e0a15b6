#include "citations/status.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace claimassay {

namespace {

/// What a link says about the record it stands in ("here") and about the record it points to ("there"). `ok` says nothing
/// that changes a status. `shown_as` is the type under which the reason is reported when the link is seen from there.
struct LinkMeaning {
  std::string_view type;
  RecordStatus here;
  RecordStatus there;
  std::string_view shown_as;
};

// Errata include partial retractions and corrigenda; the register does not tell typographic from scientific errors.
// A paper that was retracted and republished is retracted in its old version and valid in its new one. A comment, a
// reprint or a summary is no warning and therefore not in this table.
constexpr std::array<LinkMeaning, 14> meanings = {{
    {"RetractionIn", RecordStatus::retracted, RecordStatus::notice, ""},
    {"RetractionOf", RecordStatus::notice, RecordStatus::retracted, "RetractionIn"},
    {"ExpressionOfConcernIn", RecordStatus::concern, RecordStatus::notice, ""},
    {"ExpressionOfConcernFor", RecordStatus::notice, RecordStatus::concern, "ExpressionOfConcernIn"},
    {"ErratumIn", RecordStatus::corrected, RecordStatus::notice, ""},
    {"ErratumFor", RecordStatus::notice, RecordStatus::corrected, "ErratumIn"},
    {"PartialRetractionIn", RecordStatus::corrected, RecordStatus::notice, ""},
    {"PartialRetractionOf", RecordStatus::notice, RecordStatus::corrected, "PartialRetractionIn"},
    {"CorrectedandRepublishedIn", RecordStatus::corrected, RecordStatus::ok, ""},
    {"CorrectedandRepublishedFrom", RecordStatus::ok, RecordStatus::corrected, "CorrectedandRepublishedIn"},
    {"RetractedandRepublishedIn", RecordStatus::retracted, RecordStatus::ok, ""},
    {"RetractedandRepublishedFrom", RecordStatus::ok, RecordStatus::retracted, "RetractedandRepublishedIn"},
    {"UpdateIn", RecordStatus::ok, RecordStatus::ok, ""},
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
  ResolvedStatus result;
};

}  // namespace

ResolvedStatus status_of(Pmid pmid, const Citation* record, const EvidenceSource& evidence) {
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
      collected.add(meaning->here, {std::string(meaning->type), link.pmid, link.source, {}, false});
    }
    if (collected.result.status != RecordStatus::notice && title_says_retracted(record->title)) {
      collected.add(RecordStatus::retracted, {"title", 0, "", {}, false});
    }
  }
  if (pmid == 0) return collected.result;
  for (const StoredLink& link : evidence.links_to(pmid)) {
    const LinkMeaning* meaning = meaning_of(link.type);
    if (!meaning || link.from == pmid) continue;
    collected.date(link);
    // That another record calls this one its notice matters only when its own record is not there to say so: an erratum
    // may be printed inside a paper of its own.
    if (meaning->there == RecordStatus::notice && record) continue;
    if (meaning->shown_as.empty() && meaning->there == RecordStatus::ok) continue;
    collected.result.checked |= meaning->there != RecordStatus::ok;
    const std::string type(meaning->shown_as.empty() ? meaning->type : meaning->shown_as);
    collected.add(meaning->there, {type, link.from, link.source, link.date, true});
    collected.date(link);
  }
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
