#include "store/search_types.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <map>

#include "core/embedded.h"
#include "core/split.h"
#include "core/text.h"
#include "store/search_snippet.h"
#include "store/search_terms.h"
#include "store/search_thesaurus.h"

namespace claimassay {

namespace {

std::vector<std::vector<std::string_view>> rows_of(std::string_view path) {
  const auto table = embedded_file(path);
  assert(table);
  std::vector<std::vector<std::string_view>> rows;
  for (const std::string_view line : split(table.value_or(""), "\n")) {
    if (!line.empty() && line[0] != '#') rows.push_back(split(line, "\t"));
  }
  return rows;
}

SearchPhrase phrase_of(std::string_view words) { return {split<std::string>(stems_of(words), " "), false}; }

/// "p:..." and "m:..." are terms; anything else is words of title or abstract.
SearchWay mark_of(std::string_view mark) {
  SearchWay way;
  way.is_term = mark.starts_with("p:") || mark.starts_with("m:");
  way.phrases = {way.is_term ? SearchPhrase{{std::string(mark.substr(0, 2)) + term_of_name(mark.substr(2))}, false}
                             : phrase_of(mark)};
  return way;
}

const std::vector<SearchType>& all_types() {
  static const std::vector<SearchType> types = [] {
    std::vector<SearchType> out;
    for (const auto& row : rows_of("data/lexicon/search_types.tsv")) {
      assert(row.size() == 3);
      SearchType type;
      for (const std::string_view name : split(row[0], "|")) type.names.push_back(term_of_name(name));
      for (const std::string_view name : split(row[1], "|")) {
        const auto design = from_word<Design>(trim(name));
        assert(design);
        type.designs.push_back(*design);
      }
      for (const std::string_view mark : split(row[2], "|")) {
        if (!trim(mark).empty()) type.marks.push_back(mark_of(trim(mark)));
      }
      out.push_back(std::move(type));
    }
    return out;
  }();
  return types;
}

struct Kinds {
  std::map<std::string, double> by_type;  // by term_of_name
  std::vector<SearchPhrase> in_title;
  std::vector<double> in_title_weight;
  std::map<RecordStatus, double> by_status;
};

const Kinds& kinds() {
  static const Kinds table = [] {
    Kinds out;
    for (const auto& row : rows_of("data/lexicon/search_kinds.tsv")) {
      assert(row.size() == 3);
      double weight = 1;
      std::from_chars(row[2].data(), row[2].data() + row[2].size(), weight);
      if (row[1] == "publication_type") out.by_type[term_of_name(row[0])] = weight;
      else if (row[1] == "title") {
        out.in_title.push_back(phrase_of(row[0]));
        out.in_title_weight.push_back(weight);
      } else if (const auto status = from_word<RecordStatus>(row[0])) out.by_status[*status] = weight;
    }
    return out;
  }();
  return table;
}

}  // namespace

const SearchType* search_type(std::string_view name) {
  const std::string wanted = term_of_name(name);
  for (const SearchType& type : all_types()) {
    if (std::find(type.names.begin(), type.names.end(), wanted) != type.names.end()) return &type;
  }
  return nullptr;
}

std::string search_type_names() {
  std::string out;
  for (const SearchType& type : all_types()) out += (out.empty() ? "" : ", ") + type.names.front();
  return out;
}

bool is_publication_type(std::string_view name) {
  const std::string wanted = term_of_name(name);
  for (const auto& row : rows_of("data/lexicon/study_indexing.tsv")) {
    if (row.size() > 1 && row[1] == "publication_type" && term_of_name(row[0]) == wanted) return true;
  }
  return kinds().by_type.contains(wanted);
}

double weight_of_kind(const Citation& citation) {
  double best = 1, worst = 1;
  for (const PublicationType& type : citation.publication_types) {
    const auto found = kinds().by_type.find(term_of_name(type.name));
    if (found == kinds().by_type.end()) continue;
    best = std::max(best, found->second);
    worst = std::min(worst, found->second);
  }
  // A systematic review is indexed as a review too, a comment on a trial as both: what speaks against it weighs more.
  if (worst < 1) return worst;
  if (best > 1) return best;
  if (find_phrases(citation.title, kinds().in_title).empty()) return 1;
  for (std::size_t i = 0; i < kinds().in_title.size(); ++i) {
    if (!find_phrases(citation.title, {kinds().in_title[i]}).empty()) best = std::max(best, kinds().in_title_weight[i]);
  }
  return best;
}

double weight_of_status(RecordStatus status) {
  const auto found = kinds().by_status.find(status);
  return found == kinds().by_status.end() ? 1 : found->second;
}

}  // namespace claimassay
