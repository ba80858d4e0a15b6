// How bytes come in. Two kinds of reader, each listed in one explicit table (registry.cpp):
//   evidence formats   a stream of bytes -> records, one at a time, memory flat however long the file is
//   document formats   a file -> Document (blocks, runs, origin map), without any meaning
// Promises: every problem is a Diagnostic with a place; a reader never throws over what is in the file, never follows a
// reference out of it, and bounds depth and size. Refuses: to guess when the content contradicts the file's name.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/citation.h"
#include "core/diagnostic.h"
#include "core/document.h"
#include "core/mesh.h"
#include "core/retraction_notice.h"

namespace claimassay {

/// Bytes in order, gzip already undone. Implementations: a file (plain or gzip, several members), memory.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Fills at most `size` bytes; 0 at the end. On a damaged stream: 0, and failed() says why.
  virtual std::size_t read(char* into, std::size_t size) = 0;
  virtual std::optional<Diagnostic> failed() const = 0;
  /// Position in the file on disk (compressed bytes), for progress lines.
  virtual std::uint64_t consumed() const = 0;
  virtual const std::string& name() const = 0;
};

/// Nothing, with a Diagnostic, when the file cannot be opened or is a folder. "-" is standard input.
std::unique_ptr<ByteStream> open_bytes(const std::string& path, Diagnostics& diagnostics);
/// Bytes in memory, for filters and tests.
std::unique_ptr<ByteStream> bytes_in_memory(std::string name, std::string bytes);

/// Takes what an evidence format finds. Called on one thread, in the order of the file.
class EvidenceSink {
 public:
  virtual ~EvidenceSink() = default;
  virtual void record(Citation&& citation) = 0;
  virtual void deleted(Pmid pmid) = 0;
  /// What only some formats hold; a sink that has no use for it need not say so.
  virtual void descriptor(MeshDescriptor&& /*descriptor*/) {}
  virtual void notice(RetractionNotice&& /*notice*/) {}
  /// Something in the file that did not become a record ("no-pmid", "unknown-element"); counted by reason.
  virtual void skipped(std::string_view reason, const Place& place) = 0;
};

struct EvidenceFormat {
  std::string_view name;                                             ///< "pubmed-xml"
  bool (*recognises)(std::string_view head, std::string_view path);  ///< head: the first 4 KB, gzip undone
  /// False when the file broke off (XML not well-formed, gzip truncated): what came before was delivered.
  bool (*read)(ByteStream& bytes, EvidenceSink& sink, Diagnostics& diagnostics);
};

struct DocumentFormat {
  std::string_view name;  ///< "text", "markdown", "html"
  bool (*recognises)(std::string_view head, std::string_view path);
  std::optional<Document> (*read)(std::string name, std::string bytes, Diagnostics& diagnostics);
};

std::span<const EvidenceFormat> evidence_formats();
std::span<const DocumentFormat> document_formats();

/// Reads a whole article or guideline: opens, decides the format (or takes `format` by name), checks the size limit.
std::optional<Document> read_document(const std::string& path, Diagnostics& diagnostics, std::string_view format = "");

}  // namespace claimassay
