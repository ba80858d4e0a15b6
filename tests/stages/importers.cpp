// Stage importers: input.xml, input.xml.gz ... -> one JSON line per record, deletion, descriptor or notice in the order of
// the file, then one per reason for which something was skipped; and the diagnostics as a user would see them.
#include <map>

#include "core/citation_json.h"
#include "importers/bytes.h"
#include "tests/stages/stages.h"

namespace claimassay::test {

namespace {

class Lines : public EvidenceSink {
 public:
  void record(Citation&& citation) override { text_ += citation_line(citation); }
  void deleted(Pmid pmid) override { add("deleted", pmid); }
  void descriptor(MeshDescriptor&& descriptor) override { text_ += descriptor_line(descriptor); }
  void notice(RetractionNotice&& notice) override { text_ += notice_line(notice); }
  void skipped(std::string_view reason, const Place&) override { ++skipped_[std::string(reason)]; }

  std::string finish() {
    for (const auto& [reason, count] : skipped_) {
      JsonWriter json;
      json.begin_object().field("skipped", reason).field("count", count).end_object();
      text_ += json.take() + '\n';
    }
    return std::move(text_);
  }

 private:
  void add(std::string_view what, Pmid pmid) {
    JsonWriter json;
    json.begin_object().field(what, pmid).end_object();
    text_ += json.take() + '\n';
  }
  std::string text_;
  std::map<std::string, std::size_t> skipped_;
};

std::filesystem::path input_of(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with("input.")) return entry.path();
  }
  throw CaseFailure("the case has no input file");
}

}  // namespace

CaseOutput run_importers_case(const std::filesystem::path& folder) {
  const std::filesystem::path input = input_of(folder);
  Lines lines;
  Diagnostics diagnostics;
  std::string head;
  // Named without its folder, so that the messages are the same wherever the project lies.
  const auto bytes = peek(bytes_in_memory(input.filename().string(), read_case_file(input)), head);
  const EvidenceFormat* format = nullptr;
  for (const EvidenceFormat& known : evidence_formats()) {
    if (!format && known.recognises(head, input.string())) format = &known;
  }
  if (format) {
    const bool whole = format->read(*bytes, lines, diagnostics);
    if (whole == diagnostics.has_errors()) throw CaseFailure("a broken file must have an error, a whole one must not");
  } else if (auto failed = bytes->failed()) {
    diagnostics.add(std::move(*failed));
  }
  std::string said = draw(diagnostics);
  if (said.empty() && !format)
    said = input.filename().string() + ": not recognised; looks like " + describe_content(head) + "\n";

  CaseOutput output{{"expect.ndjson", lines.finish()}};
  if (!said.empty()) output["expect.diagnostics"] = said;
  return output;
}

}  // namespace claimassay::test
