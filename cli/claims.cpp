// `claimassay claims`: text -> claims, as an NDJSON filter.
#include <fmt/format.h>

#include <cstdio>

#include "cli/claims_text.h"
#include "cli/filter.h"
#include "core/claim_json.h"
#include "core/text.h"
#include "parser/claims.h"
#include "parser/explain.h"

namespace claimassay {

namespace {

struct ClaimsOptions {
  std::vector<std::string> files;
  std::string text;  ///< of --text: read this, and answer for people
  bool explain = false;
};

/// "cues": per field, the words, the shape or wording that decided, and its line in the lexicon.
void write_cues(JsonWriter& out, const std::vector<Explanation>& why, std::string_view text) {
  out.key("cues").begin_array();
  for (const Explanation& one : why) {
    out.begin_object().field("field", one.field).field("pattern", one.pattern).field("line", one.line).span(one.span);
    out.field("text", text.substr(one.span.begin, one.span.size())).end_object();
  }
  out.end_array();
}

void write_text_level(JsonWriter& out, const TextReading& reading, std::string_view text, bool explain) {
  out.key("text_level").begin_object();
  out.field("relation", word(reading.relation)).field("advice", word(reading.advice));
  out.field("certainty", reading.certainty).field("strength", reading.strength).field("direction", reading.direction);
  if (explain) write_cues(out, claimassay::explain(reading.cues, text), text);
  out.end_object();
}

/// What is counted, dosed, timed and shared out; what is measured stands with the claims.
void write_quantities(JsonWriter& out, const std::vector<Quantity>& quantities) {
  const auto optional = [&](std::string_view name, const std::optional<double>& value) {
    if (value) out.field(name, *value);
  };
  out.key("quantities").begin_array();
  for (const Quantity& quantity : quantities) {
    out.begin_object().field("kind", word(quantity.kind)).field("value", quantity.value);
    optional("low", quantity.low);
    optional("high", quantity.high);
    optional("sd", quantity.sd);
    optional("of", quantity.of);
    if (!quantity.unit.empty()) out.field("unit", quantity.unit);
    if (!quantity.noun.empty()) out.field("noun", quantity.noun);
    out.span(quantity.span).end_object();
  }
  out.end_array();
}

void write_stated_grades(JsonWriter& out, const std::vector<StatedGradeMention>& grades) {
  const auto or_null = [&](std::string_view name, std::string_view value) {
    out.key(name);
    if (value.empty()) out.null();
    else out.string(value);
  };
  out.key("stated_grades").begin_array();
  for (const StatedGradeMention& mention : grades) {
    out.begin_object();
    or_null("grade", mention.grade ? word(*mention.grade) : "");
    or_null("scheme", mention.scheme);
    or_null("strength", mention.strength);
    out.field("text", mention.words.text).span(mention.words.span).end_object();
  }
  out.end_array();
}

void answer_line(JsonObject line, JsonWriter& out, bool explain) {
  std::string text;
  std::vector<Span> given;
  const auto sentences = list_of(line, "sentences");
  if (sentences) {
    // Given sentences are joined by a space; offsets are into that text, which is part of the answer.
    for (const std::string& sentence : texts_of(line, "sentences")) {
      if (!text.empty()) text += ' ';
      given.push_back({text.size(), text.size() + sentence.size()});
      text += sentence;
    }
  } else {
    text = required_text(line, "text");
  }
  const TextReading reading = read_text(text, text_of(line, "section").value_or(""), sentences ? &given : nullptr);
  if (sentences) out.field("text", text);
  write_text_level(out, reading, text, explain);
  out.key("sentences").begin_array();
  for (const SentenceReading& sentence : reading.sentences) {
    out.begin_object().span(sentence.span).field("claim", sentence.claim).end_object();
  }
  out.end_array().key("claims").begin_array();
  for (const Claim& claim : reading.claims) {
    out.begin_object();
    write_claim_fields(out, claim, reading.markers);
    if (explain) write_cues(out, claimassay::explain(claim, text), text);
    out.end_object();
  }
  out.end_array().key("citations").begin_array();
  for (const CitationMarker& marker : reading.markers) {
    out.begin_object().field("marker", marker.text).key("numbers").begin_array();
    for (const int number : marker.numbers) out.integer(number);
    out.end_array().span(marker.span).end_object();
  }
  out.end_array();
  write_quantities(out, reading.quantities);
  write_stated_grades(out, reading.stated_grades);
}

}  // namespace

void declare_claims(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command = app.add_subcommand("claims", "Read the claims of texts: an NDJSON filter");
  command->footer(
      "In: {\"id\", \"text\"} or {\"id\", \"sentences\": [...]}, optionally \"section\"; one answer per line, in "
      "order.\n"
      "Example: echo '{\"id\":1,\"text\":\"Massage may reduce pain.\"}' | claimassay claims --explain\n"
      "         claimassay claims --explain --text 'Massage may reduce pain in adults.'");
  auto options = std::make_shared<ClaimsOptions>();
  add_filter_files(*command, options->files);
  command->add_flag("--explain", options->explain,
                    "Per field of a claim and of the text as a whole, the words and the pattern that set it");
  command->add_option("--text", options->text, "Read this text instead of files, and answer in lines for people")
      ->type_name("TEXT");
  command->callback([options, command, &global, &run] {
    const bool one_text = command->count("--text") > 0;
    if (one_text && !options->files.empty()) throw CLI::ValidationError("--text", "reads no files");
    run = [options, one_text, &global]() -> int {
      if (one_text) {
        const std::string text = replace_invalid_utf8(options->text);
        const std::string answer = readable_reading(read_text(text), text, options->explain);
        return std::fwrite(answer.data(), 1, answer.size(), stdout) == answer.size() ? checked : machine_failed;
      }
      return run_filter(options->files, global,
                        [&](JsonObject line, JsonWriter& out) { answer_line(line, out, options->explain); });
    };
  });
}

}  // namespace claimassay
