#include "core/appraisal.h"

#include <array>

namespace claimassay {

namespace {

struct ReasonWords {
  std::string_view type;
  RecordStatus status;
  std::string_view words;
};

constexpr std::array<ReasonWords, 24> reason_words = {{
    {"RetractionIn", RecordStatus::retracted, "retraction notice"},
    {"RetractedandRepublishedIn", RecordStatus::retracted, "retracted and republished as"},
    {"Retracted Publication", RecordStatus::retracted, "its publication type says so"},
    {"title", RecordStatus::retracted, "its title says so"},
    {"ExpressionOfConcernIn", RecordStatus::concern, "expression of concern"},
    {"ErratumIn", RecordStatus::corrected, "erratum"},
    {"PartialRetractionIn", RecordStatus::corrected, "partial retraction"},
    {"CorrectedandRepublishedIn", RecordStatus::corrected, "corrected and republished as"},
    {"RetractionOf", RecordStatus::notice, "notice of the retraction of"},
    {"ExpressionOfConcernFor", RecordStatus::notice, "expression of concern about"},
    {"ErratumFor", RecordStatus::notice, "erratum to"},
    {"PartialRetractionOf", RecordStatus::notice, "partial retraction of"},
    {"Retraction of Publication", RecordStatus::notice, "a notice of retraction by its publication type"},
    {"Expression of Concern", RecordStatus::notice, "an expression of concern by its publication type"},
    {"Published Erratum", RecordStatus::notice, "an erratum by its publication type"},
    {"Preprint", RecordStatus::preprint, "its publication type says so"},
    {"Clinical Trial Protocol", RecordStatus::protocol, "its publication type says so"},
    {"UpdateIn", RecordStatus::ok, "updated by"},
    {"UpdateOf", RecordStatus::ok, "an update of"},
    {"RepublishedIn", RecordStatus::ok, "republished as"},
    {"RepublishedFrom", RecordStatus::ok, "republished from"},
    {"CorrectedandRepublishedFrom", RecordStatus::ok, "the corrected form of"},
    {"RetractedandRepublishedFrom", RecordStatus::ok, "takes the place of"},
    {"Reinstatement", RecordStatus::ok, "reinstatement notice"},
}};

const ReasonWords* words_of(std::string_view type) {
  for (const ReasonWords& row : reason_words) {
    if (row.type == type) return &row;
  }
  return nullptr;
}

}  // namespace

RecordStatus status_by_reason(std::string_view type) {
  const ReasonWords* row = words_of(type);
  return row ? row->status : RecordStatus::ok;
}

std::string in_words(const StatusReason& reason) {
  const ReasonWords* row = words_of(reason.type);
  std::string out(row ? row->words : std::string_view(reason.type));
  if (reason.notice) {
    out += " PMID " + std::to_string(reason.notice);
  } else if (!reason.notice_doi.empty()) {
    out += " doi:" + reason.notice_doi;
  } else if (!reason.source.empty()) {
    out += ": " + reason.source;
  }
  if (reason.date.known()) out += ", " + reason.date.iso();
  if (!reason.said_by.empty()) out += ", in " + reason.said_by;
  return out;
}

std::string in_words(const ResolvedStatus& status) {
  std::string out;
  bool has_link = false;
  const auto says_more = [](const StatusReason& reason) {
    return reason.notice || !reason.source.empty() || !reason.said_by.empty();
  };
  for (const StatusReason& reason : status.reasons) {
    has_link |= status_by_reason(reason.type) == status.status && says_more(reason);
  }
  if (status.status == RecordStatus::ok) return out;
  for (const StatusReason& reason : status.reasons) {
    if (status_by_reason(reason.type) != status.status) continue;
    // Where a notice is named, that the indexing says the same adds nothing.
    if (has_link && !says_more(reason)) continue;
    out += (out.empty() ? "" : "; ") + in_words(reason);
  }
  return out;
}

bool leads_elsewhere(const ResolvedReference& reference) {
  const bool other_title = reference.title_similarity >= 0 && reference.title_similarity < same_title;
  return !reference.identifier_conflict.empty() || other_title;
}

std::string stable_id(const ResolvedReference& reference) {
  if (reference.record && reference.record->pmid) return "pmid:" + std::to_string(reference.record->pmid);
  if (reference.guideline) return reference.guideline->id;
  if (reference.entry) {
    if (reference.entry->pmid) return "pmid:" + std::to_string(reference.entry->pmid);
    if (!reference.entry->doi.empty()) return "doi:" + reference.entry->doi;
    if (!reference.entry->pmc.empty()) return "pmc:" + reference.entry->pmc;
  }
  return "ref:" + std::to_string(reference.number);
}

}  // namespace claimassay
