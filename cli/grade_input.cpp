#include "cli/grade_input.h"

#include <fmt/format.h>

#include "audit/appraise_claim.h"
#include "cli/record_line.h"
#include "core/study_json.h"

namespace claimassay {

namespace {

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

StatementToGrade read_statement(JsonObject line, const std::string& as_of) {
  StatementToGrade statement;
  statement.as_of = as_of;
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

}  // namespace

struct GradeInput::Parts {
  StatementToGrade statement;
  std::vector<ResolvedReference> references;
  std::vector<std::string> ids;  // of the references, where the line names them
  GivenFacts given;
};

GradeInput::GradeInput(JsonObject line, const std::string& as_of, std::optional<Audience> audience) {
  auto parts = std::make_shared<Parts>();
  parts->statement = read_statement(line, as_of);
  parts->statement.audience = audience;
  read_sources(line, parts->references, parts->ids);
  parts->given = read_facts(line);
  parts_ = std::move(parts);
}

GradedStatement GradeInput::grade(const rules::Pack& pack) const {
  return grade_statement(pack, parts_->statement, parts_->references, parts_->ids, parts_->given);
}

const std::string& GradeInput::text() const { return parts_->statement.text; }

}  // namespace claimassay
