// The fields of a record that no column holds, as one compact blob: lengths as varints, texts as they are. A third of the
// size of JSON and read without parsing. The first byte is the form's version; a new field is added at the end, under a
// new version. Refuses damaged blobs with a StoreError; never reads past the end.
#pragma once

#include <string>
#include <string_view>

#include "core/citation.h"

namespace claimassay {

/// Everything but pmid, version, title and the abstract's text. Replaces `out`.
void write_record_blob(const Citation& citation, std::string& out);
/// Was the record that this blob belongs to read from a form that carries less than PubMed's XML?
bool is_abridged_blob(std::string_view blob);
/// The whole record again. `abstract` is Citation::abstract_text() as it was stored.
Citation read_record_blob(Pmid pmid, int version, std::string_view title, std::string_view abstract,
                          std::string_view blob);

}  // namespace claimassay
