// claimassay grade: a claim, a question or a PICO with its body of evidence -> certainty, with reasons. NDJSON filter.
#include <fmt/format.h>

#include "audit/appraise_claim.h"
#include "cli/filter.h"
#include "cli/grading_options.h"
#include "cli/record_line.h"
#include "core/study_json.h"
#include "report/parts_json.h"

namespace claimassay {

namespace {

struct GradeOptions {
  std::vector<std::string> files;
  std::string pack;
  std::string audience;
};

std::optional<double> number_in(JsonObject object, const char* name) { return number_of(object, name); }

EffectEstimate read_estimate(JsonObject object) {
  EffectEstimate estimate;
  estimate.measure = text_of(object, "measure").value_or("");
  estimate.value = number_in(object, "value");
  estimate.ci_low = number_in(object, "ci_low");
  estimate.ci_high = number_in(object, "ci_high");
  estimate.ci_level = number_in(object, "ci_level");
  if (const auto p = object_of(object, "p")) {
    estimate.p = PValue{std::string(text_of(*p, "op").value_or("=")), number_in(*p, "value").value_or(1)};
  }
  return estimate;
}

std::vector<Arm> read_arms(simdjson::dom::array list) {
  std::vector<Arm> arms;
  for (const JsonElement element : list) {
    JsonObject object;
    if (element.get(object)) throw FilterError{"wrong-type", "an arm must be {\"name\", \"n\", \"events\"?}"};
    arms.push_back(
        {std::string(text_of(object, "name").value_or("")), number_in(object, "n"), number_in(object, "events")});
  }
  return arms;
}

/// A JSON value as a fact's value; nothing for what no fact can hold.
std::optional<Value> read_value(JsonElement element) {
  if (element.is_bool()) return Value(bool(element));
  if (element.is_number()) return Value(double(element));
  if (element.is_string()) return Value(std::string(std::string_view(element)));
  if (JsonObject object; !element.get(object)) {
    const auto low = number_in(object, "low"), high = number_in(object, "high");
    if (low && high) return Value(Interval{*low, *high});
    return std::nullopt;
  }
  simdjson::dom::array list;
  if (element.get(list)) return std::nullopt;
  TextSet set;
  for (const JsonElement item : list) {
    std::string_view text;
    if (item.get(text)) return std::nullopt;
    set.emplace_back(text);
  }
  return Value(std::move(set));
}

GivenFacts read_facts(JsonObject line) {
  GivenFacts given;
  const auto facts = object_of(line, "facts");
  if (!facts) return given;
  for (const auto& [key, element] : *facts) {
    JsonObject object;
    simdjson::dom::array list;
    if (key == "body.effect" && !element.get(object)) {
      given.effect = read_estimate(object);
    } else if (key == "body.arms" && !element.get(list)) {
      given.arms = read_arms(list);
    } else if (const auto value = read_value(element)) {
      const std::string* text = std::get_if<std::string>(&*value);
      Fact fact{std::string(key), *value, "", FactOrigin::given, {}};
      if (text && *text == "unknown") fact.value = Unknown{}, fact.why_unknown = "given as unknown";
      given.facts.push_back(std::move(fact));
    }
  }
  return given;
}

void add_phrase(JsonObject pico, const char* name, std::vector<Phrase>& phrases) {
  for (std::string& text : texts_of(pico, name)) {
    if (!text.empty()) phrases.push_back({std::move(text), {}});
  }
}

StatementToGrade read_statement(JsonObject line, const GlobalOptions& global, const GradeOptions& options) {
  StatementToGrade statement;
  statement.as_of = global.as_of;
  statement.audience = from_word<Audience>(options.audience);
  const auto claim = text_of(line, "claim"), question = text_of(line, "question");
  statement.text = claim ? *claim : question.value_or("");
  statement.question = !claim && question;
  if (const auto lead = field_of(line, "lead")) statement.lead = lead->is_bool() && bool(*lead);
  if (const auto pico = object_of(line, "pico"); pico && !claim) {
    statement.pico.emplace();
    add_phrase(*pico, "population", statement.pico->population);
    add_phrase(*pico, "intervention", statement.pico->intervention);
    add_phrase(*pico, "comparator", statement.pico->comparator);
    add_phrase(*pico, "outcome", statement.pico->outcome);
  }
  const bool anything = claim || question || statement.pico || object_of(line, "facts");
  if (!anything) throw FilterError{"missing-field", "expected \"claim\", \"question\", \"pico\" or \"facts\""};
  return statement;
}

Citation read_source(JsonObject source) {
  Citation record = read_record_line(source);
  if (const auto book = field_of(source, "is_book")) record.is_book = book->is_bool() && bool(*book);
  if (const auto links = list_of(source, "links")) {
    for (const JsonElement element : *links) {
      JsonObject link;
      if (element.get(link)) throw FilterError{"wrong-type", "a link must be {\"type\", \"pmid\"?, \"source\"?}"};
      RecordLink read;
      read.type = text_of(link, "type").value_or("");
      read.source = text_of(link, "source").value_or("");
      read.pmid = static_cast<Pmid>(number_in(link, "pmid").value_or(0));
      record.links.push_back(std::move(read));
    }
  }
  return record;
}

void read_sources(JsonObject line, std::vector<ResolvedReference>& references, std::vector<std::string>& ids) {
  const auto sources = list_of(line, "sources");
  if (!sources) return;
  int number = 0;
  for (const JsonElement element : *sources) {
    JsonObject source;
    if (element.get(source)) throw FilterError{"wrong-type", "a source must be a record, as for `appraise`"};
    ++number;
    ids.emplace_back(text_of(source, "id").value_or(""));
    const auto resolution = text_of(source, "resolution");
    const auto resolved = resolution ? from_word<Resolution>(*resolution) : std::optional(Resolution::found);
    if (!resolved) throw FilterError{"unknown-word", fmt::format("\"{}\" is no resolution", *resolution)};
    if (*resolved == Resolution::found) {
      references.push_back(
          given_reference(number, read_source(source), std::string(text_of(source, "reference_title").value_or(""))));
      continue;
    }
    ResolvedReference missing;
    missing.number = number;
    missing.cited = 1;
    missing.resolution = *resolved;
    missing.because = text_of(source, "text").value_or("nothing was found");
    references.push_back(std::move(missing));
  }
}

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

void answer(JsonObject line, JsonWriter& out, const rules::Pack& pack, const GlobalOptions& global,
            const GradeOptions& options) {
  const StatementToGrade statement = read_statement(line, global, options);
  std::vector<ResolvedReference> references;
  std::vector<std::string> ids;
  read_sources(line, references, ids);
  const GradedStatement graded = grade_statement(pack, statement, references, ids, read_facts(line));
  write_assessment_fields(out, graded.graded.assessment);
  if (!graded.graded.strength.empty()) out.field("strength", graded.graded.strength);
  if (!graded.graded.letter.empty()) out.field("letter", graded.graded.letter);
  write_findings(out, graded.findings);
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
  return run_filter(options.files, global,
                    [&](JsonObject line, JsonWriter& out) { answer(line, out, *pack, global, options); });
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
  add_filter_files(*command, options.files);
  command->callback([&] { run = [&] { return run_grade(options, global); }; });
}

}  // namespace claimassay
