// Stage parser: sentences of our own with the reading that an editor expects, typed by hand. One folder per theme; its
// expect.reading holds blocks, apart by blank lines:
//   # a remark
//   > The text; further lines that begin with > go on with it.
//   as: article            the lines are a Markdown article (default: running text)
//   claims: 2              how many claims
//   outcome: pain | sleep  of the first claim; lists are written with " | ", nothing is "-"
//   2.direction: improves  of the second
// Only the fields that a block is about are named; which there are is the table `claim_fields` and `text_fields` below.
// A block that reads otherwise is shown with its text, and every field of it that differs. A case passes when all do.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "audit/check_article.h"
#include "core/split.h"
#include "core/text.h"
#include "importers/importer.h"
#include "parser/article.h"
#include "parser/claims.h"
#include "parser/numbers.h"
#include "parser/stated_grade.h"
#include "parser/study_measures.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

struct Expected {
  std::string field;
  std::size_t claim = 0;  ///< counted from 0
  std::string value;
  std::size_t line = 0;
};

struct Block {
  std::string text;
  std::size_t line = 0;
  bool article = false;
  std::vector<Expected> expected;
};

std::string listed(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : " | ") + item;
  return out.empty() ? "-" : out;
}

/// What a block reads as: of a text or of an article.
struct Reading {
  std::string text;
  TextReading level;  ///< of an article: empty but for claims and markers
  std::string findings;
};

std::string number(const std::optional<double>& value) { return value ? fmt::format("{:g}", *value) : "?"; }

/// "RR 0.75 (0.6 to 0.94) p<0.05 mg"
std::string estimate_words(const EffectEstimate& estimate) {
  std::string out = estimate.measure + " " + number(estimate.value);
  if (estimate.ci_low || estimate.ci_high)
    out += " (" + number(estimate.ci_low) + " to " + number(estimate.ci_high) + ")";
  if (estimate.p) out += fmt::format(" p{}{:g}", estimate.p->op, estimate.p->value);
  if (!estimate.unit.empty() && estimate.unit != "%") out += " " + estimate.unit;
  return out;
}

template <class T, class Words>
std::string each(const std::vector<T>& items, Words words) {
  std::vector<std::string> out;
  for (const T& item : items) out.push_back(words(item));
  return listed(out);
}

std::string phrases(const std::vector<Phrase>& items) {
  return each(items, [](const Phrase& phrase) { return collapse_space(phrase.text); });
}

/// "dose 500 mg/kg/day", "count 12 of 48", "duration 30-60 minutes", "mean 6.1 sd 1.2", "median 6 (4 to 9) days"
std::string quantity_words(const Quantity& quantity) {
  std::string out = fmt::format("{} {:g}", word(quantity.kind), quantity.value);
  if (quantity.low) out += " (" + number(quantity.low) + " to " + number(quantity.high) + ")";
  else if (quantity.high) out += "-" + number(quantity.high);
  if (quantity.sd) out += " sd " + number(quantity.sd);
  if (quantity.of) out += " of " + number(quantity.of);
  if (!quantity.unit.empty() && quantity.unit != "%") out += " " + quantity.unit;
  return out;
}

/// "moderate GRADE strong"; "?" where the words say no level or name no scheme.
std::string grade_words(const StatedGradeMention& mention) {
  std::string out = mention.grade ? std::string(word(*mention.grade)) : "?";
  out += " " + (mention.scheme.empty() ? "?" : mention.scheme);
  if (!mention.strength.empty()) out += " " + mention.strength;
  return out;
}

std::string or_nothing(std::string_view text) { return text.empty() ? "-" : std::string(text); }

