#include "core/claim_json.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/study_json.h"

namespace claimassay {

namespace {

void write_phrases(JsonWriter& json, std::string_view name, const std::vector<Phrase>& phrases) {
  json.key(name).begin_array();
  for (const Phrase& phrase : phrases) json.string(phrase.text);
  json.end_array();
}

/// The phrase with its abbreviations written out; null where it holds none.
const std::string* in_full(const Claim& claim, const Phrase& phrase) {
  for (const Cue& cue : claim.cues) {
    if (cue.field == "spelled_out" && cue.span.begin == phrase.span.begin && cue.span.end == phrase.span.end)
      return &cue.pattern;
  }
  return nullptr;
}

/// The parts that hold abbreviations, spelled out; only where there are any.
void write_spelled_out(JsonWriter& json, const Claim& claim) {
  const std::pair<std::string_view, const std::vector<Phrase>*> parts[] = {{"intervention", &claim.pico.intervention},
                                                                           {"comparator", &claim.pico.comparator},
                                                                           {"outcome", &claim.pico.outcome},
                                                                           {"population", &claim.pico.population}};
  const auto spelled = [](const Cue& cue) { return cue.field == "spelled_out"; };
  if (std::none_of(claim.cues.begin(), claim.cues.end(), spelled)) return;
  json.key("spelled_out").begin_object();
  for (const auto& [name, phrases] : parts) {
    const auto holds = [&](const Phrase& phrase) { return in_full(claim, phrase) != nullptr; };
    if (std::none_of(phrases->begin(), phrases->end(), holds)) continue;
    json.key(name).begin_array();
    for (const Phrase& phrase : *phrases) {
      const std::string* words = in_full(claim, phrase);
      json.string(words ? *words : phrase.text);
    }
    json.end_array();
  }
  json.end_object();
}

}  // namespace

void write_claim_fields(JsonWriter& json, const Claim& claim, const std::vector<CitationMarker>& markers) {
  json.span(claim.span).field("text", claim.text).field("kind", word(claim.kind));
  write_phrases(json, "intervention", claim.pico.intervention);
  write_phrases(json, "comparator", claim.pico.comparator);
  write_phrases(json, "outcome", claim.pico.outcome);
  write_phrases(json, "population", claim.pico.population);
  write_spelled_out(json, claim);
  json.field("direction", word(claim.direction)).field("magnitude", word(claim.magnitude));
  json.field("relation", word(claim.relation)).field("certainty", claim.certainty).field("advice", word(claim.advice));
  json.field("negated", claim.negated);
  json.key("stated_grade");
  if (claim.stated_grade && claim.stated_grade->grade) json.string(word(*claim.stated_grade->grade));
  else json.null();
  json.key("stated_scheme");
  if (claim.stated_grade && !claim.stated_grade->scheme.empty()) json.string(claim.stated_grade->scheme);
  else json.null();
  json.key("estimates").begin_array();
  for (const EffectEstimate& estimate : claim.estimates) write_estimate(json, estimate);
  json.end_array();
  json.key("citations").begin_array();
  for (const std::size_t marker : claim.markers) {
    if (marker >= markers.size()) continue;
    json.begin_object().field("marker", markers[marker].text).span(markers[marker].span).end_object();
  }
  json.end_array();
}

}  // namespace claimassay
