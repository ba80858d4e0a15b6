#include "core/medline.h"

#include <algorithm>
#include <unordered_map>

#include "core/embedded.h"
#include "core/split.h"

namespace claimassay {

namespace {

struct LinkTag {
  std::string_view tag;
  std::string_view type;
};

// As in NLM's list of the format's fields. Where two tags mean one type the first is written.
constexpr LinkTag link_tags[] = {
    {"CIN", "CommentIn"},
    {"CON", "CommentOn"},
    {"EIN", "ErratumIn"},
    {"EFR", "ErratumFor"},
    {"CRI", "CorrectedandRepublishedIn"},
    {"CRF", "CorrectedandRepublishedFrom"},
    {"ECI", "ExpressionOfConcernIn"},
    {"ECF", "ExpressionOfConcernFor"},
    {"PRIN", "PartialRetractionIn"},
    {"PROF", "PartialRetractionOf"},
    {"RIN", "RetractionIn"},
    {"ROF", "RetractionOf"},
    {"RRI", "RetractedandRepublishedIn"},
    {"RRF", "RetractedandRepublishedFrom"},
    {"RPI", "RepublishedIn"},
    {"RPF", "RepublishedFrom"},
    {"UIN", "UpdateIn"},
    {"UOF", "UpdateOf"},
    {"SPIN", "SummaryForPatientsIn"},
    {"ORI", "OriginalReportIn"},
    {"DDIN", "AssociatedPublication"},
    {"DRIN", "AssociatedPublication"},
    {"ADIN", "AssociatedDataset"},
};

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view link_type_of_tag(std::string_view tag) {
  for (const LinkTag& known : link_tags) {
    if (known.tag == tag) return known.type;
  }
  return "";
}

std::string_view tag_of_link_type(std::string_view type) {
  for (const LinkTag& known : link_tags) {
    if (equal_ignoring_case(known.type, type)) return known.tag;
  }
  return "";
}

std::string_view publication_type_ui(std::string_view name) {
  static const auto table = [] {
    std::unordered_map<std::string_view, std::string_view> uis;
    for (const std::string_view line : split(embedded_file("data/tables/publication_types.tsv").value_or(""), "\n")) {
      const std::size_t tab = line.find('\t');
      if (!line.starts_with('#') && tab != std::string_view::npos) uis[line.substr(0, tab)] = line.substr(tab + 1);
    }
    return uis;
  }();
  const auto found = table.find(name);
  return found == table.end() ? std::string_view() : found->second;
}

}  // namespace claimassay
