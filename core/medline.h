// PubMed's MEDLINE format (NBIB): what its tags mean, for the reader and the writer.
#pragma once

#include <string_view>

namespace claimassay {

/// The RefType of PubMed's XML: "ROF" -> "RetractionOf"; "" for a tag that is no link.
std::string_view link_type_of_tag(std::string_view tag);
/// The other way, "" where the format has no tag for a link. The spelling of the case is of no account.
std::string_view tag_of_link_type(std::string_view type);
/// D016440 for "Retraction of Publication" as for "Retraction Notice"; "" for a name that is not in the table.
std::string_view publication_type_ui(std::string_view name);

}  // namespace claimassay
