// claimassay grade: a claim, a question or a PICO with its body of evidence -> certainty, with reasons. NDJSON filter.
#include <fmt/format.h>

#include "audit/appraise_claim.h"
#include "cli/filter.h"
#include "cli/grade_input.h"
#include "cli/grading_options.h"
#include "grading/explain.h"
#include "grading/why_not.h"
#include "report/explanation.h"
#include "report/parts_json.h"
#include "rules/pack.h"

namespace claimassay {

namespace {

struct GradeOptions {
  std::vector<std::string> files;
  std::string pack;
  std::string audience;
  bool why = false;
  std::string why_not;
};

void write_findings(JsonWriter& out, const std::vector<Finding>& findings) {
  out.key("findings").begin_array();
  for (const Finding& finding : findings) {
    out.begin_object().field("code", finding.code).field("family", finding.family);
    out.field("severity", word(finding.severity)).span(finding.span).field("message", finding.message);
    out.field("why", finding.why).field("suggestion", finding.suggestion).field("rule", finding.rule);
    out.field("cited", finding.cited_id);
    write_quotes(out, finding.quotes);
    out.end_object();
  }
  out.end_array();
}

void answer(JsonObject line, JsonWriter& out, const rules::Pack& pack, const GradeOptions& options,
            const GlobalOptions& global) {
  const GradedStatement graded = GradeInput(line, global.as_of, from_word<Audience>(options.audience)).grade(pack);
  write_assessment_fields(out, graded.graded.assessment);
  if (!graded.graded.strength.empty()) out.field("strength", graded.graded.strength);
  if (!graded.graded.letter.empty()) out.field("letter", graded.graded.letter);
  write_findings(out, graded.findings);
  if (!options.why && options.why_not.empty()) return;
  ClaimExplanation explanation = explain(graded.claim, graded.graded);
  explanation.with_reasons = options.why;
  if (const auto wanted = level_asked(pack, options.why_not)) explanation.why_not = graded.why_not(pack, *wanted);
  write_explanation_fields(out, explanation, explanation.with_reasons);
}

int run_grade(const GradeOptions& options, const GlobalOptions& global) {
  Diagnostics diagnostics;
  const auto chosen = chosen_rules(global);
  if (!chosen) return bad_input;
  const std::string name = !options.pack.empty()     ? options.pack
                           : !chosen->scheme.empty() ? chosen->scheme
                                                     : "editorial";
  const auto pack = rules::load_pack(name, chosen->folder, global.as_of, diagnostics);
  if (!pack) {
    std::fputs(draw(diagnostics).c_str(), stderr);
    return bad_input;
  }
  if (!options.why_not.empty() && !level_asked(*pack, options.why_not)) {
    say_no_level(options.why_not, *pack);
    return bad_input;
  }
  return run_filter(options.files, global,
                    [&](JsonObject line, JsonWriter& out) { answer(line, out, *pack, options, global); });
}

}  // namespace

void declare_grade(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command = app.add_subcommand("grade", "Grades a claim and its body of evidence, with reasons");
  command->footer(
      "Input: NDJSON {\"id\", \"claim\" | \"question\" | \"pico\", \"sources\": [records as for appraise], "
      "\"facts\"?}.\n"
      "`facts` may give any fact of `claimassay rules facts`; a fact given outranks one read.\n"
      "Example: echo '{\"id\":1,\"pico\":{\"outcome\":\"stroke\"},\"facts\":{\"body.design\":\"rct\"}}' | claimassay "
      "grade");
  static GradeOptions options;
  command->add_option("--pack", options.pack,
                      "The rule pack (default: that of --rules, else editorial, which extends grade)");
  add_audience(*command, options.audience);
  command->add_flag("--why", options.why, "Also every fact and what every rule did: facts, rules");
  command->add_option(
      "--why-not", options.why_not,
      "Also the fewest facts that would have given this level of the pack's scheme, or of the common scale: "
      "why_not");
  add_filter_files(*command, options.files);
  command->callback([&] { run = [&] { return run_grade(options, global); }; });
}

}  // namespace claimassay
