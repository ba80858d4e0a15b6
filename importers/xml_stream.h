// XML as a stream of elements, for readers of files that are too long for a tree: libxml2's push parser behind three calls.
// A file cannot make it open another file, expand entities, recurse or hoard: entity declarations stop it, nothing outside
// the file is loaded, at most `deepest` elements are open. Costs: memory does not grow with the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importers/importer.h"

namespace claimassay {

class XmlStream {
 public:
  static constexpr std::size_t deepest = 200;

  virtual ~XmlStream() = default;
  /// False when the file broke off or was refused; there is a diagnostic then.
  bool run(ByteStream& bytes, Diagnostics& diagnostics);

 protected:
  /// The value of an attribute of the element that opens now, or "".
  std::string attribute(std::string_view name) const;
  /// Names of the open elements, the root first; in opened() and closed() the last is the element itself.
  const std::vector<std::string>& path() const { return path_; }
  /// "DescriptorRecord/DescriptorName/String": do the innermost open elements have these names?
  bool is_at(std::string_view end_of_path) const;
  Place place() const;

  virtual void opened() = 0;
  virtual void closed() = 0;
  virtual void text(std::string_view piece) = 0;
  /// The system identifier of the DOCTYPE.
  virtual void doctype(std::string_view /*system*/) {}
  /// ", in the record of D000001", for messages; or nothing.
  virtual std::string where() const { return ""; }

 private:
  struct Calls;
  void stop(std::string code, std::string message, std::string help);

  ByteStream* bytes_ = nullptr;
  Diagnostics* diagnostics_ = nullptr;
  void* parser_ = nullptr;
  const unsigned char** attributes_ = nullptr;
  int attribute_count_ = 0;
  std::vector<std::string> path_;
  bool broken_ = false, at_end_ = false;
};

}  // namespace claimassay
