// What people type into a search, as any bytes, asked of a store of three records: no crash, no SQL error, and the places
// that an answer names lie inside its texts.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "core/text.h"
#include "store/evidence_store.h"
#include "store/import_session.h"

using namespace claimassay;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Gone when the program ends.
struct Desk {
  std::filesystem::path folder;
  std::unique_ptr<EvidenceStore> store;
  Desk() {
    std::string name = (std::filesystem::temp_directory_path() / "search-fuzz-XXXXXX").string();
    require(mkdtemp(name.data()));
    folder = name;
    store = open_evidence((folder / "evidence.db").string(), StoreMode::write);
    const auto session = store->begin_import({"file", "", "pubmed-xml", 1, "2026-01-01"});
    const char* titles[] = {"Massage for low-back pain: CO₂ and 10⁻³", "Müller's trial of massages",
                            "Pain\x01 beyond\x02"};
    for (Pmid pmid = 1; pmid <= 3; ++pmid) {
      Citation citation;
      citation.pmid = pmid;
      citation.title = titles[pmid - 1];
      citation.abstract = {{"", "", "Text of pain and massage, with LBP. t:pain y:2020 \x02 p:letter"}};
      citation.authors = {{"Smith", "", "JA", "", "", "", {}, true}};
      citation.published = {2018 + static_cast<int>(pmid), 0, 0, ""};
      session->put(citation);
    }
    session->commit();
  }
  ~Desk() {
    store.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
};

void require_inside(const std::vector<Span>& spans, const std::string& text) {
  std::size_t after = 0;
  for (const Span span : spans) {
    require(span.begin >= after && span.begin < span.end && span.end <= text.size());
    after = span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Desk desk;
  const std::string typed =
      replace_invalid_utf8({reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 4096)});
  SearchOptions options;
  options.status_of = [](const Citation&) { return RecordStatus::ok; };
  options.design_of = [](const Citation&) { return Design::rct; };
  options.marks_of = [](RecordStatus) { return StatusMarks{{}, {"RetractionIn"}, {"RetractionOf"}, {"pain"}, true}; };
  Diagnostics diagnostics;
  const auto result = desk.store->search({"query", typed, {}, ""}, options, diagnostics);
  require(result.has_value() != diagnostics.has_errors());
  if (!result) return 0;
  for (const SearchHit& hit : result->hits) {
    require_inside(hit.title_matches, hit.record.title);
    require_inside(hit.snippet.matches, hit.snippet.text);
  }
  return 0;
}
