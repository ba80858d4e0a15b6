#include "core/citation.h"

#include <fmt/format.h>

#include <algorithm>

namespace claimassay {

std::string PartialDate::iso() const {
  if (!year) return "";
  if (!month) return fmt::format("{:04}", year);
  if (!day) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string Citation::abstract_text() const {
  std::string out;
  for (const AbstractSection& section : abstract) {
    if (!out.empty()) out += '\n';
    if (!section.label.empty()) out += section.label + ": ";
    out += section.text;
  }
  return out;
}

bool Citation::has_publication_type(std::string_view ui, std::string_view name) const {
  return std::any_of(publication_types.begin(), publication_types.end(), [&](const PublicationType& type) {
    return (!ui.empty() && type.ui == ui) || (type.ui.empty() && type.name == name);
  });
}

}  // namespace claimassay
