#include "parser/study.h"

#include "parser/study_reading.h"

namespace claimassay {

Quote RecordReading::quote(const RecordText& text, Span span) const {
  return {id, std::string(word(text.part)), span, std::string(text.quote(span))};
}

void add_fact(Study& study, std::string name, Value value, std::vector<Quote> quotes, FactOrigin origin) {
  study.facts.push_back({std::move(name), std::move(value), "", origin, std::move(quotes)});
}

Study read_study(const Citation& citation) {
  RecordReading record{citation,
                       read_title(citation),
                       read_abstract(citation),
                       {},
                       citation.pmid ? "pmid:" + std::to_string(citation.pmid) : "record"};
  record.numbers = read_numbers(record.abstract.text);
  Study study;
  read_design(record, study);
  read_size(record, study);
  read_results(record, study);
  read_bias(record, study);
  read_study_facts(record, study);
  read_losses(record, study);
  read_status(record, study);
  read_figures(record, study);
  // A notice speaks of an article and is none: "randomised" in it is that article's.
  if (study.status == RecordStatus::notice) {
    study.design = Design::other;
    study.design_features.clear();
    study.design_cues.clear();
  }
  return study;
}

}  // namespace claimassay
