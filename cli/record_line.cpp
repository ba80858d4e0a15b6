#include "cli/record_line.h"

namespace claimassay {

namespace {

std::vector<AbstractSection> read_sections(JsonElement abstract) {
  std::string_view text;
  if (!abstract.get(text)) return {{"", "", std::string(text)}};
  simdjson::dom::array sections;
  if (abstract.get(sections))
    throw FilterError{"wrong-type", "\"abstract\" must be a string or a list of {\"label\", \"text\"}"};
  std::vector<AbstractSection> out;
  for (const JsonElement section : sections) {
    JsonObject object;
    if (section.get(object)) throw FilterError{"wrong-type", "a section of \"abstract\" must be {\"label\", \"text\"}"};
    out.push_back(
        {std::string(text_of(object, "label").value_or("")), "", std::string(text_of(object, "text").value_or(""))});
  }
  return out;
}

}  // namespace

Citation read_record_line(JsonObject line) {
  Citation out;
  if (const auto pmid = field_of(line, "pmid")) {
    std::int64_t number = 0;
    std::string_view text;
    if (!pmid->get(number)) out.pmid = number;
    else if (!pmid->get(text)) out.pmid = std::atoll(std::string(text).c_str());
    else throw FilterError{"wrong-type", "\"pmid\" must be a number or a string"};
  }
  out.title = text_of(line, "title").value_or("");
  if (const auto abstract = field_of(line, "abstract")) out.abstract = read_sections(*abstract);
  for (std::string& type : texts_of(line, "publication_types")) out.publication_types.push_back({"", std::move(type)});
  for (std::string& name : texts_of(line, "mesh")) {
    MeshHeading heading;
    heading.name = std::move(name);
    out.mesh.push_back(std::move(heading));
  }
  for (std::string& language : texts_of(line, "languages")) out.languages.push_back(std::move(language));
  if (const auto year = number_of(line, "year")) out.published.year = static_cast<int>(*year);
  return out;
}

bool abstract_is_list(JsonObject line) {
  const auto abstract = field_of(line, "abstract");
  return abstract && abstract->is_array();
}

}  // namespace claimassay
