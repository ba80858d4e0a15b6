// What a file that cannot be used looks like, so that the message names it. Guesses only for words in a message: nothing
// is ever read because of it.
#include <algorithm>

#include "core/text.h"
#include "importers/bytes.h"

namespace claimassay {

namespace {

struct Beginning {
  std::string_view bytes;
  std::string_view words;
};

constexpr Beginning beginnings[] = {
    {"%PDF-", "a PDF document"},
    {"PK\x03\x04", "a ZIP archive (a word-processor document or a spreadsheet, perhaps)"},
    {"SQLite format 3", "an SQLite database"},
    {"\x1F\x8B", "gzip data inside gzip data"},
    {"{\\rtf", "a rich-text document (RTF)"},
    {"\xD0\xCF\x11\xE0", "an old Office document"},
    {"BZh", "bzip2 data"},
    {"\xFD"
     "7zXZ",
     "xz data"},
};

struct Root {
  std::string_view name;
  std::string_view words;
};

constexpr Root roots[] = {
    {"DescriptorRecordSet", "a MeSH descriptor file"},
    {"QualifierRecordSet", "a MeSH qualifier file"},
    {"SupplementalRecordSet", "a MeSH supplementary-concept file"},
    {"PharmacologicalActionSet", "a MeSH pharmacological-action file"},
    {"article", "a full article (JATS)"},
    {"pmc-articleset", "a set of full articles from PMC (JATS)"},
    {"eSummaryResult", "a summary list of E-utilities, without the records"},
    {"eSearchResult", "a search result of E-utilities, without the records"},
    {"eFetchResult", "an answer of E-utilities that holds an error in place of records"},
    {"html", "a web page (HTML)"},
};

std::string_view without_mark(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::size_t begin = head.find_first_not_of(" \t\r\n");
  head.remove_prefix(std::min(begin, head.size()));
  return head;
}

std::string without_zeros(std::string_view head) {
  std::string out;
  std::copy_if(head.begin(), head.end(), std::back_inserter(out), [](char c) { return c != '\0'; });
  if (out.starts_with("\xFF\xFE") || out.starts_with("\xFE\xFF")) out.erase(0, 2);
  return out;
}

std::size_t after(std::string_view text, std::string_view end) {
  const std::size_t at = text.find(end);
  return at == std::string_view::npos ? text.size() : at + end.size();
}

/// After the '>' of a DOCTYPE, whose internal subset may hold '>' of its own.
std::size_t after_doctype(std::string_view text) {
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') inside = true;
    if (text[i] == ']') inside = false;
    if (text[i] == '>' && !inside) return i + 1;
  }
  return text.size();
}

}  // namespace

std::string xml_root_name(std::string_view head) {
  const bool wide = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  const std::string narrow = wide ? without_zeros(head) : std::string();
  std::string_view text = without_mark(wide ? std::string_view(narrow) : head);
  while (text.starts_with("<?") || text.starts_with("<!")) {
    if (text.starts_with("<!--")) text.remove_prefix(after(text, "-->"));
    else if (text.starts_with("<?")) text.remove_prefix(after(text, "?>"));
    else text.remove_prefix(after_doctype(text));
    text = without_mark(text);
  }
  if (!text.starts_with("<")) return "";
  text.remove_prefix(1);
  const std::size_t end = text.find_first_of(" \t\r\n/>");
  if (end == std::string_view::npos || end == 0) return "";
  text = text.substr(0, end);
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) text.remove_prefix(colon + 1);
  const bool name = std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) || c == '_' || c == '-' || c == '.';
  });
  return name ? std::string(text) : "";
}

std::string describe_content(std::string_view head) {
  if (head.empty()) return "an empty file";
  for (const Beginning& known : beginnings) {
    if (head.starts_with(known.bytes)) return std::string(known.words);
  }
  const std::string start = lower(replace_invalid_utf8(without_mark(head).substr(0, 64)));
  if (start.empty()) return "a file of white space alone";
  if (start.starts_with("<!doctype html") || start.starts_with("<html")) return "a web page (HTML)";
  if (const std::string root = xml_root_name(head); !root.empty()) {
    for (const Root& known : roots) {
      if (known.name == root) return std::string(known.words) + " (root element " + root + ")";
    }
    return "an XML file with the root element " + printable(replace_invalid_utf8(root.substr(0, 60)));
  }
  if (start.starts_with("pmid- ")) return "a record in PubMed's MEDLINE format (NBIB)";
  if (start.starts_with("ty  - ")) return "a reference list in RIS format";
  if (start.starts_with("{") || start.starts_with("[")) return "JSON, perhaps";
  if (std::count(head.begin(), head.end(), '\0') > 0) return "binary data of an unknown kind";
  // A character cut in two by the end of the head is no sign of another encoding.
  const auto invalid = first_invalid_utf8(head);
  if (invalid && *invalid + 4 < head.size()) return "text that is not UTF-8, or binary data";
  return "plain text";
}

}  // namespace claimassay