struct ClaimField {
  std::string_view name;
  std::string (*value)(const Claim&, const Reading&);
};
const ClaimField claim_fields[] = {
    {"text", [](const Claim& c, const Reading&) { return collapse_space(c.text); }},
    {"kind", [](const Claim& c, const Reading&) { return std::string(word(c.kind)); }},
    {"intervention", [](const Claim& c, const Reading&) { return phrases(c.pico.intervention); }},
    {"comparator", [](const Claim& c, const Reading&) { return phrases(c.pico.comparator); }},
    {"outcome", [](const Claim& c, const Reading&) { return phrases(c.pico.outcome); }},
    {"population", [](const Claim& c, const Reading&) { return phrases(c.pico.population); }},
    {"direction", [](const Claim& c, const Reading&) { return std::string(word(c.direction)); }},
    {"magnitude", [](const Claim& c, const Reading&) { return std::string(word(c.magnitude)); }},
    {"relation", [](const Claim& c, const Reading&) { return std::string(word(c.relation)); }},
    {"certainty", [](const Claim& c, const Reading&) { return fmt::format("{:g}", c.certainty); }},
    {"advice", [](const Claim& c, const Reading&) { return std::string(word(c.advice)); }},
    {"negated", [](const Claim& c, const Reading&) { return std::string(c.negated ? "yes" : "no"); }},
    {"grade",
     [](const Claim& c, const Reading&) {
       return c.stated_grade && c.stated_grade->grade ? std::string(word(*c.stated_grade->grade)) : "-";
     }},
    {"scheme", [](const Claim& c, const Reading&) { return or_nothing(c.stated_grade ? c.stated_grade->scheme : ""); }},
    {"strength",
     [](const Claim& c, const Reading&) { return or_nothing(c.stated_grade ? c.stated_grade->strength : ""); }},
    {"estimates", [](const Claim& c, const Reading&) { return each(c.estimates, estimate_words); }},
    {"spelled_out",
     [](const Claim& c, const Reading&) {
       std::vector<std::string> out;
       for (const Cue& cue : c.cues) {
         if (cue.field == "spelled_out") out.push_back(cue.pattern);
       }
       return listed(out);
     }},
    {"citations",
     [](const Claim& c, const Reading& r) {
       return each(c.markers, [&](std::size_t at) { return r.level.markers[at].text; });
     }},
};

struct TextField {
  std::string_view name;
  std::string (*value)(const Reading&);
};
const TextField text_fields[] = {
    {"claims", [](const Reading& r) { return std::to_string(r.level.claims.size()); }},
    {"sentences",
     [](const Reading& r) {
       return each(r.level.sentences,
                   [&](const SentenceReading& s) { return r.text.substr(s.span.begin, s.span.size()); });
     }},
    {"states",
     [](const Reading& r) {
       return each(r.level.sentences, [](const SentenceReading& s) { return std::string(s.claim ? "yes" : "no"); });
     }},
    {"text.relation", [](const Reading& r) { return std::string(word(r.level.relation)); }},
    {"text.advice", [](const Reading& r) { return std::string(word(r.level.advice)); }},
    {"text.certainty", [](const Reading& r) { return fmt::format("{:g}", r.level.certainty); }},
    {"text.strength", [](const Reading& r) { return r.level.strength; }},
    {"text.direction", [](const Reading& r) { return r.level.direction; }},
    {"text.estimates", [](const Reading& r) { return each(read_numbers(r.text).estimates, estimate_words); }},
    {"findings", [](const Reading& r) { return r.findings; }},
    {"text.quantities", [](const Reading& r) { return each(read_numbers(r.text).quantities, quantity_words); }},
    {"text.grades", [](const Reading& r) { return each(read_stated_grades(r.text), grade_words); }},
    {"text.measures",
     [](const Reading& r) {
       const RecordText text = read_plain_text(r.text, Zone::results);
       return each(read_measures(text, read_numbers(r.text)), [](const Measured& m) { return m.text; });
     }},
    {"tokens",
     [](const Reading& r) {
       return each(tokens(r.text), [&](const Token& t) { return r.text.substr(t.span.begin, t.span.size()); });
     }},
};

std::string in_line(std::string_view line, std::size_t number) {
  return fmt::format("expect.reading:{}: '{}'", number, line);
}

