// Statements about blinding, allocation, losses, sample size, funding, harms: that the text speaks of them and where.
// Whether what it says is good or bad is for facts and rules; a cue alone is neither.
#include "parser/bias_model.h"
#include "parser/study_reading.h"

namespace claimassay {

namespace {

void read_text(const RecordText& text, Study& study) {
  for (const SentenceEvidence& evidence : read_bias_evidence(text)) {
    for (std::size_t item = 0; item < bias_items.size(); ++item) {
      Span span;
      if (bias_score(evidence, item, span) > 0)
        study.bias_cues.push_back({std::string(bias_items[item]), text.part, span});
    }
  }
}

}  // namespace

void read_bias(const RecordReading& record, Study& study) {
  read_text(record.title, study);
  read_text(record.abstract, study);
}

}  // namespace claimassay
