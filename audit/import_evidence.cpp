#include "audit/import_evidence.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "audit/checksum_file.h"
#include "core/hash.h"
#include "core/text.h"
#include "importers/bytes.h"
#include "parser/guideline.h"

namespace claimassay {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view guideline_endings[] = {".md", ".markdown", ".txt", ".html", ".htm"};
constexpr std::string_view evidence_endings[] = {".xml", ".xml.gz", ".nbib", ".nbib.gz", ".medline", ".csv", ".csv.gz"};

template <std::size_t Count>
bool ends_with_one_of(std::string_view path, const std::string_view (&endings)[Count]) {
  const std::string name = lower(replace_invalid_utf8(path));
  return std::any_of(std::begin(endings), std::end(endings),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

bool counts_in_folder(const fs::path& path) {
  const std::string name = path.filename().string();
  if (name.starts_with('.')) return false;
  return ends_with_one_of(name, evidence_endings) || ends_with_one_of(name, guideline_endings);
}

void files_below(const std::string& folder, std::vector<FileToImport>& files, Diagnostics& diagnostics) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->is_regular_file(ignored) && counts_in_folder(it->path())) found.push_back(it->path().string());
  }
  if (error) diagnostics.error("unreadable", "the folder cannot be read: " + error.message(), {folder});
  if (!error && found.empty()) {
    diagnostics.error(
        "nothing-to-import", "the folder holds no file to import", {folder},
        "expected *.xml, *.xml.gz (PubMed, MeSH), *.nbib, *.csv (Retraction Watch) or *.md, *.txt, *.html "
        "(guideline summaries)");
  }
  std::sort(found.begin(), found.end());
  for (std::string& path : found) files.push_back({std::move(path), false});
}

/// Hash and size of the bytes on disk; an empty hash for what is no regular file.
SourceFile source_file(const std::string& path, const std::string& as_of) {
  SourceFile file{path, "", "", 0, as_of};
  std::error_code ignored;
  if (path == "-" || !fs::is_regular_file(path, ignored)) return file;
  ContentHasher hasher;
  std::FILE* in = std::fopen(path.c_str(), "rb");
  if (!in) return file;
  std::string buffer(1 << 18, '\0');
  for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), in)) > 0;) {
    hasher.update(std::string_view(buffer).substr(0, got));
    file.bytes += static_cast<std::int64_t>(got);
  }
  const bool whole = std::ferror(in) == 0;
  std::fclose(in);
  if (whole) file.hash = hasher.digest();
  return file;
}

class Import {
 public:
  Import(EvidenceStore& store, const ImportOptions& options) : store_(store), options_(options) {}

  ImportReport run(const std::vector<FileToImport>& files);
  void tick(const ByteStream* bytes);

 private:
  enum class Fate { kept, skipped, failed };
  void import_file(const FileToImport& file);
  Fate import_guideline(SourceFile file, bool named);
  Fate import_records(SourceFile file, bool named);
  bool is_saved_as_text(const std::string& path);

  EvidenceStore& store_;
  const ImportOptions& options_;
  Diagnostics diagnostics_;  // of the file at hand
  ImportReport report_;
  ImportProgress progress_;
  std::uint64_t bytes_before_ = 0;
  std::chrono::steady_clock::time_point shown_{};
  friend class StoreSink;
};

/// Passes records on, and keeps what was skipped apart until the file is known to be whole.
class StoreSink : public EvidenceSink {
 public:
  StoreSink(Import& import, ImportSession& session, const ByteStream& bytes)
      : import_(import), session_(session), bytes_(bytes) {}
  void record(Citation&& citation) override {
    session_.put(citation);
    ++import_.progress_.records;
    import_.tick(&bytes_);
  }
  void deleted(Pmid pmid) override { session_.remove(pmid); }
  void descriptor(MeshDescriptor&& descriptor) override {
    session_.put(descriptor);
    import_.tick(&bytes_);
  }
  void notice(RetractionNotice&& notice) override {
    session_.put(notice);
    import_.tick(&bytes_);
  }
  void skipped(std::string_view reason, const Place&) override { ++skipped_[std::string(reason)]; }
  const std::map<std::string, std::size_t>& all_skipped() const { return skipped_; }

 private:
  Import& import_;
  ImportSession& session_;
  const ByteStream& bytes_;
  std::map<std::string, std::size_t> skipped_;
};

void Import::tick(const ByteStream* bytes) {
  if (!options_.progress) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - shown_ < std::chrono::milliseconds(200)) return;
  shown_ = now;
  progress_.bytes = bytes_before_ + (bytes ? bytes->consumed() : 0);
  options_.progress(progress_);
}

