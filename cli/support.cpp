// claimassay support: a claim and what it cites -> does the source say that?
#include "grading/support/support.h"
#include "cli/filter.h"
#include "cli/record_line.h"
#include "grading/support/outcome_direction.h"
#include "parser/evidence_reading.h"

namespace claimassay {

namespace {

std::vector<EvidenceReading> read_all(JsonObject line) {
  const auto list = list_of(line, "evidence");
  if (!list) throw FilterError{"missing-field", "\"evidence\" is missing; expected a list of texts or records"};
  std::vector<EvidenceReading> out;
  for (const JsonElement item : *list) {
    const std::string place = std::to_string(out.size() + 1);
    std::string_view text;
    JsonObject record;
    if (!item.get(text)) {
      out.push_back(read_passage(text, place));
    } else if (!item.get(record)) {
      const std::string id(text_of(record, "id").value_or(place));
      out.push_back(read_evidence(read_record_line(record), id));
    } else {
      throw FilterError{"wrong-type", "an item of \"evidence\" must be a text or a record"};
    }
  }
  return out;
}

EvidenceReading read_part(JsonObject pico, const char* name) {
  std::string text;
  for (const std::string& part : texts_of(pico, name)) text += (text.empty() ? "" : "; ") + part;
  return read_claim_statement(text);
}

void write(JsonWriter& out, const SupportJudgement& judgement, bool pico) {
  out.field("verdict", word(judgement.verdict)).field("score", judgement.score).field("relevance", judgement.relevance);
  out.field("significance", judgement.significance).key("answer");
  if (judgement.answer.empty()) {
    out.null();
  } else {
    out.string(judgement.answer);
  }
  if (pico) out.field("direction", judgement.direction);
  out.key("problems").begin_array();
  for (const SupportProblem& problem : judgement.problems) {
    out.begin_object().field("code", problem.code).field("text", problem.text).end_object();
  }
  out.end_array().key("rationale").begin_array();
  for (const SupportRationale& reason : judgement.rationale) {
    out.begin_object().field("evidence", reason.evidence);
    if (reason.in_title) out.field("in", "title");
    out.span(reason.span).field("text", reason.text).field("stance", reason.stance).end_object();
  }
  out.end_array();
}

void answer(JsonObject line, JsonWriter& out) {
  const std::vector<EvidenceReading> evidence = read_all(line);
  if (const auto pico = object_of(line, "pico"); pico && !text_of(line, "claim")) {
    const PicoReading reading{read_part(*pico, "intervention"), read_part(*pico, "comparator"),
                              read_part(*pico, "outcome")};
    return write(out, judge_pico(reading, evidence), true);
  }
  write(out, judge_support(read_claim_statement(required_text(line, "claim")), evidence), false);
}

}  // namespace

void declare_support(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command = app.add_subcommand("support", "Checks claims against what they cite: does the source say that?");
  command->footer(
      "Input: NDJSON {\"id\", \"claim\" or \"pico\", \"evidence\": [text or {\"id\"?, \"title\"?, \"abstract\"}]}.\n"
      "Example: echo '{\"id\":1,\"claim\":\"A lowers B.\",\"evidence\":[\"B fell under A.\"]}' | claimassay support");
  static std::vector<std::string> files;
  add_filter_files(*command, files);
  command->callback([&] { run = [&] { return run_filter(files, global, answer); }; });
}

}  // namespace claimassay
