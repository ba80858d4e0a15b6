#include "core/retraction_notice.h"

#include "core/json.h"

namespace claimassay {

std::string notice_line(const RetractionNotice& notice) {
  JsonWriter json;
  json.begin_object().field("source", notice.source).field("record", notice.record);
  json.field("nature", word(notice.nature)).field("date", notice.date.iso());
  json.field("notice_pmid", notice.notice_pmid).field("notice_doi", notice.notice_doi);
  json.field("paper_pmid", notice.paper_pmid).field("paper_doi", notice.paper_doi);
  json.field("paper_date", notice.paper_date.iso()).field("title", notice.title).field("journal", notice.journal);
  json.field("reasons", notice.reasons).field("note", notice.note).end_object();
  return json.take() + '\n';
}

}  // namespace claimassay
