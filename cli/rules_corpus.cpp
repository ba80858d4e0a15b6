#include "cli/rules_corpus.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

#include "audit/import_evidence.h"
#include "cli/grade_input.h"

namespace claimassay {

namespace {

namespace fs = std::filesystem;

bool is_input_name(const fs::path& path) {
  const fs::path ending = path.extension();
  return ending == ".json" || ending == ".ndjson" || ending == ".jsonl";
}

bool is_expectation(const std::string& path) { return fs::path(path).filename().string().starts_with("expect."); }

/// Every file below a folder, by the folder that it lies in; hidden ones left out.
std::map<fs::path, std::vector<fs::path>> files_below(const fs::path& folder) {
  std::map<fs::path, std::vector<fs::path>> out;
  std::error_code failed;
  fs::recursive_directory_iterator entries(folder, fs::directory_options::skip_permission_denied, failed);
  for (const fs::recursive_directory_iterator end; !failed && entries != end; entries.increment(failed)) {
    std::error_code unreadable;
    if (entries->path().filename().string().starts_with('.')) {
      if (entries->is_directory(unreadable)) entries.disable_recursion_pending();
    } else if (entries->is_regular_file(unreadable)) {
      out[entries->path().parent_path()].push_back(entries->path());
    }
  }
  for (auto& [where, files] : out) std::sort(files.begin(), files.end());
  return out;
}

std::string called(const std::vector<fs::path>& files, std::string_view stem) {
  for (const fs::path& file : files) {
    if (file.stem() == stem && !is_input_name(file)) return file.string();
  }
  return "";
}

void add_folder(const fs::path& folder, RuleCorpus& corpus, Diagnostics& diagnostics) {
  const auto below = files_below(folder);
  std::vector<std::string> cases;
  for (const auto& [where, files] : below) {
    for (const fs::path& file : files) {
      if (is_input_name(file) && !is_expectation(file.string())) corpus.inputs.push_back(file.string());
    }
    const std::string article = called(files, "article");
    if (article.empty()) continue;
    cases.push_back(where.string());
    corpus.articles.push_back({article, called(files, "refs"), called(files, "evidence")});
  }
  for (const CorpusFile& file : find_corpus({folder.string()}, diagnostics)) {
    const bool of_case =
        std::find(cases.begin(), cases.end(), fs::path(file.path).parent_path().string()) != cases.end();
    if (!of_case && !is_expectation(file.path)) corpus.articles.push_back({file.path, file.refs_path, ""});
  }
}

/// A store that lives as long as the article is looked at.
class OwnStore {
 public:
  explicit OwnStore(const std::string& records, Diagnostics& diagnostics) {
    std::string name = (fs::temp_directory_path() / "claimassay-rules-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a folder for a store: " + name);
    folder_ = name;
    store_ = std::make_unique<EvidenceStore>((folder_ / "evidence.db").string(), StoreMode::write);
    ImportOptions options;
    options.said = [&](const Diagnostics& said) {
      for (const Diagnostic& one : said.all()) diagnostics.add(one);
    };
    import_evidence({{records, true}}, *store_, options);
  }
  ~OwnStore() {
    store_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  OwnStore(const OwnStore&) = delete;
  OwnStore& operator=(const OwnStore&) = delete;
  const EvidenceSource* get() const { return store_.get(); }

 private:
  fs::path folder_;
  std::unique_ptr<EvidenceStore> store_;
};

bool asks_something(JsonObject line) {
  return text_of(line, "claim") || text_of(line, "question") || object_of(line, "pico") || object_of(line, "facts");
}

}  // namespace

RuleCorpus find_rule_corpus(const std::vector<std::string>& paths, Diagnostics& diagnostics) {
  RuleCorpus corpus;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
      add_folder(path, corpus, diagnostics);
    } else if (is_input_name(path) && fs::exists(path, failed)) {
      corpus.inputs.push_back(path);
    } else {
      for (const CorpusFile& file : find_corpus({path}, diagnostics))
        corpus.articles.push_back({file.path, file.refs_path, ""});
    }
  }
  const auto by_path = [](const RuleCorpus::Article& a, const RuleCorpus::Article& b) { return a.path < b.path; };
  const auto same = [](const RuleCorpus::Article& a, const RuleCorpus::Article& b) { return a.path == b.path; };
  std::stable_sort(corpus.articles.begin(), corpus.articles.end(), by_path);
  corpus.articles.erase(std::unique(corpus.articles.begin(), corpus.articles.end(), same), corpus.articles.end());
  std::sort(corpus.inputs.begin(), corpus.inputs.end());
  corpus.inputs.erase(std::unique(corpus.inputs.begin(), corpus.inputs.end()), corpus.inputs.end());
  return corpus;
}

std::vector<std::optional<ArticleAppraisal>> check_in_corpus(const RuleCorpus::Article& article,
                                                             const EvidenceSource* store,
                                                             const std::vector<CheckOptions>& options,
                                                             Diagnostics& diagnostics) {
  std::optional<OwnStore> own;
  if (!article.records.empty()) own.emplace(article.records, diagnostics);
  std::vector<std::optional<ArticleAppraisal>> out;
  for (CheckOptions mine : options) {
    mine.refs_path = article.refs_path;
    // What is wrong with the file is said once, however often it is read.
    Diagnostics again;
    out.push_back(check_article(article.path, own ? own->get() : store, mine, out.empty() ? diagnostics : again));
  }
  return out;
}

void for_each_grade_input(const std::string& path, const std::string& as_of, const TakeGradeInput& take,
                          Diagnostics& diagnostics) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const simdjson::padded_string padded(bytes);
  simdjson::dom::parser parser;
  simdjson::dom::document_stream documents;
  if (parser.parse_many(padded, std::max<std::size_t>(bytes.size(), 1 << 16)).get(documents)) {
    diagnostics.error("invalid-json", "this is not JSON", {path});
    return;
  }
  std::size_t number = 0;
  for (auto document : documents) {
    ++number;
    JsonObject line;
    if (const auto error = document.get(line)) {
      if (error == simdjson::INCORRECT_TYPE) continue;
      diagnostics.error("invalid-json", "document " + std::to_string(number) + " is not JSON", {path},
                        simdjson::error_message(error));
      return;
    }
    try {
      if (!asks_something(line)) continue;
      std::string id = "null";
      if (JsonElement given; !line["id"].get(given)) id = simdjson::minify(given);
      take(GradeInput(line, as_of), std::string(text_of(line, "pack").value_or("")), id);
    } catch (const FilterError& error) {
      diagnostics.error(error.code, error.message + " (document " + std::to_string(number) + ")", {path});
    }
  }
}

}  // namespace claimassay
