// What every reader of evidence promises of what it delivers, and running one reader on any bytes.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/text.h"
#include "importers/importer.h"

namespace claimassay::test {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline bool is_text(std::string_view text) { return !first_invalid_utf8(text); }

class CheckedSink : public EvidenceSink {
 public:
  void record(Citation&& citation) override {
    require(citation.pmid > 0);
    require(is_text(citation.title) && is_text(citation.abstract_text()));
    for (const Author& author : citation.authors) require(is_text(author.family + author.given + author.suffix));
    for (const MeshHeading& heading : citation.mesh) require(is_text(heading.name));
    for (const RecordLink& link : citation.links) require(!link.type.empty() && link.pmid >= 0);
  }
  void deleted(Pmid pmid) override { require(pmid > 0); }
  void descriptor(MeshDescriptor&& descriptor) override {
    require(descriptor.ui.starts_with('D') && !descriptor.name.empty() && is_text(descriptor.name));
    for (const std::string& term : descriptor.entry_terms) require(!mesh_key(term).empty());
    for (const std::string& number : descriptor.tree_numbers) require(!number.empty());
  }
  void notice(RetractionNotice&& notice) override {
    require(notice.paper_pmid > 0 || notice.paper_doi.starts_with("10."));
    require(!notice.record.empty() && is_text(notice.title) && is_text(notice_line(notice)));
  }
  void skipped(std::string_view reason, const Place&) override { require(!reason.empty()); }
};

/// A reader that gives up says why; one that read all has no error.
inline void fuzz_format(const EvidenceFormat& format, const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  (void)format.recognises(std::string_view(bytes).substr(0, 4096), "fuzz");
  CheckedSink sink;
  Diagnostics diagnostics;
  const auto stream = bytes_in_memory("fuzz", bytes);
  require(format.read(*stream, sink, diagnostics) != diagnostics.has_errors());
}

inline void fuzz_format(std::string_view name, const std::uint8_t* data, std::size_t size) {
  for (const EvidenceFormat& format : evidence_formats()) {
    if (format.name == name) fuzz_format(format, data, size);
  }
}

}  // namespace claimassay::test