std::vector<Block> blocks_of(const std::string& file) {
  std::vector<Block> out;
  bool open = false;
  std::size_t line_number = 0;
  for (const std::string& line : split<std::string>(file, "\n")) {
    ++line_number;
    if (line.starts_with("#")) continue;
    if (trim(line).empty()) {
      open = false;
      continue;
    }
    if (line.starts_with(">")) {
      if (!open) out.push_back({"", line_number, false, {}});
      else if (!out.back().expected.empty()) throw CaseFailure(in_line(line, line_number) + ": text after fields");
      open = true;
      out.back().text += line.substr(line.starts_with("> ") ? 2 : 1) + "\n";
      continue;
    }
    const std::size_t colon = line.find(": ");
    if (!open || colon == std::string::npos)
      throw CaseFailure(in_line(line, line_number) + ": expected \"> text\" or \"field: value\"");
    Expected expected{line.substr(0, colon), 0, std::string(trim(line.substr(colon + 2))), line_number};
    if (expected.field == "as") {
      if (expected.value != "article") throw CaseFailure(in_line(line, line_number) + ": only \"article\"");
      out.back().article = true;
      continue;
    }
    if (expected.field.size() > 2 && expected.field[1] == '.' && expected.field[0] >= '1' && expected.field[0] <= '9') {
      expected.claim = static_cast<std::size_t>(expected.field[0] - '1');
      expected.field.erase(0, 2);
    }
    out.back().expected.push_back(std::move(expected));
  }
  for (const Block& block : out) {
    if (block.expected.empty()) throw CaseFailure(in_line(block.text, block.line) + ": nothing is expected of it");
  }
  return out;
}

/// The codes of what `check` finds in the text, with no store and no references.
std::string findings_in(const std::string& text) {
  std::string path = (std::filesystem::temp_directory_path() / "claimassay-case-XXXXXX").string();
  const int file = mkstemp(path.data());
  if (file < 0) throw CaseFailure("no temporary file can be made");
  close(file);
  { std::ofstream(path, std::ios::binary) << text; }
  Diagnostics diagnostics;
  CheckOptions options;
  options.as_of = "2026-03-10";
  options.format = "markdown";
  const auto appraisal = check_article(path, nullptr, options, diagnostics);
  std::filesystem::remove(path);
  if (!appraisal) throw CaseFailure("cannot be checked\n" + draw(diagnostics));
  return each(appraisal->findings, [](const Finding& finding) { return finding.code; });
}

Reading read_block(const Block& block) {
  Reading out;
  out.text = block.text;
  if (block.article) {
    Diagnostics diagnostics;
    const auto formats = document_formats();
    const auto markdown =
        std::find_if(formats.begin(), formats.end(), [](const DocumentFormat& f) { return f.name == "markdown"; });
    std::optional<Document> document = markdown->read("case.md", block.text, diagnostics);
    if (!document) throw CaseFailure("cannot be read\n" + draw(diagnostics));
    const Article article = read_article(std::move(*document));
    for (ArticleClaim& claim : read_claims(article)) out.level.claims.push_back(std::move(claim.claim));
    out.level.markers = article.markers;
  } else {
    std::replace(out.text.begin(), out.text.end(), '\n', ' ');
    out.text = trim(out.text);
    out.level = read_text(out.text);
  }
  const bool checked = std::any_of(block.expected.begin(), block.expected.end(),
                                   [](const Expected& expected) { return expected.field == "findings"; });
  if (checked) out.findings = findings_in(block.text);
  return out;
}

std::string found_value(const Expected& expected, const Reading& reading) {
  for (const TextField& field : text_fields) {
    if (field.name == expected.field) return field.value(reading);
  }
  for (const ClaimField& field : claim_fields) {
    if (field.name != expected.field) continue;
    if (expected.claim >= reading.level.claims.size()) return "(no such claim)";
    return field.value(reading.level.claims[expected.claim], reading);
  }
  throw CaseFailure(in_line(expected.field, expected.line) + ": no such field");
}

}  // namespace

CaseOutput run_parser_case(const std::filesystem::path& folder) {
  const std::string file = read_case_file(folder / "expect.reading");
  const std::vector<Block> blocks = blocks_of(file);
  if (blocks.empty()) throw CaseFailure("no sentence in expect.reading");
  std::string problems;
  std::size_t wrong = 0;
  for (const Block& block : blocks) {
    const Reading reading = read_block(block);
    std::string differs;
    for (const Expected& expected : block.expected) {
      const std::string found = found_value(expected, reading);
      if (found == expected.value) continue;
      differs += fmt::format("\n          line {:<5}{}{}: expected {}\n{:>21}found {}", expected.line,
                             expected.claim ? fmt::format("{}.", expected.claim + 1) : "", expected.field,
                             expected.value, "", found);
    }
    if (differs.empty()) continue;
    ++wrong;
    problems += "\n        > " + collapse_space(block.text) + differs;
  }
  if (wrong)
    throw CaseFailure(fmt::format("{} of {} texts read otherwise than expected{}", wrong, blocks.size(), problems));
  return {{"expect.reading", file}};
}

}  // namespace claimassay::test
