// The names under which designs are asked for ("rct", "review"), and the marks by which a record of such a design can be
// found before its text is read. Data: data/lexicon/search_types.tsv. And how the kind of a record moves it among others
// that answer equally well: data/lexicon/search_kinds.tsv.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"
#include "core/vocabulary.h"
#include "store/search_expression.h"

namespace claimassay {

struct SearchType {
  std::vector<std::string> names;
  std::vector<Design> designs;
  std::vector<SearchWay> marks;  ///< empty: any record may be one
};

/// By any of its names, in any spelling of case, spaces and hyphens.
const SearchType* search_type(std::string_view name);
/// For messages: the first name of each.
std::string search_type_names();
/// Is there such a publication type in PubMed's indexing, as far as the tables know?
bool is_publication_type(std::string_view name);

/// 1 for what is neither favoured nor put back; by publication types, else by the words of the title.
double weight_of_kind(const Citation& citation);
double weight_of_status(RecordStatus status);

}  // namespace claimassay
