// Stage appraise, two kinds of case.
// input.json holds one record as the filter `appraise` takes it; what is read from it, as the filter answers, stands in
// expect.json.
// expect.reading holds many small records and, typed by hand, what is to be read from each. A record begins with "record NAME";
// "title", "section" (LABEL | text), "type" and "mesh" make it up; every other line is an expectation and must come out
// letter for letter: see lines_about().
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/study_json.h"
#include "parser/study.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

Citation record_of(const nlohmann::json& input) {
  Citation record;
  record.title = input.value("title", "");
  if (input.contains("abstract") && input["abstract"].is_array()) {
    for (const auto& section : input["abstract"]) {
      record.abstract.push_back({section.value("label", ""), "", section.value("text", "")});
    }
  } else {
    record.abstract.push_back({"", "", input.value("abstract", "")});
  }
  for (const auto& type : input.value("publication_types", std::vector<std::string>{}))
    record.publication_types.push_back({"", type});
  for (const auto& name : input.value("mesh", std::vector<std::string>{})) {
    MeshHeading heading;
    heading.name = name;
    record.mesh.push_back(heading);
  }
  return record;
}

std::string shown(const std::optional<double>& number) { return number ? fmt::format("{:g}", *number) : "unknown"; }

std::string shown(const Value& value) {
  if (const bool* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const double* number = std::get_if<double>(&value)) return fmt::format("{:.4g}", *number);
  if (const std::string* text = std::get_if<std::string>(&value)) return *text;
  return "unknown";
}

std::string beside(const EffectEstimate& estimate, const Study& study) {
  std::string out = fmt::format("beside {} {}", estimate.measure, shown(estimate.value));
  const auto add = [&](const char* name, const std::optional<Figure>& figure) {
    if (figure) out += fmt::format(" {} {:g}", name, figure->value);
  };
  add("studies", estimate.beside.studies);
  add("participants", estimate.beside.participants);
  add("events", estimate.beside.events);
  add("i2", estimate.beside.i2);
  for (const GroupFigures& group : estimate.beside.groups)
    out += fmt::format(" [{} {:g}/{:g}]", group.name, group.events, group.n);
  if (estimate.beside.declared_grade)
    out += fmt::format(" \"{}\"", study.declared_grades.at(*estimate.beside.declared_grade).words.text);
  return out;
}

/// Everything that a record's expectation may say about what `key` names; "no-feature X" and "no-cue X" hold where X is absent.
std::vector<std::string> lines_about(const std::string& key, const std::string& rest, const Study& study) {
  std::vector<std::string> out;
  if (key == "design") out.push_back(fmt::format("design {}", word(study.design)));
  if (key == "species") out.push_back("species " + study.species.value_or("unknown"));
  if (key == "status") out.push_back(fmt::format("status {}", word(study.status)));
  if (key == "participants") out.push_back("participants " + shown(study.participants));
  if (key == "studies") out.push_back("studies " + shown(study.studies));
  if (key == "events") out.push_back("events " + shown(study.events));
  if (key == "i2") out.push_back("i2 " + shown(study.i2));
  if (key == "endpoint") {
    out.push_back(!study.primary_endpoint_met   ? "endpoint unknown"
                  : *study.primary_endpoint_met ? "endpoint met"
                                                : "endpoint not_met");
  }
  if (key == "feature" || key == "no-feature") {
    for (const std::string& feature : study.design_features) out.push_back("feature " + feature);
  }
  if (key == "cue" || key == "no-cue") {
    for (const DesignCue& cue : study.design_cues) out.push_back(fmt::format("cue {} \"{}\"", cue.says, cue.text));
  }
  if (key == "bias" || key == "no-bias") {
    for (const BiasCue& cue : study.bias_cues) out.push_back("bias " + cue.item);
  }
  if (key == "arm") {
    for (const Arm& arm : study.arms) {
      const std::string events = arm.events ? fmt::format(" events {:g}", *arm.events) : "";
      out.push_back(fmt::format("arm {} {}{}", shown(arm.n), arm.name, events));
    }
  }
  if (key == "loss" || key == "no-loss") {
    for (const ArmLoss& loss : study.losses) {
      const std::string counted = loss.lost ? fmt::format(" {:g}/{}", *loss.lost, shown(loss.of)) : "";
      out.push_back(fmt::format("loss {:.3g} {}{}", loss.percent, loss.arm, counted));
    }
  }
  if (key == "arms") out.push_back(fmt::format("arms {}", study.arms.size()));
  if (key == "estimate") {
    for (const EffectEstimate& e : study.estimates)
      out.push_back(fmt::format("estimate {} {} {}", e.measure, shown(e.value), e.outcome));
  }
  if (key == "beside") {
    for (const EffectEstimate& e : study.estimates) out.push_back(beside(e, study));
  }
  if (key == "registered") {
    for (const std::string& id : study.registry_ids) out.push_back("registered " + id);
  }
  if (key == "grade") {
    for (const StatedGradeMention& m : study.declared_grades)
      out.push_back(fmt::format("grade {} \"{}\"", m.grade ? word(*m.grade) : "unknown", m.words.text));
  }
  if (key == "fact") {
    const std::string name = rest.substr(0, rest.find(' '));
    for (const Fact& fact : study.facts) {
      if (fact.name != "source." + name) continue;
      const std::string quote = fact.quotes.empty() ? "" : fmt::format(" \"{}\"", fact.quotes.front().text);
      out.push_back(fmt::format("fact {} {}{}", name, shown(fact.value), quote));
    }
    if (out.empty()) out.push_back(fmt::format("fact {} unknown", name));
  }
  return out;
}

