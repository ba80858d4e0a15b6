// MeSH descriptors in NLM's XML (desc2026.xml), as a stream. Of a record's many elements those are kept that say what a
// heading is called and where it stands; the rest is passed over. The edition is the year in the DOCTYPE's address.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "core/text.h"
#include "importers/bytes.h"
#include "importers/evidence_formats.h"
#include "importers/pubmed_fields.h"
#include "importers/xml_stream.h"

namespace claimassay {

namespace {

constexpr std::size_t most_text = 1024 * 1024;  // bytes in one record; the longest real ones have some 50 KB
constexpr std::size_t most_items = 10'000;      // terms or tree numbers of one record; real ones have up to some 300

bool is_descriptor_ui(std::string_view ui) {
  return ui.size() >= 2 && ui.size() <= 12 && ui[0] == 'D' &&
         std::all_of(ui.begin() + 1, ui.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_tree_number(std::string_view number) {
  return !number.empty() && number.size() <= 120 && number[0] >= 'A' && number[0] <= 'Z' &&
         std::all_of(number.begin() + 1, number.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; }) &&
         number.back() != '.' && number.find("..") == std::string_view::npos;
}

/// ".../nlmdescriptorrecordset_20260101.dtd", "desc2015.dtd" -> the year; 0 where there is none.
int edition_of(std::string_view system) {
  system.remove_prefix(system.rfind('/') + 1);  // npos + 1 is 0
  const std::size_t at = system.find_first_of("0123456789");
  return at < system.size() ? number_in(system.substr(at, 4), 1960, 2999) : 0;
}

class Reader final : public XmlStream {
 public:
  Reader(EvidenceSink& sink, Diagnostics& diagnostics) : sink_(sink), diagnostics_(diagnostics) {}

 private:
  void opened() override;
  void closed() override;
  void text(std::string_view piece) override;
  void doctype(std::string_view system) override { edition_ = edition_of(system); }
  std::string where() const override {
    return in_record_ && !descriptor_.ui.empty() ? ", in the record of " + descriptor_.ui : "";
  }
  void take(std::string value);
  void finish();

  EvidenceSink& sink_;
  Diagnostics& diagnostics_;
  MeshDescriptor descriptor_;
  std::string text_;
  std::string year_, month_, day_;
  Place record_place_;
  std::size_t text_size_ = 0;
  int edition_ = 0;
  bool in_record_ = false, preferred_ = false, too_large_ = false, keeps_ = false;
};

void Reader::opened() {
  const std::string& name = path().back();
  if (!in_record_) {
    if (name != "DescriptorRecord") return;
    in_record_ = true;
    too_large_ = false;
    text_size_ = 0;
    record_place_ = place();
    descriptor_ = {};
    descriptor_.edition = edition_;
    descriptor_.descriptor_class = std::max(1, number_in(attribute("DescriptorClass"), 1, 9));
    year_.clear(), month_.clear(), day_.clear();
    return;
  }
  if (name == "Concept") preferred_ = attribute("PreferredConceptYN") == "Y";
  text_.clear();
  keeps_ = name == "DescriptorUI" || name == "String" || name == "TreeNumber" || name == "ScopeNote" ||
           name == "Year" || name == "Month" || name == "Day";
}

void Reader::text(std::string_view piece) {
  if (!in_record_ || !keeps_ || too_large_) return;
  text_size_ += piece.size();
  too_large_ = text_size_ > most_text;
  text_ += piece;
}

void Reader::take(std::string value) {
  if (value.empty()) return;
  auto& terms = descriptor_.entry_terms;
  if (is_at("DescriptorRecord/DescriptorUI")) descriptor_.ui = std::move(value);
  else if (is_at("DescriptorRecord/DescriptorName/String")) descriptor_.name = std::move(value);
  else if (is_at("DescriptorRecord/TreeNumberList/TreeNumber")) {
    if (!is_tree_number(value)) sink_.skipped("malformed-tree-number", place());
    else descriptor_.tree_numbers.push_back(std::move(value));
  } else if (is_at("Concept/TermList/Term/String")) terms.push_back(std::move(value));
  else if (is_at("Concept/ScopeNote")) {
    if (preferred_) descriptor_.scope_note = std::move(value);
  } else if (is_at("PharmacologicalAction/DescriptorReferredTo/DescriptorUI")) {
    descriptor_.actions.push_back(std::move(value));
  } else if (is_at("DescriptorRecord/DateRevised/Year")) year_ = std::move(value);
  else if (is_at("DescriptorRecord/DateRevised/Month")) month_ = std::move(value);
  else if (is_at("DescriptorRecord/DateRevised/Day")) day_ = std::move(value);
  too_large_ |= terms.size() > most_items || descriptor_.tree_numbers.size() > most_items ||
                descriptor_.actions.size() > most_items;
}

void Reader::closed() {
  if (!in_record_) return;
  if (path().back() == "DescriptorRecord") return finish();
  if (keeps_ && !too_large_) take(one_line(text_));
  text_.clear();
  keeps_ = false;
}

void Reader::finish() {
  in_record_ = false;
  const auto pass_over = [&](const char* code, const std::string& message) {
    diagnostics_.warning(code, message, record_place_);
    sink_.skipped(code, record_place_);
  };
  if (too_large_) {
    return pass_over("record-too-large",
                     fmt::format("a descriptor with more than {} KB of text, or more than {} terms, "
                                 "was skipped",
                                 most_text >> 10, most_items));
  }
  if (!is_descriptor_ui(descriptor_.ui)) return pass_over("no-descriptor-ui", "a descriptor without a UI was skipped");
  if (descriptor_.name.empty())
    return pass_over("no-name", "the descriptor " + descriptor_.ui + " has no name and was skipped");
  PartialDate& revised = descriptor_.revised;
  revised.year = number_in(year_, 1000, 2999);
  if (revised.year) revised.month = month_number(month_);
  if (revised.month) revised.day = number_in(day_, 1, 31);
  // The preferred term repeats the name; concepts of one descriptor sometimes share a term.
  std::unordered_set<std::string> seen{descriptor_.name};
  std::erase_if(descriptor_.entry_terms, [&](const std::string& term) { return !seen.insert(term).second; });
  sink_.descriptor(std::move(descriptor_));
}

bool recognises(std::string_view head, std::string_view) {
  const std::string root = xml_root_name(head);
  return root == "DescriptorRecordSet" || root == "DescriptorRecord";
}

bool read(ByteStream& bytes, EvidenceSink& sink, Diagnostics& diagnostics) {
  return Reader(sink, diagnostics).run(bytes, diagnostics);
}

}  // namespace

const EvidenceFormat mesh_xml_format = {"mesh-xml", recognises, read};

}  // namespace claimassay