Import::Fate Import::import_records(SourceFile file, bool named) {
  std::unique_ptr<ByteStream> bytes = open_bytes(file.name, diagnostics_);
  if (!bytes) return Fate::failed;
  std::string head;
  bytes = peek(std::move(bytes), head);
  const auto formats = evidence_formats();
  const auto format = std::find_if(formats.begin(), formats.end(),
                                   [&](const EvidenceFormat& known) { return known.recognises(head, file.name); });
  if (format == formats.end()) {
    if (auto failed = bytes->failed()) {
      diagnostics_.add(std::move(*failed));
    } else {
      diagnostics_.error(
          "unknown-format", "this is " + describe_content(head) + ", which cannot be imported as evidence",
          {bytes->name()},
          "expected PubMed XML (root element PubmedArticleSet, PubmedArticle ...), NBIB, MeSH descriptors "
          "or the Retraction Watch list (CSV)");
    }
    return Fate::failed;
  }
  file.format = format->name;
  const std::unique_ptr<ImportSession> session = store_.begin_import(file);
  StoreSink sink(*this, *session, *bytes);
  if (!format->read(*bytes, sink, diagnostics_)) {
    // A folder may hold tables of any kind.
    const auto& said = diagnostics_.all();
    if (named || said.empty() || said.front().code != "csv-wrong-header") return Fate::failed;
    diagnostics_ = {};
    ++report_.skipped["no-retraction-list"];
    return Fate::skipped;
  }
  ImportCounts& counts = format->name == "mesh-xml"           ? report_.descriptors
                         : format->name == "retraction-watch" ? report_.notices
                                                              : report_.records;
  counts += session->commit();
  for (const auto& [reason, count] : sink.all_skipped()) report_.skipped[reason] += count;
  return Fate::kept;
}

Import::Fate Import::import_guideline(SourceFile file, bool named) {
  const auto document = read_document(file.name, diagnostics_);
  if (!document) return Fate::failed;
  Diagnostics complaints;
  const auto guideline = read_guideline(*document, complaints);
  if (!guideline && !named) {
    ++report_.skipped["no-recommendation"];
    return Fate::skipped;
  }
  diagnostics_.append(std::move(complaints));
  if (!guideline) return Fate::failed;
  file.format = "guideline";
  const std::unique_ptr<ImportSession> session = store_.begin_import(file);
  session->put(*guideline);
  report_.guidelines += session->commit();
  return Fate::kept;
}

/// PubMed's website saves records in the MEDLINE format under the name .txt.
bool Import::is_saved_as_text(const std::string& path) {
  if (!lower(replace_invalid_utf8(path)).ends_with(".txt")) return false;
  Diagnostics ignored;
  std::unique_ptr<ByteStream> bytes = open_bytes(path, ignored);
  if (!bytes) return false;
  std::string head;
  bytes = peek(std::move(bytes), head);
  const auto formats = evidence_formats();
  return std::any_of(formats.begin(), formats.end(),
                     [&](const EvidenceFormat& format) { return format.recognises(head, path); });
}

void Import::import_file(const FileToImport& wanted) {
  const SourceFile file = source_file(wanted.path, options_.as_of);
  if (!options_.force && store_.has_file(file.hash)) {
    ++report_.files_known;
    return;
  }
  diagnostics_ = {};
  if (!agrees_with_md5(wanted.path, diagnostics_)) {
    ++report_.files_failed;
    if (options_.said) options_.said(diagnostics_);
    return;
  }
  const bool guideline =
      options_.guideline || (ends_with_one_of(wanted.path, guideline_endings) && !is_saved_as_text(wanted.path));
  const Fate fate = guideline ? import_guideline(file, wanted.named) : import_records(file, wanted.named);
  if (fate == Fate::kept) ++report_.files;
  if (fate == Fate::failed) ++report_.files_failed;
  if (options_.said && !diagnostics_.all().empty()) options_.said(diagnostics_);
}

ImportReport Import::run(const std::vector<FileToImport>& files) {
  progress_.files = files.size();
  const auto size_of = [](const FileToImport& file) -> std::uint64_t {
    std::error_code error;
    const auto size = fs::file_size(file.path, error);
    return error ? 0 : size;
  };
  for (const FileToImport& file : files) progress_.bytes_in_all += size_of(file);
  for (const FileToImport& file : files) {
    ++progress_.file;
    progress_.name = file.path;
    tick(nullptr);
    import_file(file);
    bytes_before_ += size_of(file);
  }
  store_.checkpoint();
  return report_;
}

}  // namespace

std::vector<FileToImport> importable_files(const std::vector<std::string>& paths, Diagnostics& diagnostics) {
  std::vector<FileToImport> files;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path != "-" && fs::is_directory(path, ignored)) files_below(path, files, diagnostics);
    else files.push_back({path});
  }
  return files;
}

ImportReport import_evidence(const std::vector<FileToImport>& files, EvidenceStore& store,
                             const ImportOptions& options) {
  return Import(store, options).run(files);
}

}  // namespace claimassay