bool is_key(std::string key) {
  if (key == "no-feature" || key == "no-cue" || key == "no-bias" || key == "no-loss") key = key.substr(3);
  constexpr std::array<std::string_view, 18> keys{
      "design",   "species", "status", "participants", "studies", "events",     "i2",    "arm",  "arms",
      "endpoint", "feature", "cue",    "bias",         "beside",  "registered", "grade", "fact", "loss"};
  return key == "estimate" || std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool comes_out(const std::string& line, const std::string& key, const std::vector<std::string>& found) {
  const bool absent = key.starts_with("no-");
  const std::string wanted = absent ? line.substr(3) : line;
  // "no-cue rct" is about every cue that says so.
  const bool there = std::any_of(found.begin(), found.end(), [&](const std::string& one) {
    return one == wanted || (absent && one.starts_with(wanted + " "));
  });
  return there != absent;
}

void check_reading(const std::string& text) {
  struct Expected {
    std::size_t number;
    std::string key, line, rest;
  };
  std::istringstream in(text);
  std::string name, failures;
  Citation record;
  std::vector<Expected> expected;
  std::size_t number = 0, records = 0;
  const auto finish = [&] {
    if (name.empty()) return;
    ++records;
    if (expected.empty()) failures += fmt::format("\n          {} expects nothing", name);
    const Study study = read_study(record);
    for (const Expected& want : expected) {
      const std::vector<std::string> found = lines_about(want.key, want.rest, study);
      if (comes_out(want.line, want.key, found)) continue;
      failures += fmt::format("\n          line {}, {}: '{}'", want.number, name, want.line);
      for (const std::string& one : found) failures += fmt::format("\n            found '{}'", one);
    }
    record = {};
    expected.clear();
  };
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string key = line.substr(0, space), rest = space < line.size() ? line.substr(space + 1) : "";
    if (key == "record") {
      finish();
      name = rest;
    } else if (key == "title") {
      record.title = rest;
    } else if (key == "section") {
      const std::size_t bar = rest.find(" | ");
      if (bar == std::string::npos) record.abstract.push_back({"", "", rest});
      else record.abstract.push_back({rest.substr(0, bar), "", rest.substr(bar + 3)});
    } else if (key == "type") {
      record.publication_types.push_back({"", rest});
    } else if (key == "mesh") {
      MeshHeading heading;
      heading.name = rest;
      record.mesh.push_back(heading);
    } else if (!is_key(key) || name.empty()) {
      throw CaseFailure(fmt::format("expect.reading, line {}: '{}' is no expectation", number, key));
    } else {
      expected.push_back({number, key, line, rest});
    }
  }
  finish();
  if (!records) throw CaseFailure("expect.reading holds no record");
  if (!failures.empty()) throw CaseFailure("expect.reading:" + failures);
}

}  // namespace

CaseOutput run_appraise_case(const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder / "expect.reading")) {
    std::string text = read_case_file(folder / "expect.reading");
    check_reading(text);
    return {{"expect.reading", std::move(text)}};
  }
  const nlohmann::json input = nlohmann::json::parse(read_case_file(folder / "input.json"));
  JsonWriter json(2);
  json.begin_object();
  write_study_fields(json, read_study(record_of(input)));
  return {{"expect.json", json.end_object().take() + "\n"}};
}

}  // namespace claimassay::test
