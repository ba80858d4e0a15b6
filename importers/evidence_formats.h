// The evidence formats, one constant each; evidence_registry.cpp lists them.
#pragma once

#include "importers/importer.h"

namespace claimassay {

extern const EvidenceFormat pubmed_xml_format;
extern const EvidenceFormat nbib_format;
extern const EvidenceFormat mesh_xml_format;
extern const EvidenceFormat retraction_watch_format;

}  // namespace claimassay
