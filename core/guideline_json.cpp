#include "core/guideline_json.h"

namespace claimassay {

void write_guideline(JsonWriter& json, const Guideline& guideline) {
  json.begin_object();
  json.field("id", guideline.id).field("title", guideline.title).field("issuer", guideline.issuer);
  json.field("year", guideline.year).field("url", guideline.url).field("doi", guideline.doi);
  json.key("recommendations").begin_array();
  for (const Recommendation& one : guideline.recommendations) {
    json.begin_object();
    json.field("ordinal", one.ordinal).field("label", one.label).field("text", one.text).span(one.span);
    json.field("direction", word(one.direction));
    json.field("strength_words", one.strength_words).field("certainty_words", one.certainty_words);
    json.field("strength", word(one.strength));
    if (one.certainty) json.field("certainty", word(*one.certainty));
    else json.key("certainty").null();
    json.field("scheme", one.scheme).end_object();
  }
  json.end_array();
  json.field("text", guideline.text).end_object();
}

}  // namespace claimassay
