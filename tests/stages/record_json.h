// A bibliographic record as the cases write it in JSON: the fields that the filters take.
#pragma once

#include <nlohmann/json.hpp>

#include "core/citation.h"

namespace claimassay::test {

inline Citation record_of_json(const nlohmann::json& source) {
  using nlohmann::json;
  Citation record;
  record.pmid = source.value("pmid", Pmid{0});
  record.title = source.value("title", "");
  record.published.year = source.value("year", 0);
  record.is_book = source.value("is_book", false);
  if (const json abstract = source.value("abstract", json()); abstract.is_array()) {
    for (const json& section : abstract)
      record.abstract.push_back({section.value("label", ""), "", section.value("text", "")});
  } else if (abstract.is_string() && !abstract.get<std::string>().empty()) {
    record.abstract.push_back({"", "", abstract.get<std::string>()});
  }
  for (const json& language : source.value("languages", json::array()))
    record.languages.push_back(language.get<std::string>());
  for (const json& type : source.value("publication_types", json::array()))
    record.publication_types.push_back({"", type.get<std::string>()});
  for (const json& name : source.value("mesh", json::array())) {
    MeshHeading heading;
    heading.name = name.get<std::string>();
    record.mesh.push_back(std::move(heading));
  }
  for (const json& link : source.value("links", json::array())) {
    record.links.push_back({link.value("type", ""), link.value("pmid", Pmid{0}), link.value("source", ""), ""});
  }
  return record;
}

}  // namespace claimassay::test
