#include <array>

#include "importers/evidence_formats.h"

namespace claimassay {

std::span<const EvidenceFormat> evidence_formats() {
  static const std::array formats = {pubmed_xml_format, nbib_format, mesh_xml_format, retraction_watch_format};
  return formats;
}

}  // namespace claimassay
