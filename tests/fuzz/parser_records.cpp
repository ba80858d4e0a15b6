// A record's title (the first line) and abstract (the rest) on any bytes, as study and as evidence: no crash, every quotation
// is what stands at its span, numbers of people are not negative, and the same record twice tells the same facts.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/text.h"
#include "parser/evidence_reading.h"
#include "parser/question.h"
#include "parser/study.h"

using namespace claimassay;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

struct Texts {
  std::string title, abstract;
  const std::string& of(RecordPart part) const { return part == RecordPart::title ? title : abstract; }
};

void require_inside(Span span, std::string_view text) { require(span.begin <= span.end && span.end <= text.size()); }

void require_quoted(Span span, std::string_view words, std::string_view text) {
  require_inside(span, text);
  require(text.substr(span.begin, span.size()) == words);
}

void require_sound(const Study& study, const Texts& texts) {
  for (const DesignCue& cue : study.design_cues) require_quoted(cue.span, cue.text, texts.of(cue.part));
  for (const BiasCue& cue : study.bias_cues) require_inside(cue.span, texts.of(cue.part));
  for (const Measured& measured : study.measures) require_quoted(measured.span, measured.text, texts.of(measured.part));
  for (const EffectEstimate& estimate : study.estimates) require_inside(estimate.span, texts.abstract);
  for (const Arm& arm : study.arms) {
    require_inside(arm.span, texts.abstract);
    require(arm.n.value_or(0) >= 0 && arm.events.value_or(0) >= 0);
  }
  for (const std::optional<double>& count : {study.participants, study.studies, study.events})
    require(count.value_or(0) >= 0);
  for (const Fact& fact : study.facts) {
    for (const Quote& quote : fact.quotes) {
      if (quote.section == "title" || quote.section == "abstract")
        require_quoted(quote.span, quote.text, quote.section == "title" ? texts.title : texts.abstract);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = replace_invalid_utf8({reinterpret_cast<const char*>(data), size});
  const std::size_t line = text.find('\n');
  Citation citation;
  citation.pmid = 1;
  citation.title = text.substr(0, line);
  if (line != std::string::npos) citation.abstract.push_back({"", "", text.substr(line + 1)});
  const Texts texts{citation.title, citation.abstract_text()};
  const Study study = read_study(citation);
  require_sound(study, texts);
  const Study again = read_study(citation);
  require(again.design == study.design && again.facts.size() == study.facts.size());
  read_evidence(citation, "pmid:1");
  read_claim_statement(texts.title);
  for (const Phrase& phrase : read_question(texts.title).outcome) require_inside(phrase.span, texts.title);
  return 0;
}
