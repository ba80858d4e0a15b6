// claimassay appraise: one record -> what kind of study it is and what it found. NDJSON, or PubMed XML files as
// arguments.
#include <cstdio>

#include "audit/appraise_claim.h"
#include "cli/filter.h"
#include "cli/grading_options.h"
#include "cli/record_line.h"
#include "core/study_json.h"
#include "importers/bytes.h"
#include "importers/importer.h"
#include "report/parts_json.h"
#include "rules/pack.h"

namespace claimassay {

namespace {

/// What the record says, and what it is worth by itself.
void write_appraisal(JsonWriter& out, Citation record, const rules::Pack& pack, const GlobalOptions& global) {
  const CitedRecord cited = read_cited(given_reference(1, std::move(record)));
  write_study_fields(out, cited.study);
  const Assessment assessment = grade_record(pack, cited, global.as_of).assessment;
  const bool starts = assessment.start != Certainty::not_gradable;
  out.field("starting_level", starts ? word(assessment.start) : "none");
  write_judgements(out, assessment);
  out.field("certainty", word(assessment.certainty)).key("range").begin_array();
  out.string(word(assessment.range_low)).string(word(assessment.range_high)).end_array();
  out.field("pack", pack.name()).field("pack_hash", pack.hash);
}

void answer(JsonObject line, JsonWriter& out, const rules::Pack& pack, const GlobalOptions& global) {
  Citation record = read_record_line(line);
  if (abstract_is_list(line)) out.field("abstract", record.abstract_text());
  write_appraisal(out, std::move(record), pack, global);
}

/// Appraises each record as the reader meets it, so that a file of any length takes the memory of one record.
class Appraiser : public EvidenceSink {
 public:
  Appraiser(const rules::Pack& pack, const GlobalOptions& global) : pack_(pack), global_(global) {}
  void record(Citation&& citation) override {
    JsonWriter out;
    out.begin_object().field("id", std::to_string(citation.pmid)).field("title", citation.title);
    out.field("abstract", citation.abstract_text());
    write_appraisal(out, std::move(citation), pack_, global_);
    const std::string text = out.end_object().take() + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  void deleted(Pmid) override {}
  void skipped(std::string_view, const Place&) override {}

 private:
  const rules::Pack& pack_;
  const GlobalOptions& global_;
};

const EvidenceFormat* xml_format(const std::string& path) {
  Diagnostics ignored;
  auto bytes = open_bytes(path, ignored);
  if (!bytes) return nullptr;
  std::string head;
  peek(std::move(bytes), head);  // one read() may give a few bytes only
  for (const EvidenceFormat& format : evidence_formats()) {
    if (format.recognises(head, path)) return &format;
  }
  return nullptr;
}

int appraise(const std::vector<std::string>& files, const GlobalOptions& global) {
  Diagnostics wrong;
  const auto chosen = chosen_rules(global);
  if (!chosen) return bad_input;
  const auto pack = rules::load_pack("grade", chosen->folder, global.as_of, wrong);
  if (!pack) {
    std::fputs(draw(wrong).c_str(), stderr);
    return bad_input;
  }
  int code = checked;
  std::vector<std::string> lines;
  for (const std::string& file : files) {
    const EvidenceFormat* format = file == "-" ? nullptr : xml_format(file);
    if (!format) {
      lines.push_back(file);
      continue;
    }
    Diagnostics diagnostics;
    const auto bytes = open_bytes(file, diagnostics);
    Appraiser sink(*pack, global);
    if (!bytes || !format->read(*bytes, sink, diagnostics)) code = worse(code, bad_input);
    std::fputs(draw(diagnostics).c_str(), stderr);
  }
  if (!lines.empty() || files.empty()) {
    code = worse(
        code, run_filter(lines, global, [&](JsonObject line, JsonWriter& out) { answer(line, out, *pack, global); }));
  }
  return code;
}

}  // namespace

void declare_appraise(CLI::App& app, GlobalOptions& global, Runner& run) {
  CLI::App* command = app.add_subcommand(
      "appraise", "Reads records: study design, size, results, cues of bias, and what one is worth by itself");
  command->footer(
      "Input: PubMed XML files, or NDJSON {\"id\", \"title\", \"abstract\", \"publication_types\"?, \"mesh\"?, "
      "\"languages\"?}.\n"
      "Output: one line per record. Example: claimassay appraise pubmed.xml | head -1");
  static std::vector<std::string> files;
  add_filter_files(*command, files);
  command->callback([&] { run = [&] { return appraise(files, global); }; });
}

}  // namespace claimassay
