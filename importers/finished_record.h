// What a finished record goes through, whatever form it was read from: the same limits, the same words about what was wrong.
#pragma once

#include <string>
#include <vector>

#include "importers/importer.h"

namespace claimassay {

/// Bytes of text in one record; the longest real ones have less than one MB.
constexpr std::size_t most_record_text = 16 * 1024 * 1024;

/// Counts the problems and hands the record over. False for one without a PMID, which is skipped.
bool deliver(Citation&& citation, const std::vector<std::string>& problems, const Place& place, EvidenceSink& sink,
             Diagnostics& diagnostics);
/// A record with more text than that is skipped; the file is not.
void skip_too_large(Pmid pmid, const Place& place, EvidenceSink& sink, Diagnostics& diagnostics);

}  // namespace claimassay
